using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;

namespace EduIct.Emulator.Graph.Groups;

/// <summary>The things on the other end of links, each shown as what it is.</summary>
internal static class MemberListing
{
    public static GraphReply List(GraphCall call, IEnumerable<string> ids)
    {
        var found = ids.Select(call.Seen.LiveById).OfType<DirectoryObject>().ToList();
        return GraphPaging.Page(call, "directoryObjects", found, item => item.Id, item => Render(call, item), call.IsEventual ? found.Count : null);
    }

    private static JsonObject Render(GraphCall call, DirectoryObject item)
    {
        var type = EntityType.ByKind[item.Kind];
        var json = new JsonObject { ["@odata.type"] = "#microsoft.graph." + type.Name, ["id"] = item.Id };
        // A selection names properties of one type; another type's member shows those that it has.
        foreach (var name in (IEnumerable<string>?)call.Query.Select ?? type.Standard)
            if (type.Knows(name))
                json[name] = Selection.Value(item, name);
        return json;
    }
}
