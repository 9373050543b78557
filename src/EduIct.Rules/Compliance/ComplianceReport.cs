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
    private readonly Bindings _bindings;
    private readonly RemedyPlanner _remedies;

    internal ComplianceReport(
        DirectiveLibrary library, ImmutableArray<Rule> rules, FactTable facts, ImmutableArray<RequirementResult> requirements, Bindings bindings)
    {
        Library = library;
        _rules = rules;
        Facts = facts;
        Requirements = requirements;
        _bindings = bindings;
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
        _remedies.Plan(Facts.Units[row].Code, [.. Enumerable.Range(0, _rules.Length).Where(i => _bindings.Of(i, Facts.Order[row]).IsBound).Select(i => _rules[i])], FactsOf(row));

    /// <summary>Measures the population targets of the library over this table.</summary>
    public IEnumerable<TargetMeasure> Targets() =>
        from directive in Library.Compiled
        from target in directive.Directive.EntriesOf<PopulationTarget>()
        select new TargetMeasure(directive.Directive, target, directive.Programs[target.Id], Facts);

    internal CelFacts FactsOf(int row)
    {
        var facts = new CelFacts(Facts.Dictionary.Environment);
        Facts.LoadAll(row, facts);
        return facts;
    }

    private Finding Explain(int row, int requirement, CelFacts facts)
    {
        Rule rule = _rules[requirement];
        (bool isBound, bool isOpen) = _bindings.Of(requirement, Facts.Order[row]);
        if (!isOpen && !isBound)
        {
            return new Finding(Facts.Units[row].Code, rule.Directive, rule.Requirement, Outcome.NotApplicable, new("", ""));
        }

        string? openFact = !isOpen ? null : Facts.Units[row].Kind == UnitKind.Unknown ? FactDictionary.KindVariable : DepartmentFact;
        return Explanation.Of(Facts.Units[row].Code, rule, Facts.Dictionary, facts, isOpen, openFact);
    }
}
