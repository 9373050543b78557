using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.People;
using EduIct.Units;
using Microsoft.Graph.Models;
using NodaTime;
using EmailAddress = EduIct.Addresses.EmailAddress;

namespace EduIct.Exchange;

/// <summary>
/// Accounts as Entra's users. The primary address is the user principal name. What an account carries for us stands in <c>onPremisesExtensionAttributes</c>, whose fields
/// take 1,024 characters each: 13 the person's key, 14 the placement, 15 the path of the organisational unit.
/// <para>
/// The key is written by the call that makes the account. Placement and path are written only when the licences and the administrative unit that they stand for are there, so
/// that an account on which a run broke off shows itself as unfinished and the next plan finishes it.
/// </para>
/// </summary>
internal static class UserMapping
{
    /// <summary>Longest text of an extension attribute.</summary>
    public const int LongestAttribute = 1024;

    private const int LongestCompany = 64;
    private const int LongestDepartment = 64;

    /// <summary>The fields that <see cref="ToAccount"/> reads.</summary>
    public static readonly string[] Fields =
    [
        "id", "userPrincipalName", "mail", "proxyAddresses", "givenName", "surname", "accountEnabled", "onPremisesExtensionAttributes", "assignedLicenses",
    ];

    /// <summary>The same, and when it was deleted.</summary>
    public static readonly string[] FieldsOfDeleted = [.. Fields, "deletedDateTime"];

    /// <summary>A user as an account. What other tools wrote into the open fields is passed over, never a fault.</summary>
    /// <param name="user">The user.</param>
    /// <param name="isAdmin">Whether it holds a role of the directory.</param>
    /// <param name="fromBin">Whether it was listed among the deleted: then <see cref="Account.DeletedAt"/> is set even where Graph says no time.</param>
    public static Account ToAccount(User user, bool isAdmin, bool fromBin = false)
    {
        EmailAddress address = Address(fromBin ? WithoutTombstone(user.UserPrincipalName, user.Id) : user.UserPrincipalName);
        OnPremisesExtensionAttributes? carried = user.OnPremisesExtensionAttributes;
        return new Account
        {
            Id = user.Id ?? "",
            Address = address,
            Aliases = [.. Proxies(user.ProxyAddresses).Append(Address(user.Mail)).Where(alias => alias != default && alias != address).Distinct()],
            GivenName = user.GivenName ?? "",
            FamilyName = user.Surname ?? "",
            OrgUnit = PathOf(user),
            Suspended = user.AccountEnabled is false,
            IsAdmin = isAdmin,
            Keys = PersonKey.TryParse(carried?.ExtensionAttribute13, out PersonKey key) ? [key] : [],
            Placement = PlacementOf(user),
            DeletedAt = user.DeletedDateTime is { } time ? Instant.FromDateTimeOffset(time) : fromBin ? Instant.MinValue : null,
        };
    }

    /// <summary>Where a user stands, as it carries it.</summary>
    public static OrgUnitPath PathOf(User user) =>
        OrgUnitPath.TryParse(user.OnPremisesExtensionAttributes?.ExtensionAttribute15, out OrgUnitPath path) ? path : OrgUnitPath.Root;

    /// <inheritdoc cref="PathOf"/>
    public static Placement? PlacementOf(User user) => PlacementText.Read(user.OnPremisesExtensionAttributes?.ExtensionAttribute14);

    /// <summary>A user to be made, with its key; the rest of what it carries follows with <see cref="Carry"/>.</summary>
    public static User ToUser(NewAccount account, string usageLocation)
    {
        string display = $"{account.FamilyName} {account.GivenName}".Trim();
        return new User
        {
            AccountEnabled = true,
            UserPrincipalName = account.Address.ToString(),
            MailNickname = account.Address.Local,
            DisplayName = display.Length > 0 ? display : account.Address.Local,
            GivenName = OrCleared(account.GivenName),
            Surname = OrCleared(account.FamilyName),
            UsageLocation = usageLocation,
            PasswordProfile = Profile(account.Password),
            OnPremisesExtensionAttributes = new OnPremisesExtensionAttributes { ExtensionAttribute13 = account.Key.ToString() },
        };
    }

