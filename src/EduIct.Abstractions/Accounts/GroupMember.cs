using EduIct.Addresses;

namespace EduIct.Accounts;

/// <summary>A member of a group.</summary>
/// <param name="Address">Address of the member; the default value where the provider shows none (a whole customer as member).</param>
/// <param name="Role">What the member may do.</param>
public sealed record GroupMember(EmailAddress Address, GroupRole Role);
