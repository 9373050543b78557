using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private readonly Lazy<CompiledRules[]> _code;

    internal UnitRules(FactDictionary facts, UnitKind kind, ImmutableArray<Rule> rules)
    {
        _facts = facts;
        _kind = kind;
        _rules = rules;
        Requirements = [.. rules.Select(rule => rule.Requirement)];
        _code = new Lazy<CompiledRules[]>(() => DelegateCompiler.CompileRules([.. rules.Select(rule => (rule.When, rule.Test))]));
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

        if (!ReferenceEquals(facts.Environment, _facts.Environment))
        {
            throw new ArgumentException("The facts belong to another environment.", nameof(facts));
        }

        CompiledRules[] code = _code.Value;
        if (code.Length == 0 || facts.HasPatterns)
        {
            outcomes.Fill(Outcome.Unknown);
            return Interpret(facts, outcomes, cancellationToken);
        }

        // The numbers are those of the outcomes; what is left to the interpreter is unknown until that says otherwise.
        ref int first = ref Unsafe.As<Outcome, int>(ref MemoryMarshal.GetReference(outcomes));
        RuleSigns signs = RuleSigns.None;
        foreach (CompiledRules piece in code)
        {
            signs |= piece(facts.Values, ref first);
        }

        return (signs & RuleSigns.SomeLeft) != RuleSigns.None ? Interpret(facts, outcomes, cancellationToken) : signs == RuleSigns.None;
    }

    /// <summary>Explains a requirement for a unit.</summary>
    /// <param name="unit">Code of the unit, for the finding.</param>
    /// <param name="facts">Facts of <see cref="NewFacts"/>.</param>
    /// <param name="requirement">Its place in <see cref="Requirements"/>.</param>
    public Finding Explain(string unit, CelFacts facts, int requirement) => Explanation.Of(unit, _rules[requirement], _facts, facts, isOpen: false);

    private bool Interpret(CelFacts facts, Span<Outcome> outcomes, CancellationToken cancellationToken)
    {
        bool isAllWell = true;
        for (int i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] == Outcome.Unknown)
            {
                CelOutcome when = _rules[i].When is { } condition ? Explanation.OutcomeOf(condition.Evaluate(facts, cancellationToken)) : CelOutcome.True;
                outcomes[i] = Rule.Combine(when, Explanation.OutcomeOf(_rules[i].Test.Evaluate(facts, cancellationToken)));
            }

            isAllWell &= outcomes[i] is Outcome.Meets or Outcome.NotApplicable;
        }

        return isAllWell;
    }
}
