using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Licences;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.Graph.Users;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Deleted;

/// <summary>What can still be restored: accounts and Microsoft 365 groups, for 30 days.</summary>
internal static class DeletedItems
{
    public static GraphReply ListUsers(GraphCall call) => List(call, DirectoryObject.User, EntityType.User);
    public static GraphReply ListGroups(GraphCall call) => List(call, DirectoryObject.Group, EntityType.Group);

    public static GraphReply Get(GraphCall call)
    {
        var item = Find(call, call.Seen);
        var type = EntityType.ByKind[item.Kind];
        var reply = Selection.Of(call, type).One(call, item);
        reply.Json!["@odata.type"] = "#microsoft.graph." + type.Name;
        return reply;
    }

    /// <summary>The same by way of the cast, as the clients' typed paths write it: another kind of thing is not there.</summary>
    public static GraphReply GetUser(GraphCall call) =>
        Find(call, call.Seen).Kind == DirectoryObject.User ? Get(call) : throw GraphError.NotFound(call["id"]);

    public static GraphReply Restore(GraphCall call)
    {
        var item = Find(call, call.Now);
        var body = call.BodyOrEmpty();
        var restored = item.Kind == DirectoryObject.User ? User(call, item, body) : Group(call, item);
        call.Commit(new Change { Object = restored with { IsRestored = true } });
        return Selection.Default(EntityType.ByKind[item.Kind]).One(call, call.Now.ById(item.Id)!);
    }

    public static GraphReply Delete(GraphCall call)
    {
        var item = Find(call, call.Now);
        call.Commit(new Change { ObjectGone = new DirectoryGone(item.Kind, item.Id, 0) });
        return GraphReply.NoContent;
    }

    private static GraphReply List(GraphCall call, string kind, EntityType type)
    {
        var selection = Selection.Of(call, type);
        var filter = FilterParser.Read(call, type);
        var items = call.Seen.Deleted(kind).Select(id => call.Seen.ById(id)!).Where(item => filter?.Matches(item) ?? true);
        return GraphPaging.Page(call, "directory/deletedItems/microsoft.graph." + type.Name, items, item => item.Id, item => Rendered(selection, item), items.Count());
    }

    private static JsonObject Rendered(Selection selection, DirectoryObject item)
    {
        var json = selection.Render(item);
        json["id"] = item.Id;
        json["deletedDateTime"] = Selection.Value(item, "deletedDateTime");
        return json;
    }

    private static DirectoryObject Find(GraphCall call, GraphTable table) =>
        table.ById(call["id"]) is { Deleted: not null } item ? item : throw GraphError.NotFound(call["id"]);

    private static DirectoryObject User(GraphCall call, DirectoryObject user, JsonObject body)
    {
        var name = EntityBody.Text(body, "newUserPrincipalName", EntityType.User) ?? user.Text("userPrincipalName")!;
        GraphAddresses.CheckPrincipalName(call.Tenant, name);
        if (call.Now.By(DirectoryObject.User, "userPrincipalName", name).Count > 0)
            throw GraphError.Conflict("userPrincipalName");
        var reconciles = body["autoReconcileProxyConflict"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
        var free = new JsonArray();
        foreach (var proxy in user.Texts("proxyAddresses"))
            if (!IsTaken(call.Now, proxy))
                free.Add(proxy);
            else if (!reconciles)
                throw GraphError.Conflict("proxyAddresses");
        // Licences come back as far as there are seats for them.
        var licences = (user.Properties["assignedLicenses"] as JsonArray ?? [])
            .Where(licence => Seats.Free(call, (string)licence!["skuId"]!) > 0)
            .Select(licence => licence!.DeepClone());
        return (user with { Deleted = null }).With(properties =>
        {
            properties["userPrincipalName"] = name;
            properties["proxyAddresses"] = free;
            properties["assignedLicenses"] = new JsonArray([.. licences]);
            if (free.FirstOrDefault(proxy => ((string)proxy!).StartsWith("SMTP:", StringComparison.Ordinal)) is null)
                properties.Remove("mail");
        });
    }

    private static DirectoryObject Group(GraphCall call, DirectoryObject group) =>
        call.Now.By(DirectoryObject.Group, "mailNickname", group.Text("mailNickname") ?? "").Count > 0 || group.Texts("proxyAddresses").Any(proxy => IsTaken(call.Now, proxy))
            ? throw GraphError.Conflict("mailNickname")
            : group with { Deleted = null };

    private static bool IsTaken(GraphTable table, string proxy) =>
        table.By(DirectoryObject.User, "proxyAddresses", proxy).Count > 0 || table.By(DirectoryObject.Group, "proxyAddresses", proxy).Count > 0
        || table.By(DirectoryObject.User, "userPrincipalName", proxy["smtp:".Length..]).Count > 0;
}
