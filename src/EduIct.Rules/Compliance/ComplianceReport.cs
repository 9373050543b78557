using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Compliance;

/// <summary>How the units of a table stand to the requirements of directives. Findings are made when they are asked for. Safe to share between threads.</summary>
public sealed class ComplianceReport
{
    /// <summary>Stands among the missing where nobody said of which Sở the unit is.</summary>
    public const string DepartmentFact = "unit.department";

    private readonly ImmutableArray<Rule> _rules;
    private readonly (ulong[] Bound, ulong[] Open)[] _binding;
    private readonly RemedyPlanner _remedies;

    internal ComplianceReport(
        DirectiveLibrary library, ImmutableArray<Rule> rules, FactTable facts, ImmutableArray<RequirementResult> requirements, (ulong[] Bound, ulong[] Open)[] binding)
    {
        Library = library;
        _rules = rules;
        Facts = facts;
        Requirements = requirements;
        _binding = binding;
        _remedies = new RemedyPlanner(library.Facts, library.Items);
    }

    /// <summary>The directives.</summary>
    public DirectiveLibrary Library { get; }

    /// <summary>The facts.</summary>
    public FactTable Facts { get; }

    /// <summary>How all units stand, for each requirement.</summary>
    public ImmutableArray<RequirementResult> Requirements { get; }

    /// <summary>Explains how a unit stands to a requirement.</summary>
    /// <param name="row">The unit's row.</param>
    /// <param name="requirement">The place in <see cref="Requirements"/>.</param>
    public Finding Explain(int row, int requirement) => Explain(row, requirement, FactsOf(row));

    /// <summary>The findings of a unit, without those that are not applicable.</summary>
    public IEnumerable<Finding> FindingsOf(int row)
    {
        CelFacts facts = FactsOf(row);
        for (int i = 0; i < Requirements.Length; i++)
        {
            if (Requirements[i][row] != Outcome.NotApplicable)
            {
                yield return Explain(row, i, facts);
            }
        }
    }

    /// <summary>The least that a unit has to buy or set up.</summary>
    public Remedy RemedyOf(int row) =>
        _remedies.Plan(Facts.Units[row].Code, [.. Enumerable.Range(0, _rules.Length).Where(i => Has(_binding[i].Bound, row)).Select(i => _rules[i])], FactsOf(row));

    /// <summary>Measures the population targets of the library over this table.</summary>
    public IEnumerable<TargetMeasure> Targets() =>
        from directive in Library.Compiled
        from target in directive.Directive.EntriesOf<PopulationTarget>()
        select new TargetMeasure(directive.Directive, target, directive.Programs[target.Id], Facts);

    internal CelFacts FactsOf(int row)
    {
        var facts = new CelFacts(Facts.Dictionary.Environment);
        Facts.Cells.LoadAll(row, facts);
        return facts;
    }

    private Finding Explain(int row, int requirement, CelFacts facts)
    {
        Rule rule = _rules[requirement];
        bool isOpen = Has(_binding[requirement].Open, row);
        if (!isOpen && !Has(_binding[requirement].Bound, row))
        {
            return new Finding(Facts.Units[row].Code, rule.Directive, rule.Requirement, Outcome.NotApplicable, new("", ""));
        }

        string? openFact = !isOpen ? null : Facts.Units[row].Kind == UnitKind.Unknown ? FactDictionary.KindVariable : DepartmentFact;
        return Explanation.Of(Facts.Units[row].Code, rule, Facts.Dictionary, facts, isOpen, openFact);
    }

    private static bool Has(ulong[] bits, int row) => (bits[row >> 6] >> row & 1) != 0;
}
