using System.Text.Json.Nodes;
using EduIct.Emulator.Addresses;
using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Users;

/// <summary>Turns the body of an insert, patch or update into the account as it is to be, or refuses it.</summary>
internal static class UserEdit
{
    private const int MaxName = 60;
    private const int MaxDisplayName = 256;

    public static UserRecord Create(Workspace workspace, JsonObject body)
    {
        if (body.Text("primaryEmail") is not { Length: > 0 } email)
            throw ApiError.Required("primaryEmail");
        if (body.Part("name") is not { } name)
            throw ApiError.Required("name");
        if (body.Text("password") is null)
            throw ApiError.Required("password");
        var address = AddressRules.Check(workspace, email, "primary_user_email");
        var blank = new UserRecord
        {
            Id = "",
            PrimaryEmail = address,
            OrgUnitId = workspace.Tables.OrgUnits.Root.Id,
            GivenName = name.Text("givenName") ?? throw ApiError.Required("name.givenName"),
            FamilyName = name.Text("familyName") ?? throw ApiError.Required("name.familyName"),
            Created = workspace.UtcNow,
        };
        var user = Apply(workspace, blank, body);
        AddressRules.RequireFree(workspace, address);
        return user with
        {
            Id = workspace.NewId("user", address, IdText, id => workspace.Tables.Users.ById(id) is not null),
        };
    }

    /// <summary>Everything but the address, with PATCH semantics. Fields that only Google sets are passed over, as Google does.</summary>
    public static UserRecord Apply(Workspace workspace, UserRecord user, JsonObject body)
    {
        user = ApplyName(user, body);
        if (body.ContainsKey("orgUnitPath"))
            user = user with { OrgUnitId = OrgUnit(workspace, body.Text("orgUnitPath") ?? "/") };
        if (body.ContainsKey("suspended"))
            user = user with { Suspended = body.Flag("suspended") ?? false };
        if (body.Text("password") is { } password)
        {
            var hashFunction = body.Text("hashFunction") is { Length: > 0 } given ? given : null;
            PasswordRules.Check(password, hashFunction);
            user = user with { PasswordSet = true, HashFunction = hashFunction, PasswordChanged = workspace.UtcNow };
        }
        var profile = (JsonObject)JsonNode.Parse(user.Profile)!;
        ProfileFields.Merge(profile, body);
        return user with { Profile = System.Text.Encoding.UTF8.GetString(Wire.ToBytes(profile)) };
    }

    /// <summary>The account under another primary address; the old one stays with it as an alias.</summary>
    public static UserRecord Rename(Workspace workspace, UserRecord user, string email)
    {
        var address = AddressRules.Check(workspace, email, "primary_user_email");
        if (address == user.PrimaryEmail)
            return user;
        if (workspace.IsDelayed(user.Id, "rename"))
            throw ApiError.Conflict();
        if (!user.Aliases.Contains(address))
            AddressRules.RequireFree(workspace, address);
        IReadOnlyList<string> aliases = [.. user.Aliases.Where(alias => alias != address), user.PrimaryEmail];
        return aliases.Count <= AddressRules.MaxAliases
            ? user with { PrimaryEmail = address, Aliases = aliases }
            : throw ApiError.Precondition("Limit of aliases reached.", "limitExceeded");
    }

    /// <summary>The form in which Google writes an account's id: 21 digits.</summary>
    public static string IdText(ulong hash) => "1" + hash.ToString("D20", System.Globalization.CultureInfo.InvariantCulture);

    public static string OrgUnit(Workspace workspace, string path) =>
        path.StartsWith('/') && workspace.Tables.OrgUnits.ByPath(path) is { } unit ? unit.Id : throw ApiError.InvalidInput("INVALID_OU_ID");

    private static UserRecord ApplyName(UserRecord user, JsonObject body)
    {
        if (body.Part("name") is not { } name)
            return user;
        user = user with
        {
            GivenName = name.Text("givenName") ?? user.GivenName,
            FamilyName = name.Text("familyName") ?? user.FamilyName,
            DisplayName = name.ContainsKey("displayName") ? name.Text("displayName") : user.DisplayName,
        };
        if (!IsName(user.GivenName))
            throw ApiError.Invalid("Invalid Given/Family Name: GivenName");
        if (!IsName(user.FamilyName))
            throw ApiError.Invalid("Invalid Given/Family Name: FamilyName");
        return user.DisplayName is { Length: > MaxDisplayName } ? throw ApiError.InvalidInput("name.displayName") : user;
    }

    private static bool IsName(string name) =>
        !string.IsNullOrWhiteSpace(name) && name.Length <= MaxName && !name.Contains('<', StringComparison.Ordinal)
        && !name.Contains('>', StringComparison.Ordinal);
}
