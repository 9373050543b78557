using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Google.DirectoryV1.Data;
using EduIct.People;
using EduIct.Units;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Google;

/// <summary>
/// Accounts as Google's users. A person's key is the <c>externalIds</c> entry {type custom, customType system, value}; the placement is
/// the <c>organizations</c> entry {type school, symbol unit code, name unit name, title role, department class, description grade}.
/// </summary>
internal static class UserMapping
{
    /// <summary>The fields that <see cref="ToAccount"/> reads, for Google's partial response.</summary>
    public const string Fields =
        "id,primaryEmail,aliases,nonEditableAliases,name(givenName,familyName),orgUnitPath,suspended,isAdmin,isDelegatedAdmin,"
        + "externalIds,organizations,deletionTime";

    private const string CustomType = "custom";
    private const string SchoolType = "school";

    /// <summary>A user as an account. What other tools wrote into the open fields is passed over, never a fault.</summary>
    /// <param name="user">The user.</param>
    /// <param name="fromBin">Whether it was listed among the deleted: then <see cref="Account.DeletedAt"/> is set even where Google says no time.</param>
    public static Account ToAccount(User user, bool fromBin = false) => new()
    {
        Id = user.Id ?? "",
        Address = Address(user.PrimaryEmail),
        Aliases = Addresses(user.Aliases, user.NonEditableAliases),
        GivenName = user.Name?.GivenName ?? "",
        FamilyName = user.Name?.FamilyName ?? "",
        OrgUnit = OrgUnitPath.TryParse(user.OrgUnitPath, out OrgUnitPath path) ? path : OrgUnitPath.Root,
        Suspended = user.Suspended ?? false,
        IsAdmin = user.IsAdmin is true || user.IsDelegatedAdmin is true,
        Keys = Keys(user.ExternalIds),
        Placement = PlacementOf(user.Organizations),
        DeletedAt = DeletedAt(user.DeletionTime) ?? (fromBin ? Instant.MinValue : null),
    };

    public static User ToUser(NewAccount account)
    {
        User user = new()
        {
            PrimaryEmail = account.Address.ToString(),
            Name = new UserName { GivenName = account.GivenName, FamilyName = account.FamilyName },
            OrgUnitPath = account.OrgUnit.ToString(),
            ExternalIds = JsonSerializer.SerializeToElement(
                [new UserExternalId { Type = CustomType, CustomType = account.Key.System.Name, Value = account.Key.Value }],
                DirectoryJson.Default.UserExternalIdArray),
            Organizations = Organizations(account.Placement),
        };
        SetPassword(user, account.Password);
        return user;
    }

    public static User ToUser(AccountChange change)
    {
        User user = new()
        {
            PrimaryEmail = change.Address?.ToString(),
            Name = change.GivenName is null && change.FamilyName is null
                ? null
                : new UserName { GivenName = change.GivenName, FamilyName = change.FamilyName },
            OrgUnitPath = change.OrgUnit?.ToString(),
            Suspended = change.Suspended,
            Organizations = change.Placement is null ? null : Organizations(change.Placement),
        };
        if (change.Password is not null)
        {
            SetPassword(user, change.Password);
        }

        return user;
    }

    /// <summary>Addresses of two lists of Google's; what is no address of the sector's form is left out.</summary>
    public static ImmutableArray<EmailAddress> Addresses(IList<string>? own, IList<string>? @fixed) =>
        [.. (own ?? []).Concat(@fixed ?? []).Select(Address).Where(address => address != default).Distinct()];

    /// <summary>An address of Google's; the default value where it is none of the sector's form.</summary>
    public static EmailAddress Address(string? text) => EmailAddress.TryParse(text, out EmailAddress address) ? address : default;

    // SHA-1 because the API takes no better plain digest (MD5, SHA-1, crypt): it only keeps the clear text out of the request, which goes
    // over TLS anyway, and the password is random, used once and changed at the first login.
    private static void SetPassword(User user, InitialPassword password)
    {
#pragma warning disable CA5350
        user.Password = Convert.ToHexStringLower(SHA1.HashData(Encoding.ASCII.GetBytes(password.Reveal())));
#pragma warning restore CA5350
        user.HashFunction = "SHA-1";
        user.ChangePasswordAtNextLogin = true;
    }

    private static JsonElement Organizations(Placement placement) => JsonSerializer.SerializeToElement(
        [
            new UserOrganization
            {
                Type = SchoolType,
                Primary = true,
                Symbol = placement.Unit.ToString(),
                Name = placement.UnitName,
                Title = placement.Role.Name,
                Department = placement.Class,
                Description = placement.Grade,
            },
        ],
        DirectoryJson.Default.UserOrganizationArray);

    private static ImmutableArray<PersonKey> Keys(JsonElement? externalIds) =>
        [.. from entry in Objects(externalIds)
            where Text(entry, "type") == CustomType
            let value = Text(entry, "value")
            where CodeSystem.TryParse(Text(entry, "customType"), out _) && UnitCode.IsValue(value)
            select new PersonKey(new CodeSystem(Text(entry, "customType")!), value)];

    private static Placement? PlacementOf(JsonElement? organizations)
    {
        foreach (JsonElement entry in Objects(organizations))
        {
            if (Text(entry, "type") == SchoolType && UnitCode.TryParse(Text(entry, "symbol"), out UnitCode unit))
            {
                Role role = Role.Of(Text(entry, "title"));
                return new Placement(unit, Text(entry, "name") ?? "", role, Text(entry, "department"), Text(entry, "description"));
            }
        }

        return null;
    }

    private static Instant? DeletedAt(string? text) =>
        text is not null && OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value.ToInstant() : null;

    private static IEnumerable<JsonElement> Objects(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object) : [];

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
