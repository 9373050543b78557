using System.Collections.Immutable;
using EduIct.Addresses;

namespace EduIct.Ledger;

/// <summary>What became of a plan that was handed to the ledger.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Plan">The stored plan, where it was admitted; else null.</param>
/// <param name="Lost">Claims that somebody else holds, where that is the reason; else empty.</param>
public sealed record Admission(AdmissionOutcome Outcome, StoredPlan? Plan, ImmutableArray<Claim> Lost);
