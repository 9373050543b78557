using System.Collections.Immutable;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Issues;

namespace EduIct.Compliance;

/// <summary>Compares two reports: of two years, of two provinces, or before and after something.</summary>
public static class ComplianceComparison
{
    /// <summary>Each requirement that either report asks, in the order of the first, then of the second.</summary>
    public static IEnumerable<RequirementComparison> Requirements(ComplianceReport before, ComplianceReport after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        Dictionary<string, RequirementResult> first = before.Requirements.ToDictionary(result => result.Requirement.Id, StringComparer.Ordinal);
        Dictionary<string, RequirementResult> second = after.Requirements.ToDictionary(result => result.Requirement.Id, StringComparer.Ordinal);
        return before.Requirements.Concat(after.Requirements).Select(result => result.Requirement).DistinctBy(requirement => requirement.Id)
            .Select(requirement => new RequirementComparison(requirement, first.GetValueOrDefault(requirement.Id), second.GetValueOrDefault(requirement.Id)));
    }

    /// <summary>What changed for each unit that is in both reports; those for which nothing did are left out.</summary>
    public static IEnumerable<UnitComparison> Units(ComplianceReport before, ComplianceReport after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        Dictionary<string, int> second = after.Requirements.Select((result, i) => (result.Requirement.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        (int Before, int After)[] both =
            [.. before.Requirements.Select((result, i) => (i, second.GetValueOrDefault(result.Requirement.Id, -1))).Where(pair => pair.Item2 >= 0)];
        for (int row = 0; row < after.Facts.Units.Length; row++)
        {
            FactUnit unit = after.Facts.Units[row];
            if (!before.Facts.TryFindRow(unit.Code, out int then))
            {
                continue;
            }

            ImmutableArray<OutcomeChange> outcomes =
            [
                .. both.Where(pair => before.Requirements[pair.Before][then] != after.Requirements[pair.After][row])
                    .Select(pair => new OutcomeChange(before.Explain(then, pair.Before), after.Explain(row, pair.After))),
            ];
            ImmutableArray<FactChange> facts = [.. Facts(before.Facts, then, after.Facts, row)];
            if (!outcomes.IsEmpty || !facts.IsEmpty)
            {
                yield return new UnitComparison(unit, outcomes, facts);
            }
        }
    }

    private static IEnumerable<FactChange> Facts(FactTable before, int then, FactTable after, int now)
    {
        foreach (FactDefinition fact in after.Dictionary.Definitions)
        {
            CelValue? old = before.Dictionary.TryFind(fact.Id, out _) ? before[then, fact.Id] : null;
            CelValue? current = after[now, fact.Id];
            if (!Nullable.Equals(old, current))
            {
                yield return new FactChange(fact, Words(fact, old), Words(fact, current));
            }
        }
    }

    private static LocalizedText Words(FactDefinition fact, CelValue? value)
    {
        CelValue shown = value ?? CelValue.Unknown(new CelAttribute(fact.Id));
        return new LocalizedText(FactWords.Value(fact, shown, "vi"), FactWords.Value(fact, shown, "en"));
    }
}
