using System.Text.Json.Nodes;
using EduIct.Emulator.Addresses;
using EduIct.Emulator.Protocol;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Users;

/// <summary>The methods on one account.</summary>
internal static class UsersResource
{
    public static JsonObject Get(ApiCall call)
    {
        var user = call.Seen.Users.Find(call["userKey"]) ?? throw ApiError.NotFound("userKey");
        RequireLive(user);
        return call.Workspace.IsDelayed(user.Id, "create") ? throw ApiError.NotFound("userKey") : UserJson.For(call).Render(user);
    }

    public static JsonObject Insert(ApiCall call)
    {
        var workspace = call.Workspace;
        var user = UserEdit.Create(workspace, call.Body("user"));
        RequireSeat(workspace);
        workspace.Store.Commit(new Change { User = user });
        workspace.Delay(user.Id, "create", call.Unfinished);
        return Written(workspace, user.Id);
    }

    /// <summary>PUT and PATCH alike: the API's update leaves alone what the body leaves out.</summary>
    public static JsonObject Patch(ApiCall call)
    {
        var workspace = call.Workspace;
        var user = Writable(call);
        var body = call.Body("user");
        var changed = UserEdit.Apply(workspace, user, body);
        if (body.Text("primaryEmail") is { Length: > 0 } email)
            changed = UserEdit.Rename(workspace, changed, email);
        workspace.Store.Commit(new Change { User = changed });
        if (changed.PrimaryEmail != user.PrimaryEmail)
            workspace.Delay(user.Id, "rename", call.Unfinished);
        return Written(workspace, user.Id);
    }

    public static JsonObject? Delete(ApiCall call)
    {
        var user = Writable(call);
        var memberships = call.Workspace.Tables.Groups.MembershipsOf(user.Id).Select(member => new Change { MemberGone = member });
        call.Workspace.Store.Commit([new Change { User = user with { Deleted = call.Workspace.UtcNow } }, .. memberships]);
        return null;
    }

    public static JsonObject? Undelete(ApiCall call)
    {
        var workspace = call.Workspace;
        if (workspace.Tables.Users.ById(call["userKey"]) is not { Deleted: not null } user)
            throw ApiError.NotFound("userKey");
        var path = call.Body("orgUnitPath").Text("orgUnitPath") ?? throw ApiError.Required("orgUnitPath");
        var unit = UserEdit.OrgUnit(workspace, path);
        AddressRules.RequireFree(workspace, user.PrimaryEmail);
        workspace.Store.Commit(new Change
        {
            User = user with { Deleted = null, OrgUnitId = unit, Aliases = [.. user.Aliases.Where(alias => !workspace.Tables.IsTaken(alias))] },
        });
        return null;
    }

    public static JsonObject? MakeAdmin(ApiCall call)
    {
        var user = Writable(call);
        var status = call.Body("status").Flag("status") ?? throw ApiError.Required("status");
        call.Workspace.Store.Commit(new Change { User = user with { IsAdmin = status } });
        return null;
    }

    public static JsonObject? SignOut(ApiCall call)
    {
        var user = Writable(call);
        call.Workspace.Store.Commit(new Change { User = user with { SignedOut = call.Workspace.UtcNow } });
        return null;
    }

    public static JsonObject InsertAlias(ApiCall call)
    {
        var user = Writable(call);
        var alias = AliasJson.Read(call, user.Aliases);
        call.Workspace.Store.Commit(new Change { User = user with { Aliases = [.. user.Aliases, alias] } });
        return AliasJson.Render(user.Id, user.PrimaryEmail, alias);
    }

    public static JsonObject ListAliases(ApiCall call)
    {
        var user = call.Seen.Users.Find(call["userKey"]) ?? throw ApiError.NotFound("userKey");
        RequireLive(user);
        return AliasJson.RenderList(user.Id, user.PrimaryEmail, user.Aliases);
    }

    public static JsonObject? DeleteAlias(ApiCall call)
    {
        var user = Writable(call);
        call.Workspace.Store.Commit(new Change { User = user with { Aliases = AliasJson.Without(call, user.Aliases) } });
        return null;
    }

    private static JsonObject Written(Workspace workspace, string id) => UserJson.Written(workspace).Render(workspace.Tables.Users[id]);

    private static UserRecord Writable(ApiCall call)
    {
        var user = call.Workspace.Tables.Users.Find(call["userKey"]) ?? throw ApiError.NotFound("userKey");
        RequireLive(user);
        if (call.Workspace.IsDelayed(user.Id, "create"))
            throw ApiError.Precondition("User creation is not complete.");
        call.RequireMatch(UserJson.ETag(call.Workspace.Tables, user));
        return user;
    }

    private static void RequireLive(UserRecord user)
    {
        if (user.Deleted is not null)
            throw ApiError.Precondition("User is deleted.");
    }

    private static void RequireSeat(Workspace workspace)
    {
        if (workspace.Seats is { } seats && workspace.Tables.Users.Count >= seats)
            throw ApiError.Precondition("Domain user limit reached.", "limitExceeded");
    }
}
