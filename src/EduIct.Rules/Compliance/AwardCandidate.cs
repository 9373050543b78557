using System.Collections.Immutable;

namespace EduIct.Compliance;

/// <summary>Who stands for an award: a unit, or a unit with all below it.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Rows">The rows that count for it, each once.</param>
public sealed record AwardCandidate(string Name, ImmutableArray<int> Rows);
