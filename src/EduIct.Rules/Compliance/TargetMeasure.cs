using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Compliance;

/// <summary>A population target measured for each unit of a table, to be summed over any set of them. Safe to share between threads.</summary>
public sealed class TargetMeasure
{
    // Units that pass count 1 of 1, so that units and people are summed alike.
    private readonly (long Low, long High, long Whole)[] _rows;
    private readonly bool[] _isOpen;

    internal TargetMeasure(Directive directive, PopulationTarget target, EntryPrograms programs, FactTable table)
    {
        Directive = directive;
        Target = target;
        _rows = new (long, long, long)[table.Units.Length];
        _isOpen = new bool[_rows.Length];
        var facts = new CelFacts(table.Dictionary.Environment);
        for (int row = 0; row < _rows.Length; row++)
        {
            FactUnit unit = table.Units[row];
            if (Population(unit) is not { } isBound)
            {
                continue;
            }

            table.LoadAll(row, facts);
            CelOutcome when = programs.OverWhen is { } condition ? Explanation.OutcomeOf(condition.Interpret(facts)) : CelOutcome.True;
            if (when == CelOutcome.False)
            {
                continue;
            }

            bool isCounted = isBound && when == CelOutcome.True;
            _rows[row] = programs.Test is { } test ? OfUnit(Explanation.OutcomeOf(test.Interpret(facts)), isCounted) : OfPeople(programs, facts, isCounted, out _isOpen[row]);
        }
    }

    /// <summary>The directive.</summary>
    public Directive Directive { get; }

    /// <summary>The target.</summary>
    public PopulationTarget Target { get; }

    /// <summary>The share over all units of the table.</summary>
    public TargetResult OverAll() => Over(Enumerable.Range(0, _rows.Length));

    /// <summary>The share over a set of units.</summary>
    /// <param name="rows">Their rows, each once.</param>
    public TargetResult Over(IEnumerable<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long low = 0, high = 0, whole = 0;
        bool isOpen = false;
        foreach (int row in rows)
        {
            low += _rows[row].Low;
            high += _rows[row].High;
            whole += _rows[row].Whole;
            isOpen |= _isOpen[row];
        }

        return new TargetResult(Directive, Target, low, high, whole, isOpen);
    }

    // Null: not of the population. False: nobody knows whether it is.
    private bool? Population(FactUnit unit)
    {
        bool? isKind = unit.Kind == UnitKind.Unknown ? false : Target.Over.Covers(unit.Kind) ? true : null;
        bool? isPlace = Directive.Jurisdiction is not { } place ? true
            : unit.Department is null ? false
            : unit.Department.Equals(place, StringComparison.OrdinalIgnoreCase) ? true : null;
        return isKind is null || isPlace is null ? null : isKind.Value && isPlace.Value;
    }

    // A unit that may not be of the population bounds the share as one whose test is not known.
    private static (long Low, long High, long Whole) OfUnit(CelOutcome test, bool isCounted) => test switch
    {
        CelOutcome.True when isCounted => (1, 1, 1),
        CelOutcome.False when isCounted => (0, 0, 1),
        _ => (0, 1, 1),
    };

    private static (long Low, long High, long Whole) OfPeople(EntryPrograms programs, CelFacts facts, bool isCounted, out bool isOpen)
    {
        isOpen = false;
        CelValue whole = programs.Whole!.Interpret(facts), part = programs.Part!.Interpret(facts);
        if (whole.Kind != CelKind.Int)
        {
            isOpen = true; // nobody knows how many: the share can be anything
            return default;
        }

        long all = Math.Max(0, whole.AsInt());
        if (part.Kind != CelKind.Int || !isCounted)
        {
            return (0, all, all);
        }

        long some = Math.Clamp(part.AsInt(), 0, all);
        return (some, some, all);
    }
}