    /// <summary>The fields of a change but for what follows with <see cref="Carry"/>.</summary>
    /// <param name="before">The user as it was read: its display name is made of both names.</param>
    /// <param name="change">The change.</param>
    public static User ToUser(User before, AccountChange change)
    {
        // Nothing is set to null that is to stay: the client library sends a null that was set, and Graph then clears the field.
        User user = new();
        if (change.Suspended is { } suspended)
        {
            user.AccountEnabled = !suspended;
        }

        if (change.GivenName is { } given)
        {
            user.GivenName = OrCleared(given);
        }

        if (change.FamilyName is { } family)
        {
            user.Surname = OrCleared(family);
        }

        if (change.Password is { } password)
        {
            user.PasswordProfile = Profile(password);
        }

        if (change.GivenName is not null || change.FamilyName is not null)
        {
            string display = $"{change.FamilyName ?? before.Surname} {change.GivenName ?? before.GivenName}".Trim();
            // An account must have a name to show.
            user.DisplayName = display.Length > 0 ? display : (change.Address ?? Address(before.UserPrincipalName)).Local;
        }

        if (change.Address is { } address)
        {
            // The old address stays among the proxy addresses; a new mail adds its own to them.
            user.UserPrincipalName = address.ToString();
            user.MailNickname = address.Local;
            user.Mail = address.ToString();
        }

        return user;
    }

    /// <summary>Writes placement and path, and what people look at, into a user that is to be sent; null leaves each as it is.</summary>
    public static void Carry(User user, Placement? placement, OrgUnitPath? path)
    {
        if (placement is null && path is null)
        {
            return;
        }

        user.OnPremisesExtensionAttributes ??= new OnPremisesExtensionAttributes();
        if (placement is not null)
        {
            user.OnPremisesExtensionAttributes.ExtensionAttribute14 = PlacementText.Write(placement);
            user.CompanyName = Cut(placement.UnitName, LongestCompany);
            user.Department = Cut(placement.Class ?? "", LongestDepartment);
        }

        if (path is { } orgUnit)
        {
            user.OnPremisesExtensionAttributes.ExtensionAttribute15 = orgUnit.ToString();
        }
    }

    /// <summary>Addresses of <c>proxyAddresses</c> (<c>SMTP:</c> the primary one, <c>smtp:</c> others); those of other kinds are left out.</summary>
    public static IEnumerable<EmailAddress> Proxies(IEnumerable<string?>? proxies) =>
        (proxies ?? [])
            .Where(proxy => proxy?.StartsWith("smtp:", StringComparison.OrdinalIgnoreCase) == true)
            .Select(proxy => Address(proxy!["smtp:".Length..]));

    /// <summary>An address of Graph's; the default value where it is none of the sector's form.</summary>
    public static EmailAddress Address(string? text) => EmailAddress.TryParse(text, out EmailAddress address) ? address : default;

    // Entra puts the id, without hyphens, before the name of a user that it deletes, so that the name is free.
    private static string? WithoutTombstone(string? name, string? id)
    {
        string tombstone = id?.Replace("-", "", StringComparison.Ordinal) ?? "";
        return tombstone.Length == 32 && name?.StartsWith(tombstone, StringComparison.OrdinalIgnoreCase) == true && name.IndexOf('@', StringComparison.Ordinal) > 32
            ? name[32..]
            : name;
    }

    private static PasswordProfile Profile(InitialPassword password) => new() { Password = password.Reveal(), ForceChangePasswordNextSignIn = true };

    // Graph refuses an empty text; null is none.
    private static string? OrCleared(string text) => text.Length > 0 ? text : null;

    private static string? Cut(string text, int longest) => text.Length == 0 ? null : text.Length <= longest ? text : text[..longest];
}
