using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Groups;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Education;

/// <summary>
/// Classes: each is a Microsoft 365 group with more to it, under one id; its members are the group's, its teachers the group's owners. A group that was made as a group is no class
/// and becomes none.
/// </summary>
internal static class EducationClasses
{
    // What a class has beyond its group; no property of Graph's.
    private const string Part = "educationClass";

    private static readonly EntityType Type = EntityType.Class;
    private static readonly string[] OfGroup = ["displayName", "description", "mailNickname"];

    public static GraphReply List(GraphCall call)
    {
        var selection = Selection.Of(call, Type);
        var filter = FilterParser.Read(call, Type);
        var classes = call.Seen.Live(DirectoryObject.Group).Select(id => AsClass(call.Seen.LiveById(id))).OfType<DirectoryObject>()
            .Where(item => !call.Tenant.Workspace.IsDelayed(item.Id, "graph") && filter?.Matches(item) != false);
        return GraphPaging.Page(call, selection.Context, classes, item => item.Id, selection.Render);
    }

    public static GraphReply Get(GraphCall call) => Selection.Of(call, Type).One(call, Find(call, call.Seen));

    public static GraphReply Create(GraphCall call)
    {
        var body = call.Body();
        EntityBody.Required(body, "displayName", Type);
        EntityBody.Required(body, "mailNickname", Type);
        var part = new JsonObject();
        EntityBody.Merge(Type, part, body, OfGroup);
        var group = GraphGroups.Make(call, new JsonObject
        {
            ["displayName"] = body["displayName"]?.DeepClone(),
            ["description"] = body["description"]?.DeepClone(),
            ["mailNickname"] = body["mailNickname"]?.DeepClone(),
            ["mailEnabled"] = true,
            ["securityEnabled"] = true,
            ["groupTypes"] = new JsonArray("Unified"),
        }).With(properties => properties[Part] = part);
        call.Commit(new Change { Object = group });
        call.Tenant.Workspace.Delay(group.Id, "graph", call.Unfinished);
        return call.Created("education/classes", group.Id, Selection.Default(Type).One(call, AsClass(group)!).Json!);
    }

    public static GraphReply Update(GraphCall call)
    {
        var held = Find(call, call.Now);
        var body = call.Body();
        if (body.ContainsKey("mailNickname"))
            throw GraphError.Bad("Property 'mailNickname' of a class cannot be changed here.");
        call.Commit(new Change
        {
            Object = call.Now.ById(held.Id)!.With(properties =>
            {
                var part = (JsonObject)properties[Part]!;
                EntityBody.Merge(Type, part, body, OfGroup);
                EntityBody.Merge(EntityType.Group, properties, Only(body, OfGroup));
            }),
        });
        return GraphReply.NoContent;
    }

    /// <summary>The class goes with its group, which can be restored as any.</summary>
    public static GraphReply Delete(GraphCall call)
    {
        call.Commit(new Change { Object = call.Now.ById(Find(call, call.Now).Id)! with { Deleted = call.Tenant.UtcNow } });
        return GraphReply.NoContent;
    }

    public static DirectoryObject Find(GraphCall call, GraphTable table)
    {
        var found = AsClass(table.LiveOf(DirectoryObject.Group, call["thing"])) ?? throw GraphError.NotFound(call["thing"]);
        return call.Tenant.Workspace.IsDelayed(found.Id, "graph") ? throw GraphError.NotFound(call["thing"]) : found;
    }

    private static DirectoryObject? AsClass(DirectoryObject? group)
    {
        if (group?.Properties[Part] is not JsonObject part)
            return null;
        var properties = (JsonObject)part.DeepClone();
        foreach (var name in OfGroup)
            properties[name] = group.Properties[name]?.DeepClone();
        return group with { Kind = DirectoryObject.Class, Properties = properties };
    }

    private static JsonObject Only(JsonObject body, string[] names) =>
        new(body.Where(property => names.Contains(property.Key)).Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone())));
}
