using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Compliance;

/// <summary>The requirements that bind units of one kind in one place, for evaluating one unit after another. Safe to share between threads; the facts
/// and outcomes that a caller passes are the caller's.</summary>
public sealed class UnitRules
{
    private readonly FactDictionary _facts;
    private readonly UnitKind _kind;
    private readonly ImmutableArray<Rule> _rules;
    private readonly CelBatch _batch;
    private readonly int[] _whens;
    private readonly int _programs;
    private CelOutcome[]? _spare;

    internal UnitRules(FactDictionary facts, UnitKind kind, ImmutableArray<Rule> rules)
    {
        _facts = facts;
        _kind = kind;
        _rules = rules;
        Requirements = [.. rules.Select(rule => rule.Requirement)];
        _whens = new int[rules.Length];
        List<CelProgram> programs = [.. rules.Select(rule => rule.Test)];
        for (int i = 0; i < rules.Length; i++)
        {
            _whens[i] = rules[i].When is null ? -1 : programs.Count;
            if (rules[i].When is { } when)
            {
                programs.Add(when);
            }
        }

        _programs = programs.Count;
        _batch = new CelBatch(programs);
    }

    /// <summary>The requirements, in the order of the outcomes.</summary>
    public ImmutableArray<Requirement> Requirements { get; }

    /// <summary>Facts of a unit of this kind, of which nothing else is known yet. Set them by id or by the place in <see cref="FactDictionary.Definitions"/>.</summary>
    public CelFacts NewFacts()
    {
        (CelValue kind, CelValue levels) = UnitColumns.ValuesOf(_kind);
        return new CelFacts(_facts.Environment).Set(_facts.KindSlot, kind).Set(_facts.LevelsSlot, levels);
    }

    /// <summary>Evaluates every requirement. Allocates nothing where no fact is missing that decides.</summary>
    /// <param name="facts">Facts of <see cref="NewFacts"/>.</param>
    /// <param name="outcomes">Takes one outcome for each of <see cref="Requirements"/>.</param>
    /// <param name="cancellationToken">Looked at while loops run.</param>
    /// <returns>Whether no requirement is failed or unknown.</returns>
    /// <exception cref="ArgumentException">The facts belong to another environment, or the outcomes do not fit.</exception>
    public bool Evaluate(CelFacts facts, Span<Outcome> outcomes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (outcomes.Length != _rules.Length)
        {
            throw new ArgumentException("The outcomes do not fit the requirements.", nameof(outcomes));
        }

        CelOutcome[] raw = Interlocked.Exchange(ref _spare, null) ?? new CelOutcome[_programs];
        _batch.Evaluate(facts, raw, cancellationToken);
        bool isAllWell = true;
        for (int i = 0; i < outcomes.Length; i++)
        {
            int when = _whens[i];
            Outcome outcome = Rule.Combine(when < 0 ? CelOutcome.True : raw[when], raw[i]);
            outcomes[i] = outcome;
            isAllWell &= outcome is Outcome.Meets or Outcome.NotApplicable;
        }

        _spare = raw;
        return isAllWell;
    }

    /// <summary>Explains a requirement for a unit.</summary>
    /// <param name="unit">Code of the unit, for the finding.</param>
    /// <param name="facts">Facts of <see cref="NewFacts"/>.</param>
    /// <param name="requirement">Its place in <see cref="Requirements"/>.</param>
    public Finding Explain(string unit, CelFacts facts, int requirement) => Explanation.Of(unit, _rules[requirement], _facts, facts, isOpen: false);
}
