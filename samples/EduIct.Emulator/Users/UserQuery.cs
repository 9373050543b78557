using System.Text.Json.Nodes;
using EduIct.Emulator.Protocol;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Users;

/// <summary>
/// The search language of users.list (developers.google.com/workspace/admin/directory/v1/guides/search-users), in the part
/// that is used here. A field or operator outside it is refused, so that no filter is silently dropped.
/// </summary>
internal static class UserQuery
{
    public static Func<UserRecord, bool> Parse(string? text, Tables tables)
    {
        if (text is null)
            return _ => true;
        var tests = SearchClause.Parse(text).Select(clause => Test(clause, tables)).ToArray();
        return user => Array.TrueForAll(tests, test => test(user));
    }

    private static Func<UserRecord, bool> Test(SearchClause clause, Tables tables) => clause.Field switch
    {
        null => user => clause.Contains(user.GivenName) || clause.Contains(user.FamilyName) || user.Addresses.Any(clause.Contains),
        "email" => clause.Allow<UserRecord>("=:*", user => user.Addresses.Any(clause.Matches)),
        "givenName" => clause.Allow<UserRecord>("=:*", user => clause.Matches(user.GivenName)),
        "familyName" => clause.Allow<UserRecord>("=:*", user => clause.Matches(user.FamilyName)),
        "name" => clause.Allow<UserRecord>("=:", user => clause.Matches($"{user.GivenName} {user.FamilyName}")),
        "isAdmin" => Flag(clause, user => user.IsAdmin),
        "isSuspended" => Flag(clause, user => user.Suspended),
        "isArchived" => Flag(clause, user => ((JsonObject)JsonNode.Parse(user.Profile)!).Flag("archived") ?? false),
        "externalId" => clause.Allow<UserRecord>("=:", user => ExternalIds(user).Any(clause.Matches)),
        "orgUnitPath" => Below(clause, tables),
        _ => throw SearchClause.Refused(),
    };

    private static Func<UserRecord, bool> Flag(SearchClause clause, Func<UserRecord, bool> value)
    {
        if (!bool.TryParse(clause.Value, out var wanted))
            throw SearchClause.Refused();
        return clause.Allow<UserRecord>("=", user => value(user) == wanted);
    }

    private static Func<UserRecord, bool> Below(SearchClause clause, Tables tables)
    {
        if (tables.OrgUnits.ByPath(clause.Value) is not { } unit || !clause.Value.StartsWith('/'))
            throw ApiError.InvalidInput("INVALID_OU_ID");
        return clause.Allow<UserRecord>("=", user => tables.OrgUnits.IsWithin(user.OrgUnitId, unit.Id));
    }

    private static IEnumerable<string> ExternalIds(UserRecord user) =>
        ((JsonObject)JsonNode.Parse(user.Profile)!)["externalIds"] is JsonArray ids
            ? ids.Select(id => ((JsonObject)id!).Text("value") ?? "")
            : [];
}
