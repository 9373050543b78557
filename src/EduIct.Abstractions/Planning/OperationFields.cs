using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Education;
using EduIct.Posts;
using EduIct.Units;

namespace EduIct.Planning;

/// <summary>
/// Values of managed fields: in <c>expect</c> what the provider holds when the plan is made, in <c>set</c> what it shall hold. Null fields are not touched.
/// </summary>
public sealed record OperationFields
{
    /// <summary>No field.</summary>
    public static OperationFields None { get; } = new();

    /// <summary>The provider's identifier of the account, or of the class (expect only).</summary>
    public string? Id { get; init; }

    /// <summary>Primary address of the account; in set of a handOver the one that it has, for which the password is sealed.</summary>
    public EmailAddress? Address { get; init; }

    /// <summary>Address that stays as alias (set of a rename).</summary>
    public EmailAddress? Alias { get; init; }

    /// <summary>Given name.</summary>
    public string? GivenName { get; init; }

    /// <summary>Family and middle names.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Organisational unit.</summary>
    public OrgUnitPath? OrgUnit { get; init; }

    /// <summary>Whether the account is barred.</summary>
    public bool? Suspended { get; init; }

    /// <summary>Whether the account is in the provider's bin (expect of a reactivation).</summary>
    public bool? Deleted { get; init; }

    /// <summary>Where the person stands.</summary>
    public Placement? Placement { get; init; }

    /// <summary>Name of a group, a class or a school (ensureGroup, ensureClass, ensureSchool).</summary>
    public string? Name { get; init; }

    /// <summary>What a group or a class is for (set of ensureGroup and ensureClass).</summary>
    public string? Holder { get; init; }

    /// <summary>Address of a member (addMember, removeMember), or of the account (set of setSchooling).</summary>
    public EmailAddress? Member { get; init; }

    /// <summary>Role of a member (set of addMember).</summary>
    public GroupRole? Role { get; init; }

    /// <summary>The school (set of ensureSchool), or that of a class (set of ensureClass).</summary>
    public UnitCode? School { get; init; }

    /// <summary>Grade of a class (set of ensureClass).</summary>
    public string? Grade { get; init; }

    /// <summary>School data of an account (setSchooling).</summary>
    public Schooling? Schooling { get; init; }

    /// <summary>
    /// Who holds the post (set of create, handOver and noteHolders of a post's account); in expect of a handOver who is noted in the ledger, bound to it. A noteHolders expects
    /// that nobody is.
    /// </summary>
    public HoldersDigest? Holders { get; init; }
}
