using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;

namespace EduIct.Emulator.Graph.Groups;

/// <summary>
/// Changes of groups, and of who is in them where <c>members</c> or <c>owners</c> are selected, or nothing is: those who came in or went out, by their ids alone.
/// An account that is deleted stays a member until it is gone for good.
/// </summary>
internal static class GroupDelta
{
    private static readonly string[] Relations = [DirectoryLink.Member, DirectoryLink.Owner];

    public static GraphReply Get(GraphCall call)
    {
        var asked = call.Query.Select;
        var told = asked is null ? [DirectoryLink.Member] : Relations.Where(asked.Contains).ToArray();
        var selection = Selection.Of(EntityType.Group, asked?.Except(Relations).ToArray());
        return DeltaRound.Page(call, selection.Context, call.Seen.GroupsByRevision, (id, since) => Render(call, selection, told, id, since));
    }

    private static JsonObject? Render(GraphCall call, Selection selection, string[] told, string id, long? since)
    {
        var group = call.Seen.ById(id);
        if (group is not { Deleted: null })
            return since is null ? null : DeltaRound.Removed(id, isGone: group is null);
        var json = selection.Render(group);
        json["id"] = id;
        foreach (var relation in told)
        {
            var changes = since is { } from
                ? call.Seen.MembershipsSince(id, relation, from).Select(change => Member(call, change.To, change.IsRemoved))
                : call.Seen.Links.Of(relation, id).Select(member => Member(call, member, isRemoved: false));
            if (changes.ToArray() is { Length: > 0 } some)
                json[relation + "@delta"] = new JsonArray(some);
        }
        return json;
    }

    private static JsonObject Member(GraphCall call, string id, bool isRemoved)
    {
        var json = new JsonObject { ["@odata.type"] = "#microsoft.graph." + (call.Seen.ById(id)?.Kind ?? "directoryObject"), ["id"] = id };
        if (isRemoved)
            json["@removed"] = new JsonObject { ["reason"] = "deleted" };
        return json;
    }
}
