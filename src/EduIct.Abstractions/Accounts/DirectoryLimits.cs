using System.Collections.Immutable;

namespace EduIct.Accounts;

/// <summary>What a provider accepts, so that a plan holds nothing that it would refuse.</summary>
/// <param name="GivenName">Longest given name, in UTF-16 code units.</param>
/// <param name="FamilyName">Longest family name, in UTF-16 code units.</param>
/// <param name="LocalPart">Longest local part of an address.</param>
/// <param name="GroupName">Longest name of a group.</param>
/// <param name="LocalPartCharacters">Characters of a local part besides letters, digits and the dot.</param>
/// <param name="ReservedLocalParts">Local parts that nobody can have, in lower case.</param>
public sealed record DirectoryLimits(
    int GivenName,
    int FamilyName,
    int LocalPart,
    int GroupName,
    string LocalPartCharacters,
    IReadOnlySet<string> ReservedLocalParts)
{
    /// <summary>What both accept: the shorter of each length, the characters that both take, the names that either reserves.</summary>
    /// <param name="other">Another provider's.</param>
    public DirectoryLimits And(DirectoryLimits other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new DirectoryLimits(
            Math.Min(GivenName, other.GivenName),
            Math.Min(FamilyName, other.FamilyName),
            Math.Min(LocalPart, other.LocalPart),
            Math.Min(GroupName, other.GroupName),
            string.Concat(LocalPartCharacters.Intersect(other.LocalPartCharacters)),
            ReservedLocalParts.Union(other.ReservedLocalParts).ToImmutableHashSet(StringComparer.Ordinal))
        {
            TakesOutsideMembers = TakesOutsideMembers && other.TakesOutsideMembers,
        };
    }

    /// <summary>Whether a group takes members that are no accounts or groups of the provider. Default: true.</summary>
    public bool TakesOutsideMembers { get; init; } = true;
}
