using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EduIct.Emulator.Protocol;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Groups;

/// <summary>The methods on memberships.</summary>
internal static class MembersResource
{
    private static readonly string[] Roles = ["MEMBER", "MANAGER", "OWNER"];
    private static readonly string[] Deliveries = ["ALL_MAIL", "DAILY", "DIGEST", "DISABLED", "NONE"];

    public static JsonObject Get(ApiCall call)
    {
        var group = Group(call, call.Seen);
        return Render(call.Seen, Member(call.Seen, group, call["memberKey"]), withDelivery: true);
    }

    public static JsonObject HasMember(ApiCall call)
    {
        var group = Group(call, call.Seen);
        if (Identify(call.Seen, call["memberKey"]) is not { } id)
            throw ApiError.InvalidInput("memberKey");
        return new JsonObject { ["isMember"] = call.Seen.Groups.Reaches(group.Id, id) };
    }

    public static JsonObject Insert(ApiCall call)
    {
        var tables = call.Workspace.Tables;
        var group = Group(call, tables);
        var body = call.Body("member");
        var key = body.Text("email") ?? body.Text("id") ?? throw ApiError.Required("member");
        var blank = NewMember(call, group, key);
        var member = Apply(blank, body);
        if (tables.Groups.Member(group.Id, member.MemberId) is not null)
            throw ApiError.Duplicate("Member already exists.");
        if (member.Type == "GROUP" && (member.MemberId == group.Id || tables.Groups.Reaches(member.MemberId, group.Id)))
            throw ApiError.Precondition("Cyclic memberships not allowed");
        return Commit(call, member);
    }

    public static JsonObject Patch(ApiCall call)
    {
        var tables = call.Workspace.Tables;
        var member = Member(tables, Group(call, tables), call["memberKey"]);
        call.RequireMatch(ETag(tables, member));
        return Commit(call, Apply(member, call.Body("member")));
    }

    public static JsonObject? Delete(ApiCall call)
    {
        var tables = call.Workspace.Tables;
        var member = Member(tables, Group(call, tables), call["memberKey"]);
        call.RequireMatch(ETag(tables, member));
        call.Workspace.Store.Commit(new Change { MemberGone = member });
        return null;
    }

    public static JsonObject List(ApiCall call)
    {
        var query = call.Query;
        var tables = call.Seen;
        var group = Group(call, tables);
        var count = query.MaxResults(200, 200, clamp: true);
        var roles = query["roles"]?.Split(',', StringSplitOptions.TrimEntries);
        if (roles is not null && roles.Except(Roles, StringComparer.OrdinalIgnoreCase).Any())
            throw ApiError.InvalidInput("roles");
        var paging = new Paging(call, group.Id + query.Fingerprint("roles", "includeDerivedMembership"));
        var all = query.Flag("includeDerivedMembership") ? Derived(tables, group.Id) : tables.Groups.MembersOf(group.Id);
        var rest = paging.Rest(all, member => member.MemberId, descending: false)
            .Where(member => roles is null || roles.Contains(member.Role, StringComparer.OrdinalIgnoreCase));
        var (page, next) = paging.Take(rest, member => member.MemberId, count);
        var list = new JsonObject
        {
            ["kind"] = "admin#directory#members",
            ["etag"] = Wire.ETag([.. page.Select(member => ETag(tables, member)), next ?? ""]),
        };
        if (page.Count > 0)
            list["members"] = new JsonArray([.. page.Select(member => Render(tables, member, withDelivery: false))]);
        if (next is not null)
            list["nextPageToken"] = next;
        return list;
    }

    public static string? EmailOf(Tables tables, MemberRecord member) =>
        member.ExternalEmail ?? tables.Users.ById(member.MemberId)?.PrimaryEmail ?? tables.Groups.ById(member.MemberId)?.Email;

    private static GroupRecord Group(ApiCall call, Tables tables)
    {
        var group = tables.Groups.Find(call["groupKey"]) ?? throw ApiError.NotFound("groupKey");
        return call.Workspace.IsDelayed(group.Id, "group") ? throw ApiError.NotFound("groupKey") : group;
    }

