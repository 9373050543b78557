using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Benchmarks.Compliance;

/// <summary>Two ways to the same outcomes are measured against each other only where they do come to the same.</summary>
internal static class Agreement
{
    public static DirectiveLibrary Letter => DirectiveLibrary.Embedded.Where(directive => directive.Id == "9772-BGDDT-CNTT");

    /// <exception cref="InvalidOperationException">A unit of a table stands otherwise by hand.</exception>
    public static void OfAllUnits(ComplianceReport report, List<SchoolUnit> units)
    {
        if (report.Requirements.Length != Enum.GetValues<Asked>().Length)
        {
            throw new InvalidOperationException("By hand, other requirements are asked.");
        }

        for (int row = 0; row < units.Count; row++)
        {
            var byHand = new UnitOutcomes();
            ByHand.Evaluate(units[row], ref byHand);
            for (int i = 0; i < byHand.All.Length; i++)
            {
                Check(byHand.All[i], report.Requirements[i][row], report.Requirements[i].Requirement.Id, units[row]);
            }
        }
    }

    /// <exception cref="InvalidOperationException">An upper secondary school of the sample stands otherwise by hand.</exception>
    public static void OfUpperSecondarySchools(UnitRules rules, FactTable table, List<SchoolUnit> units)
    {
        Span<Outcome> outcomes = new Outcome[rules.Requirements.Length], byHand = new Outcome[ByHand.AskedOfUpperSecondary];
        foreach (SchoolUnit unit in units.Where(unit => unit.Kind == UnitKind.UpperSecondary).Append(SampleUnits.Exemplary()))
        {
            CelFacts facts = rules.NewFacts();
            foreach (FactDefinition fact in table.Dictionary.Definitions)
            {
                if (table.TryFindRow(unit.Code, out int row) && table[row, fact.Id] is { } value)
                {
                    facts.Set(fact.Id, value);
                }
            }

            bool isWell = rules.Evaluate(facts, outcomes), isWellByHand = ByHand.UpperSecondary(unit, byHand);
            for (int i = 0; i < outcomes.Length; i++)
            {
                Check(byHand[i], outcomes[i], rules.Requirements[i].Id, unit);
            }

            if (isWell != isWellByHand)
            {
                throw new InvalidOperationException($"Whether all is well with {unit.Code} is not agreed.");
            }
        }
    }

    private static void Check(Outcome byHand, Outcome outcome, string requirement, SchoolUnit unit)
    {
        if (byHand != outcome)
        {
            throw new InvalidOperationException($"{requirement} of {unit.Code} ({unit.Kind}): {outcome}, by hand {byHand}.");
        }
    }
}
