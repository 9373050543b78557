using System.Collections.Immutable;
using EduIct.Ledger;
using EduIct.Planning;

namespace EduIct.Running;

/// <summary>What became of a plan.</summary>
public sealed record RunSummary
{
    /// <summary>Number of the plan in the ledger.</summary>
    public required long PlanId { get; init; }

    /// <summary>Operations of the plan.</summary>
    public required int Total { get; init; }

    /// <summary>Operations in each state; states without any are absent. What a refused plan leaves open counts as planned.</summary>
    public required ImmutableSortedDictionary<OperationState, int> States { get; init; }

    /// <summary>The closed operations of each kind in each state.</summary>
    public required ImmutableSortedDictionary<OperationKind, ImmutableSortedDictionary<OperationState, int>> Kinds { get; init; }

    /// <summary>Stale and failed operations in the order of their numbers, those of earlier runs of the plan included.</summary>
    public required ImmutableArray<NotDone> NotDone { get; init; }

    /// <summary>Whether more operations were stale than the policy allows; the plan was then abandoned where it stood.</summary>
    public required bool Refused { get; init; }

    /// <summary>Passwords that this run gave to accounts, made or handed over, and sealed for the reader.</summary>
    public required int PasswordsSealed { get; init; }

    /// <summary>Accounts made or handed over by this run to which nobody can log in yet, since there was no certificate to seal their passwords to.</summary>
    public required int WithoutPassword { get; init; }

    /// <summary>How long the run took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Whether every operation is done.</summary>
    public bool AllDone => States.GetValueOrDefault(OperationState.Done) == Total;
}
