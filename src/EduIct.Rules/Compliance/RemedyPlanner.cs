using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;

namespace EduIct.Compliance;

/// <summary>
/// Finds the least purchase that meets all needs of a unit at once. The items that count for two facts are nested or apart (see <see cref="ItemNesting"/>),
/// so buying for the innermost fact first, and then only what the outer ones still lack, is the least there is.
/// </summary>
internal sealed class RemedyPlanner(FactDictionary dictionary, ImmutableArray<NeededItem> items)
{
    // A need may grow with what is bought (each room bought wants its machines). Needs that chase each other without end are given up.
    private const int MostRounds = 50;

    /// <summary>Plans for one unit.</summary>
    /// <param name="unit">Its code.</param>
    /// <param name="rules">The rules that bind it as to kind and place.</param>
    /// <param name="facts">Its facts; changed to what they would be with the purchases.</param>
    public Remedy Plan(string unit, IReadOnlyCollection<Rule> rules, CelFacts facts)
    {
        Rule[] failed = [.. rules.Where(rule => Fails(rule, facts))];
        if (failed.Length == 0)
        {
            return new Remedy(unit, []);
        }

        var needs = new Dictionary<string, long>(StringComparer.Ordinal);
        var bought = new Dictionary<string, long>(StringComparer.Ordinal);
        Dictionary<string, long> have = items.SelectMany(item => item.CountsFor).Distinct(StringComparer.Ordinal)
            .Select(fact => (fact, Quantity: dictionary.TrySlot(fact, out int slot) ? Explanation.Quantity(facts[slot]) : null))
            .Where(pair => pair.Quantity is not null)
            .ToDictionary(pair => pair.fact, pair => pair.Quantity!.Value, StringComparer.Ordinal);
        for (int round = 0; round < MostRounds && Gather(rules, facts, needs); round++)
        {
            Cover(needs, have, bought);
            Apply(have, bought, facts);
        }

        Requirement[] met = [.. failed.Where(rule => rule.Requirement.Needs.Length > 0 && !Fails(rule, facts)).Select(rule => rule.Requirement)];
        return new Remedy(unit, [.. bought.OrderBy(pair => pair.Key, StringComparer.Ordinal).Where(pair => pair.Value > 0).Select(pair => new Purchase(ItemOf(pair.Key), pair.Value))])
        {
            Met = [.. met],
            WithoutRemedy = [.. failed.Select(rule => rule.Requirement).Except(met)],
        };
    }

    private static bool Fails(Rule rule, CelFacts facts) =>
        Rule.Combine(rule.When is { } when ? Explanation.OutcomeOf(when.Interpret(facts)) : CelOutcome.True, Explanation.OutcomeOf(rule.Test.Interpret(facts))) == Outcome.Fails;

    /// <summary>Raises the needs to those of what fails now; false where none grew.</summary>
    private bool Gather(IEnumerable<Rule> rules, CelFacts facts, Dictionary<string, long> needs)
    {
        bool hasGrown = false;
        foreach (Rule rule in rules.Where(rule => rule.Requirement.Needs.Length > 0 && Fails(rule, facts)))
        {
            foreach (Shortfall shortfall in Explanation.Shortfalls(rule, dictionary, facts))
            {
                if (shortfall.Need <= FactTableBuilder.LargestCount && shortfall.Need > needs.GetValueOrDefault(shortfall.Fact))
                {
                    needs[shortfall.Fact] = shortfall.Need;
                    hasGrown = true;
                }
            }
        }

        return hasGrown;
    }

    /// <summary>The least of each item that brings every fact to its need.</summary>
    private void Cover(Dictionary<string, long> needs, Dictionary<string, long> have, Dictionary<string, long> bought)
    {
        bought.Clear();
        foreach ((string fact, long need) in needs.OrderBy(pair => items.Count(item => item.CountsFor.Contains(pair.Key))).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            long lacking = need - have[fact] - BoughtFor(fact, bought);
            if (lacking > 0)
            {
                // Any item of the fact serves all facts around it alike; the plainest raises nothing that nobody needs.
                NeededItem item = items.Where(item => item.CountsFor.Contains(fact)).MinBy(item => (item.CountsFor.Length, item.Id))!;
                bought[item.Id] = bought.GetValueOrDefault(item.Id) + lacking;
            }
        }
    }

    private long BoughtFor(string fact, Dictionary<string, long> bought) => items.Where(item => item.CountsFor.Contains(fact)).Sum(item => bought.GetValueOrDefault(item.Id));

    private void Apply(Dictionary<string, long> have, Dictionary<string, long> bought, CelFacts facts)
    {
        foreach ((string fact, long before) in have)
        {
            dictionary.TrySlot(fact, out int slot);
            long after = before + BoughtFor(fact, bought);
            facts.Set(slot, dictionary.Definitions[slot].Type == FactType.Flag ? CelValue.Bool(after > 0) : CelValue.Int(after));
        }
    }

    private NeededItem ItemOf(string id) => items.First(item => item.Id == id);
}
