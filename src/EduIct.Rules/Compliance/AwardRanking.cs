using System.Collections.Immutable;
using EduIct.Directives;

namespace EduIct.Compliance;

/// <summary>
/// Ranks candidates by a directive's award criteria. The directives name what is judged but give no points: the weights are the province's. A criterion's
/// score is the mean, over what it counts, of the share of the candidate's units that meet it; a population target counts as the part of its share that is reached.
/// </summary>
public static class AwardRanking
{
    /// <summary>Ranks candidates, the best first; by name where they are tied.</summary>
    /// <param name="report">The evaluation.</param>
    /// <param name="directive">A directive of the report's library with criteria.</param>
    /// <param name="weights">A weight from 0 for criteria by their ids; those that are not named have 0. Not all may be 0.</param>
    /// <param name="candidates">Who stands.</param>
    /// <exception cref="ArgumentException">The directive has no such criterion, or a weight is negative, or all are 0.</exception>
    public static ImmutableArray<RankedCandidate> Rank(
        ComplianceReport report, Directive directive, IReadOnlyDictionary<string, double> weights, IEnumerable<AwardCandidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(directive);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(candidates);
        AwardCriterion[] criteria = [.. directive.EntriesOf<AwardCriterion>()];
        if (weights.Keys.FirstOrDefault(id => criteria.All(criterion => criterion.Id != id)) is { } stranger)
        {
            throw new ArgumentException($"{directive.Id} has no criterion '{stranger}'.", nameof(weights));
        }

        double sum = weights.Values.Sum();
        if (weights.Values.Any(weight => !(weight >= 0)) || !(sum > 0 && double.IsFinite(sum)))
        {
            throw new ArgumentException("The weights are from 0, finite, and not all 0.", nameof(weights));
        }

        // The programs and columns are looked up once, not for each candidate.
        Dictionary<string, RequirementResult> requirements = report.Requirements.ToDictionary(result => result.Requirement.Id, StringComparer.Ordinal);
        Dictionary<string, TargetMeasure> targets = report.Targets().ToDictionary(measure => measure.Target.Id, StringComparer.Ordinal);
        List<(AwardCandidate Candidate, ImmutableArray<AwardScore> Scores, double Least, double Most)> scored = [];
        foreach (AwardCandidate candidate in candidates)
        {
            ImmutableArray<AwardScore> scores =
                [.. criteria.Select(criterion => Score(criterion, weights.GetValueOrDefault(criterion.Id), candidate, requirements, targets))];
            scored.Add((candidate, scores, scores.Sum(score => score.Weight * score.Least) / sum, scores.Sum(score => score.Weight * score.Most) / sum));
        }

        return
        [
            .. scored.Select(one => new RankedCandidate(
                one.Candidate,
                one.Scores,
                one.Least,
                one.Most,
                1 + scored.Count(other => IsMore(other.Least, one.Least)),
                scored.Count(other => !IsMore(other.Least, one.Least) && !IsMore(one.Least, other.Least)) > 1,
                1 + scored.Count(other => IsMore(other.Least, one.Most)),
                scored.Count(other => ReferenceEquals(other.Candidate, one.Candidate) || IsMore(other.Most, one.Least))))
                .OrderBy(one => one.Rank).ThenBy(one => one.Candidate.Name, StringComparer.Ordinal),
        ];
    }

    // Sums of the same shares in another order are not to make a difference.
    private static bool IsMore(double left, double right) => left - right > 1e-9;

    private static AwardScore Score(
        AwardCriterion criterion,
        double weight,
        AwardCandidate candidate,
        Dictionary<string, RequirementResult> requirements,
        Dictionary<string, TargetMeasure> targets)
    {
        double least = 0, most = 0;
        int counted = 0;
        foreach (string id in criterion.Counts)
        {
            if ((requirements.TryGetValue(id, out RequirementResult? requirement) ? Share(requirement, candidate)
                : targets.TryGetValue(id, out TargetMeasure? target) ? Share(target, candidate) : null) is var (low, high))
            {
                least += low;
                most += high;
                counted++;
            }
        }

        return counted > 0 ? new AwardScore(criterion, weight, least / counted, most / counted, true) : new AwardScore(criterion, weight, 0, 1, false);
    }

    private static (double Low, double High)? Share(RequirementResult requirement, AwardCandidate candidate)
    {
        int meets = 0, unknown = 0, all = 0;
        foreach (int row in candidate.Rows)
        {
            Outcome outcome = requirement[row];
            meets += outcome == Outcome.Meets ? 1 : 0;
            unknown += outcome == Outcome.Unknown ? 1 : 0;
            all += outcome == Outcome.NotApplicable ? 0 : 1;
        }

        return all == 0 ? null : ((double)meets / all, (double)(meets + unknown) / all);
    }

    private static (double Low, double High)? Share(TargetMeasure target, AwardCandidate candidate)
    {
        TargetResult result = target.Over(candidate.Rows);
        return result.Outcome == Outcome.NotApplicable
            ? null
            : (Math.Min(1, result.LowestShare / target.Target.Share), Math.Min(1, result.HighestShare / target.Target.Share));
    }
}
