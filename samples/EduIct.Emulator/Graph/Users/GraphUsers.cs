using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Users;

/// <summary>The methods on one account.</summary>
internal static class GraphUsers
{
    public static GraphReply Create(GraphCall call)
    {
        var user = GraphUserEdit.Create(call, call.Body());
        call.Commit(new Change { Object = user });
        call.Tenant.Workspace.Delay(user.Id, "graph", call.Unfinished);
        var written = Selection.Default(EntityType.User).One(call, call.Now.ById(user.Id)!);
        return call.Created("users", user.Id, written.Json!);
    }

    public static GraphReply Get(GraphCall call) =>
        Selection.Of(call, EntityType.User).One(call, Finished(call, call.Seen));

    public static GraphReply Update(GraphCall call)
    {
        var user = Finished(call, call.Now);
        var body = call.Body();
        if (body.ContainsKey("passwordProfile"))
            call.Require("User-PasswordProfile.ReadWrite.All");
        call.Commit(new Change { Object = GraphUserEdit.Apply(call, user, body) });
        return GraphReply.NoContent;
    }

    public static GraphReply RevokeSessions(GraphCall call)
    {
        var user = Finished(call, call.Now);
        call.Commit(new Change { Object = user.With(properties => properties["signInSessionsValidFromDateTime"] = Selection.Time(call.Tenant.UtcNow)) });
        return new GraphReply(200, new JsonObject { ["@odata.context"] = $"{call.Message.Root}/$metadata#Edm.Boolean", ["value"] = true });
    }

    /// <summary>Deleted for 30 days; its licences are free at once. It stays in its groups, which do not show it meanwhile.</summary>
    public static GraphReply Delete(GraphCall call)
    {
        var user = Finished(call, call.Now);
        var links = call.Now.Links.To(user.Id).Where(link => call.Now.ById(link.From)?.Kind != DirectoryObject.Group).Select(link => new Change { LinkGone = link });
        call.Commit([new Change { Object = user with { Deleted = call.Tenant.UtcNow } }, .. links]);
        return GraphReply.NoContent;
    }

    public static GraphReply List(GraphCall call) =>
        Listing.List(call, DirectoryObject.User, EntityType.User, user => call.Tenant.Workspace.IsDelayed(user.Id, "graph"));

    public static GraphReply Count(GraphCall call) => Listing.Count(call, DirectoryObject.User);

    /// <summary>The account that a path names, if its creation has come as far as this reader.</summary>
    public static DirectoryObject Finished(GraphCall call, GraphTable table, string key = "user")
    {
        var user = table.User(call[key]) ?? throw GraphError.NotFound(call[key]);
        return call.Tenant.Workspace.IsDelayed(user.Id, "graph") ? throw GraphError.NotFound(call[key]) : user;
    }
}
