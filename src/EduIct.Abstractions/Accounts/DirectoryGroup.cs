using System.Collections.Immutable;
using EduIct.Addresses;

namespace EduIct.Accounts;

/// <summary>A group as a provider holds it.</summary>
/// <param name="Id">The provider's own immutable identifier.</param>
/// <param name="Address">Its address.</param>
/// <param name="Name">Its name.</param>
/// <param name="Holder">What it is for, as we wrote it when we made it (<c>class/oneroster:12/6a1</c>, <c>post:gso:83/giamdoc.bentre</c>); null for groups that are not ours.</param>
public sealed record DirectoryGroup(string Id, EmailAddress Address, string Name, string? Holder = null)
{
    /// <summary>Other addresses of the group.</summary>
    public ImmutableArray<EmailAddress> Aliases { get; init; } = [];
}
