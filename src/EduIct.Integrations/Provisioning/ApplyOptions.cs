using System.Collections.Immutable;

namespace EduIct.Provisioning;

/// <summary>What somebody accepts for one application of a plan.</summary>
public sealed record ApplyOptions
{
    /// <summary>Guards accepted by name (<see cref="Planning.PlanGuard.Names"/>) with the number accepted; kept in the ledger with the plan's digest.</summary>
    public ImmutableDictionary<string, int> Accept { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Goes on without the people of faulty rows, who are left alone. Default: a roster with faults is refused as a whole.</summary>
    public bool AcceptFaults { get; init; }

    /// <summary>Asked with the plan after the guards and before anything is stored; false ends without doing anything. Null asks nobody.</summary>
    public Func<Planning.Plan, CancellationToken, Task<bool>>? Confirm { get; init; }
}
