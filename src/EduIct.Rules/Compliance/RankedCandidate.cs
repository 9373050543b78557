using System.Collections.Immutable;

namespace EduIct.Compliance;

/// <summary>A candidate's place.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Scores">Its scores, in the order of the criteria.</param>
/// <param name="Least">The weighted score, from 0 to 1, if nothing unknown is met.</param>
/// <param name="Most">The same if everything unknown is met.</param>
/// <param name="Rank">The place by <paramref name="Least"/>, from 1; those with the same score share it, and the next place is left out.</param>
/// <param name="IsTied">Whether others have the same place.</param>
/// <param name="BestRank">The best place that the missing facts leave open.</param>
/// <param name="WorstRank">The worst.</param>
public sealed record RankedCandidate(
    AwardCandidate Candidate, ImmutableArray<AwardScore> Scores, double Least, double Most, int Rank, bool IsTied, int BestRank, int WorstRank);
