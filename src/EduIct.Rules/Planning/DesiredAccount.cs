using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Posts;
using EduIct.Units;

namespace EduIct.Planning;

/// <summary>The account that a person or a post shall have.</summary>
internal sealed record DesiredAccount(PersonKey Key, string Provider, EmailAddress Address, string GivenName, string FamilyName, Placement Placement)
{
    /// <summary>Null where the role has no template: the account is made at the root and never moved.</summary>
    public OrgUnitPath? OrgUnit { get; init; }

    /// <summary>What the person counts as in a school: pupil or teacher; null for neither.</summary>
    public Role? SchoolRole =>
        Placement.Role == Role.Student ? Role.Student : Placement.Role == Role.Teacher || Placement.Role == Role.Principal ? Role.Teacher : null;

    /// <summary>The schools in which the person stands, in the order of their codes; offices of the administration are none.</summary>
    public ImmutableArray<UnitCode> Schools { get; init; } = [];

    /// <summary>Who holds the post; null for a person's account, and where nothing is said of the post.</summary>
    public HoldersDigest? Holders { get; init; }

    /// <summary>False where the roster says that the person shall have no access.</summary>
    public bool Enabled { get; init; } = true;
}
