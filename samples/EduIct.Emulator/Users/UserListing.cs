using System.Text.Json.Nodes;
using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Users;

/// <summary>users.list: a customer's or a domain's accounts, filtered, in order, by pages of at most 500.</summary>
internal static class UserListing
{
    public static JsonObject List(ApiCall call)
    {
        var query = call.Query;
        var domain = Scope(call);
        var count = query.MaxResults(100, 500, clamp: false);
        var matches = UserQuery.Parse(query["query"], call.Seen);
        var paging = new Paging(call, query.Fingerprint("customer", "domain", "query", "orderBy", "sortOrder", "showDeleted"));
        var (rest, key) = Ordered(call, paging);
        var (users, next) = paging.Take(
            rest.Where(user => (domain is null || user.PrimaryEmail.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase)) && matches(user)),
            key,
            count);
        var render = UserJson.For(call);
        var items = users.Select(render.Render).ToArray();
        var list = new JsonObject
        {
            ["kind"] = "admin#directory#users",
            ["etag"] = Wire.ETag([.. users.Select(user => UserJson.ETag(call.Seen, user)), next ?? ""]),
        };
        if (items.Length > 0)
            list["users"] = new JsonArray(items);
        if (next is not null)
            list["nextPageToken"] = next;
        return list;
    }

    /// <summary>The domain asked for, or null for the whole customer; one of the two is needed.</summary>
    private static string? Scope(ApiCall call)
    {
        if (call.Query["customer"] is { } customer)
            call.Workspace.RequireCustomer(customer);
        if (call.Query["domain"] is not { } domain)
            return call.Query["customer"] is null ? throw ApiError.BadRequest() : null;
        return call.Workspace.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase)
            ? domain
            : throw new ApiError(404, "notFound", "Domain not found");
    }

    private static (IEnumerable<UserRecord> Remaining, Func<UserRecord, string> Key) Ordered(ApiCall call, Paging paging)
    {
        var users = call.Seen.Users;
        var order = call.Query.OneOf("orderBy", "email", "familyName", "givenName");
        var descending = call.Query.Descending && order is not null;
        var deleted = call.Query.Flag("showDeleted");
        if (order is null)
            return (paging.Rest(deleted ? users.DeletedIds : users.LiveIds).Select(id => users[id]), user => user.Id);
        if (order == "email" && !deleted)
            return (paging.Rest(users.LiveEmails, descending).Select(email => users.ByAddress(email)!), user => user.PrimaryEmail);
        Func<UserRecord, string> key = order switch
        {
            "familyName" => user => user.FamilyName.ToLowerInvariant() + "\u0001" + user.Id,
            "givenName" => user => user.GivenName.ToLowerInvariant() + "\u0001" + user.Id,
            _ => user => user.PrimaryEmail + "\u0001" + user.Id,
        };
        return (paging.Rest((deleted ? users.DeletedIds : users.LiveIds).Select(id => users[id]), key, descending), key);
    }
}
