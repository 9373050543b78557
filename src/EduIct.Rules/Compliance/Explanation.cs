using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Issues;

namespace EduIct.Compliance;

/// <summary>Says why a requirement has its outcome for a unit.</summary>
internal static class Explanation
{
    /// <summary>Explains a rule that binds the unit as to kind and place, or may bind it.</summary>
    public static Finding Of(string unit, Rule rule, FactDictionary dictionary, CelFacts facts, bool isOpen, string? openFact = null)
    {
        CelValue when = rule.When?.Interpret(facts) ?? CelValue.True;
        CelValue test = rule.Test.Interpret(facts);
        Outcome outcome = Rule.Combine(OutcomeOf(when), OutcomeOf(test));
        if (isOpen && outcome != Outcome.NotApplicable)
        {
            outcome = Outcome.Unknown;
        }

        ImmutableArray<Shortfall> shortfalls = outcome == Outcome.Fails ? Shortfalls(rule, dictionary, facts) : [];
        return new Finding(unit, rule.Directive, rule.Requirement, outcome, Values(rule, dictionary, facts, outcome, shortfalls))
        {
            Missing = outcome == Outcome.Unknown ? Missing(when, test, openFact) : [],
            Shortfalls = shortfalls,
            Error = outcome == Outcome.Unknown ? (when.Failure ?? test.Failure)?.ToString() : null,
        };
    }

    public static CelOutcome OutcomeOf(CelValue value) => value.Kind switch
    {
        CelKind.Bool => value.IsTrue ? CelOutcome.True : CelOutcome.False,
        CelKind.Unknown => CelOutcome.Unknown,
        _ => CelOutcome.Error,
    };

    /// <summary>The needs that the facts fall short of; those whose facts are missing are not among them.</summary>
    public static ImmutableArray<Shortfall> Shortfalls(Rule rule, FactDictionary dictionary, CelFacts facts)
    {
        ImmutableArray<Shortfall>.Builder shortfalls = ImmutableArray.CreateBuilder<Shortfall>();
        for (int i = 0; i < rule.Requirement.Needs.Length; i++)
        {
            string fact = rule.Requirement.Needs[i].Fact;
            CelValue need = rule.Programs.Needs[i].Interpret(facts);
            if (dictionary.TrySlot(fact, out int slot) && Quantity(facts[slot]) is { } have && need.Kind == CelKind.Int && need.AsInt() > have)
            {
                shortfalls.Add(new Shortfall(fact, have, need.AsInt()));
            }
        }

        return shortfalls.DrainToImmutable();
    }

    /// <summary>A count, or a flag as 0 or 1; null where it is missing.</summary>
    public static long? Quantity(CelValue value) => value.Kind switch
    {
        CelKind.Int => value.AsInt(),
        CelKind.Bool => value.IsTrue ? 1 : 0,
        _ => null,
    };

    private static ImmutableArray<string> Missing(CelValue when, CelValue test, string? openFact) =>
    [
        .. (openFact is null ? [] : new[] { openFact })
            .Concat(Names(when)).Concat(when.Kind == CelKind.Bool && !when.IsTrue ? [] : Names(test))
            .Distinct(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Names(CelValue value) => value.Kind == CelKind.Unknown ? value.Missing.Select(attribute => attribute.Variable) : [];

    private static LocalizedText Values(Rule rule, FactDictionary dictionary, CelFacts facts, Outcome outcome, ImmutableArray<Shortfall> shortfalls)
    {
        IEnumerable<CelVariable> read = outcome == Outcome.NotApplicable ? rule.When?.Variables ?? [] : (rule.When?.Variables ?? []).Concat(rule.Test.Variables);
        List<(FactDefinition Fact, CelValue Value)> values =
        [
            .. read.Select(variable => variable.Name).Distinct(StringComparer.Ordinal)
                .Where(name => dictionary.TrySlot(name, out _))
                .Select(name =>
                {
                    dictionary.TrySlot(name, out int slot);
                    return (dictionary.Definitions[slot], facts[slot]);
                }),
        ];
        return new LocalizedText(In("vi"), In("en"));

        string In(string language) => rule.Requirement.Say is { } say
            ? values.Aggregate(say.In(language), (text, value) => text.Replace("{" + value.Fact.Id + "}", FactWords.Value(value.Fact, value.Value, language), StringComparison.Ordinal))
            : FactWords.Sentence(values, shortfalls, dictionary, language);
    }
}
