using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.People;
using NodaTime;

namespace EduIct.Accounts;

/// <summary>An account as a provider holds it; managed by us or not.</summary>
public sealed record Account
{
    /// <summary>The provider's own immutable identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Primary address.</summary>
    public required EmailAddress Address { get; init; }

    /// <summary>Other addresses, the provider's own fixed ones included.</summary>
    public ImmutableArray<EmailAddress> Aliases { get; init; } = [];

    /// <summary>Given name (tên).</summary>
    public string GivenName { get; init; } = "";

    /// <summary>Family and middle names (họ và tên đệm).</summary>
    public string FamilyName { get; init; } = "";

    /// <summary>Organisational unit in which it stands.</summary>
    public OrgUnitPath OrgUnit { get; init; }

    /// <summary>Whether nobody can log in.</summary>
    public bool Suspended { get; init; }

    /// <summary>Whether it has administrator's rights of any sort; such an account is never touched.</summary>
    public bool IsAdmin { get; init; }

    /// <summary>Keys that the account carries; empty for accounts that are not ours.</summary>
    public ImmutableArray<PersonKey> Keys { get; init; } = [];

    /// <summary>Where its holder stands, as the account carries it; null where it carries nothing.</summary>
    public Placement? Placement { get; init; }

    /// <summary>When it was deleted, for an account in the provider's bin; null for a living one.</summary>
    public Instant? DeletedAt { get; init; }

    /// <summary>Only the identifier: nothing else of an account belongs in a log.</summary>
    public override string ToString() => Id;
}
