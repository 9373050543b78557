using System.Collections.Concurrent;
using System.Collections.Immutable;
using EduIct.Accounts;

namespace EduIct.Exchange;

/// <summary>Who was in which group, and what is needed to ask which groups changed since.</summary>
/// <param name="DeltaLink">Asks for the changes since before the first of them was read.</param>
/// <param name="Binned">Ids of the accounts that were deleted then, whom no group shows.</param>
/// <param name="Taken">When that was, as the clock's time stamp.</param>
internal sealed record MembershipBase(string DeltaLink, IReadOnlySet<string> Binned, long Taken)
{
    /// <summary>The groups by id, with their members' ids.</summary>
    public ConcurrentDictionary<string, ImmutableArray<(string Id, GroupRole Role)>> Groups { get; } = new(StringComparer.OrdinalIgnoreCase);
}
