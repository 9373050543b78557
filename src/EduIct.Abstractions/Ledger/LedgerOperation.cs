using EduIct.Planning;

namespace EduIct.Ledger;

/// <summary>An operation of a stored plan and how far it is.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="State">How far it is.</param>
/// <param name="Reason">The provider's or our own short reason for <see cref="OperationState.Stale"/> and <see cref="OperationState.Failed"/>; else null.</param>
public sealed record LedgerOperation(PlanOperation Operation, OperationState State, string? Reason = null);
