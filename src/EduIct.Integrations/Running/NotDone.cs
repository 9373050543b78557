using EduIct.Ledger;
using EduIct.People;
using EduIct.Planning;

namespace EduIct.Running;

/// <summary>An operation that was closed without being done.</summary>
/// <param name="Seq">Its number in the plan.</param>
/// <param name="Kind">What it would have done.</param>
/// <param name="Person">Whose account; null for others.</param>
/// <param name="State"><see cref="OperationState.Stale"/> or <see cref="OperationState.Failed"/>.</param>
/// <param name="Reason">
/// <c>gone</c>, <c>protected</c> or <c>changed:FIELD</c> where it is stale; <c>conflict</c>, <c>dependency</c>, <c>seatsExhausted</c> or the provider's own short
/// reason where it failed. Never personal.
/// </param>
public sealed record NotDone(int Seq, OperationKind Kind, PersonKey? Person, OperationState State, string Reason);
