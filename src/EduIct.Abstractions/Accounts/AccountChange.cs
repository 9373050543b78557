using EduIct.Addresses;

namespace EduIct.Accounts;

/// <summary>The fields of an account to change; null leaves a field as it is.</summary>
public sealed record AccountChange
{
    /// <summary>New primary address; the old one stays as an alias.</summary>
    public EmailAddress? Address { get; init; }

    /// <summary>New given name.</summary>
    public string? GivenName { get; init; }

    /// <summary>New family and middle names.</summary>
    public string? FamilyName { get; init; }

    /// <summary>New organisational unit.</summary>
    public OrgUnitPath? OrgUnit { get; init; }

    /// <summary>Suspend, or reactivate.</summary>
    public bool? Suspended { get; init; }

    /// <summary>New placement.</summary>
    public Placement? Placement { get; init; }

    /// <summary>A password set anew, to be changed at the next sign-in: where the outcome of the create that sent another is not known, or others are to have the account.</summary>
    public InitialPassword? Password { get; init; }
}
