using EduIct.Accounts;
using EduIct.Ledger;

namespace EduIct.Running;

/// <summary>What became of a step.</summary>
internal readonly record struct StepOutcome(OperationState State, string? Reason)
{
    public const string Conflict = "conflict";
    public const string SeatsExhausted = "seatsExhausted";

    /// <summary>The account as the provider told it, where the step may have given it a mailbox.</summary>
    public Account? Account { get; init; }

    public static StepOutcome Done => new(OperationState.Done, null);

    public static StepOutcome Gone => new(OperationState.Stale, "gone");

    public static StepOutcome Protected => new(OperationState.Stale, "protected");

    public static StepOutcome Dependency => new(OperationState.Failed, "dependency");

    public static StepOutcome Changed(string field) => new(OperationState.Stale, "changed:" + field);

    public static StepOutcome Failed(string reason) => new(OperationState.Failed, reason);
}
