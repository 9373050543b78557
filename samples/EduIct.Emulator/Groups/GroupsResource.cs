using System.Globalization;
using System.Text.Json.Nodes;
using EduIct.Emulator.Addresses;
using EduIct.Emulator.Protocol;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Groups;

/// <summary>The methods on groups and their aliases.</summary>
internal static class GroupsResource
{
    private const int MaxName = 73;
    private const int MaxDescription = 4096;

    public static JsonObject Get(ApiCall call)
    {
        var group = call.Seen.Groups.Find(call["groupKey"]) ?? throw ApiError.NotFound("groupKey");
        return call.Workspace.IsDelayed(group.Id, "group") ? throw ApiError.NotFound("groupKey") : Render(call.Seen, group);
    }

    public static JsonObject Insert(ApiCall call)
    {
        var workspace = call.Workspace;
        var body = call.Body("group");
        if (body.Text("email") is not { Length: > 0 } text)
            throw ApiError.Required("email");
        var email = AddressRules.Check(workspace, text, "email");
        var blank = new GroupRecord { Id = "", Email = email, Name = email[..email.IndexOf('@')], Created = workspace.UtcNow };
        var group = Apply(blank, body);
        AddressRules.RequireFree(workspace, email);
        var id = workspace.NewId("group", email, IdText, taken => workspace.Tables.Groups.ById(taken) is not null);
        workspace.Store.Commit(new Change { Group = group with { Id = id } });
        workspace.Delay(id, "group", call.Unfinished);
        return Written(call, id);
    }

    public static JsonObject Patch(ApiCall call)
    {
        var group = Writable(call);
        var body = call.Body("group");
        var changed = Apply(group, body);
        if (body.Text("email") is { Length: > 0 } text)
            changed = Rename(call.Workspace, changed, text);
        call.Workspace.Store.Commit(new Change { Group = changed });
        return Written(call, group.Id);
    }

    public static JsonObject? Delete(ApiCall call)
    {
        var group = Writable(call);
        var memberships = call.Workspace.Tables.Groups.MembershipsOf(group.Id).Select(member => new Change { MemberGone = member });
        call.Workspace.Store.Commit([.. memberships, new Change { GroupGone = group.Id }]);
        return null;
    }

    public static JsonObject InsertAlias(ApiCall call)
    {
        var group = Writable(call);
        var alias = AliasJson.Read(call, group.Aliases);
        call.Workspace.Store.Commit(new Change { Group = group with { Aliases = [.. group.Aliases, alias] } });
        return AliasJson.Render(group.Id, group.Email, alias);
    }

    public static JsonObject ListAliases(ApiCall call)
    {
        var group = call.Seen.Groups.Find(call["groupKey"]) ?? throw ApiError.NotFound("groupKey");
        return AliasJson.RenderList(group.Id, group.Email, group.Aliases);
    }

    public static JsonObject? DeleteAlias(ApiCall call)
    {
        var group = Writable(call);
        call.Workspace.Store.Commit(new Change { Group = group with { Aliases = AliasJson.Without(call, group.Aliases) } });
        return null;
    }

    public static string ETag(Tables tables, GroupRecord group) => Wire.ETag(
        group.Id,
        group.Revision.ToString(CultureInfo.InvariantCulture),
        tables.Groups.MembersOf(group.Id).Count.ToString(CultureInfo.InvariantCulture));

    public static JsonObject Render(Tables tables, GroupRecord group)
    {
        var json = new JsonObject
        {
            ["kind"] = "admin#directory#group",
            ["id"] = group.Id,
            ["etag"] = ETag(tables, group),
            ["email"] = group.Email,
            ["name"] = group.Name,
            // A 64-bit number, which Google's JSON writes as text.
            ["directMembersCount"] = tables.Groups.MembersOf(group.Id).Count.ToString(CultureInfo.InvariantCulture),
            ["description"] = group.Description,
            ["adminCreated"] = true,
        };
        if (group.Aliases.Count > 0)
            json["aliases"] = new JsonArray([.. group.Aliases.Select(alias => JsonValue.Create(alias))]);
        return json;
    }

    private static string IdText(ulong hash) => "0" + hash.ToString("x", CultureInfo.InvariantCulture);

    private static JsonObject Written(ApiCall call, string id) => Render(call.Workspace.Tables, call.Workspace.Tables.Groups.ById(id)!);

    private static GroupRecord Writable(ApiCall call)
    {
        var group = call.Workspace.Tables.Groups.Find(call["groupKey"]) ?? throw ApiError.NotFound("groupKey");
        call.RequireMatch(ETag(call.Workspace.Tables, group));
        return group;
    }

    private static GroupRecord Apply(GroupRecord group, JsonObject body)
    {
        var changed = group with
        {
            Name = body.Text("name") ?? group.Name,
            Description = body.ContainsKey("description") ? body.Text("description") ?? "" : group.Description,
        };
        if (changed.Name.Length is 0 or > MaxName)
            throw ApiError.InvalidInput("name");
        return changed.Description.Length > MaxDescription ? throw ApiError.InvalidInput("description") : changed;
    }

    private static GroupRecord Rename(Workspace workspace, GroupRecord group, string text)
    {
        var email = AddressRules.Check(workspace, text, "email");
        if (email == group.Email)
            return group;
        if (!group.Aliases.Contains(email))
            AddressRules.RequireFree(workspace, email);
        IReadOnlyList<string> aliases = [.. group.Aliases.Where(alias => alias != email), group.Email];
        return aliases.Count <= AddressRules.MaxAliases
            ? group with { Email = email, Aliases = aliases }
            : throw ApiError.Precondition("Limit of aliases reached.", "limitExceeded");
    }
}