    private static MemberRecord Member(Tables tables, GroupRecord group, string key) =>
        Identify(tables, key) is { } id && tables.Groups.Member(group.Id, id) is { } member ? member : throw ApiError.NotFound("memberKey");

    /// <summary>The member id behind an address or id; an address from outside has an id made from itself.</summary>
    private static string? Identify(Tables tables, string key)
    {
        if (tables.Users.Find(key) is { Deleted: null } user)
            return user.Id;
        return tables.Groups.Find(key)?.Id ?? (key.Contains('@', StringComparison.Ordinal) ? OutsiderId(key) : key);
    }

    private static MemberRecord NewMember(ApiCall call, GroupRecord group, string key)
    {
        var tables = call.Workspace.Tables;
        var blank = new MemberRecord { GroupId = group.Id, MemberId = "", Type = "USER", Role = "MEMBER" };
        if (tables.Users.Find(key) is { Deleted: null } user)
            return blank with { MemberId = user.Id };
        if (tables.Groups.Find(key) is { } inner)
            return blank with { MemberId = inner.Id, Type = "GROUP" };
        var at = key.IndexOf('@');
        if (at <= 0 || at == key.Length - 1)
            throw ApiError.NotFound("memberKey");
        return call.Workspace.OwnsDomainOf(key)
            ? throw ApiError.NotFound("memberKey")
            : blank with { MemberId = OutsiderId(key), Type = "EXTERNAL", ExternalEmail = key.ToLowerInvariant() };
    }

    private static string OutsiderId(string email) =>
        "2" + BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(email.ToLowerInvariant())))
            .ToString("D20", CultureInfo.InvariantCulture);

    private static MemberRecord Apply(MemberRecord member, JsonObject body)
    {
        var role = body.Text("role") ?? member.Role;
        if (!Roles.Contains(role))
            throw ApiError.InvalidInput("role");
        var delivery = body.Text("delivery_settings") ?? member.DeliverySettings;
        return Deliveries.Contains(delivery)
            ? member with { Role = role, DeliverySettings = delivery }
            : throw ApiError.InvalidInput("delivery_settings");
    }

    private static JsonObject Commit(ApiCall call, MemberRecord member)
    {
        var tables = call.Workspace.Tables;
        call.Workspace.Store.Commit(new Change { Member = member });
        return Render(tables, tables.Groups.Member(member.GroupId, member.MemberId)!, withDelivery: true);
    }

    private static List<MemberRecord> Derived(Tables tables, string top)
    {
        var found = new Dictionary<string, MemberRecord>(StringComparer.Ordinal);
        var open = new Queue<string>([top]);
        while (open.TryDequeue(out var group))
            foreach (var member in tables.Groups.MembersOf(group))
                if (found.TryAdd(member.MemberId, member) && member.Type == "GROUP")
                    open.Enqueue(member.MemberId);
        return [.. found.Values];
    }

    private static string ETag(Tables tables, MemberRecord member) => Wire.ETag(
        member.GroupId,
        member.MemberId,
        member.Revision.ToString(CultureInfo.InvariantCulture),
        EmailOf(tables, member) ?? "",
        Status(tables, member));

    private static string Status(Tables tables, MemberRecord member) =>
        tables.Users.ById(member.MemberId) is { Suspended: true } ? "SUSPENDED" : "ACTIVE";

    private static JsonObject Render(Tables tables, MemberRecord member, bool withDelivery)
    {
        var json = new JsonObject
        {
            ["kind"] = "admin#directory#member",
            ["etag"] = ETag(tables, member),
            ["id"] = member.MemberId,
            ["email"] = EmailOf(tables, member),
            ["role"] = member.Role,
            ["type"] = member.Type,
            ["status"] = Status(tables, member),
        };
        if (withDelivery)
            json["delivery_settings"] = member.DeliverySettings;
        return json;
    }
}
