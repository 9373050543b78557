using EduIct.Planning;

namespace EduIct.Ledger;

/// <summary>A plan that was admitted and whose operations are not all closed.</summary>
/// <param name="Id">Its number in the ledger.</param>
/// <param name="Digest">Its digest, as the last line of the plan file carries it.</param>
/// <param name="Header">Its header.</param>
public sealed record StoredPlan(long Id, string Digest, PlanHeader Header);
