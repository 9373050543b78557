using System.Collections.Immutable;
using EduIct.Facts;

namespace EduIct.Compliance;

/// <summary>What changed for a unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Outcomes">The requirements that both reports ask and to which it stands otherwise.</param>
/// <param name="Facts">The facts that differ.</param>
public sealed record UnitComparison(FactUnit Unit, ImmutableArray<OutcomeChange> Outcomes, ImmutableArray<FactChange> Facts);
