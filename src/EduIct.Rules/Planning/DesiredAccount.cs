using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;

namespace EduIct.Planning;

/// <summary>The account that a person or a post shall have.</summary>
internal sealed record DesiredAccount(PersonKey Key, string Provider, EmailAddress Address, string GivenName, string FamilyName, Placement Placement)
{
    /// <summary>Null where the role has no template: the account is made at the root and never moved.</summary>
    public OrgUnitPath? OrgUnit { get; init; }

    /// <summary>False where the roster says that the person shall have no access.</summary>
    public bool Enabled { get; init; } = true;
}
