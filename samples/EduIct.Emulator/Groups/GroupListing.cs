using System.Text.Json.Nodes;
using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Groups;

/// <summary>groups.list: those of a customer, of a domain, or those that one user or group is in, by pages of at most 200.</summary>
internal static class GroupListing
{
    public static JsonObject List(ApiCall call)
    {
        var query = call.Query;
        var groups = call.Seen.Groups;
        var count = query.MaxResults(200, 200, clamp: true);
        var descending = query.OneOf("orderBy", "email") is not null && query.Descending;
        var paging = new Paging(call, query.Fingerprint("customer", "domain", "userKey", "query", "orderBy", "sortOrder"));
        var matches = Filter(call);
        var rest = query["userKey"] is { } key
            ? paging.Rest(groups.GroupsOf(MemberOf(call, key)), group => group.Email, descending)
            : paging.Rest(groups.Emails, descending).Select(email => groups.ByAddress(email)!);
        var (page, next) = paging.Take(rest.Where(matches), group => group.Email, count);
        var list = new JsonObject
        {
            ["kind"] = "admin#directory#groups",
            ["etag"] = Wire.ETag([.. page.Select(group => GroupsResource.ETag(call.Seen, group)), next ?? ""]),
        };
        if (page.Count > 0)
            list["groups"] = new JsonArray([.. page.Select(group => GroupsResource.Render(call.Seen, group))]);
        if (next is not null)
            list["nextPageToken"] = next;
        return list;
    }

    private static string MemberOf(ApiCall call, string key) =>
        (call.Seen.Users.Find(key) is { Deleted: null } user ? user.Id : call.Seen.Groups.Find(key)?.Id) ?? throw ApiError.NotFound("userKey");

    private static Func<GroupRecord, bool> Filter(ApiCall call)
    {
        var query = call.Query;
        if (query["customer"] is { } customer)
            call.Workspace.RequireCustomer(customer);
        else if (query["domain"] is null && query["userKey"] is null)
            throw ApiError.BadRequest();
        var domain = query["domain"];
        if (domain is not null && !call.Workspace.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase))
            throw new ApiError(404, "notFound", "Domain not found");
        var tests = query["query"] is { } text ? SearchClause.Parse(text).Select(clause => Test(call, clause)).ToArray() : [];
        return group => (domain is null || group.Email.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase))
            && Array.TrueForAll(tests, test => test(group));
    }

    private static Func<GroupRecord, bool> Test(ApiCall call, SearchClause clause)
    {
        switch (clause.Field)
        {
            case "email":
                return clause.Allow<GroupRecord>("=*", group => group.Addresses.Any(clause.Matches));
            case "name":
                return clause.Allow<GroupRecord>("=*", group => clause.Matches(group.Name));
            case "memberKey":
                var member = MemberOf(call, clause.Value);
                return clause.Allow<GroupRecord>("=", group => call.Seen.Groups.Member(group.Id, member) is not null);
            default:
                throw SearchClause.Refused();
        }
    }
}
