using System.Collections.Concurrent;
using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Compliance;

/// <summary>Evaluates the requirements of directives: for one unit with <see cref="RulesFor"/>, for a table of units with <see cref="Evaluate"/>.
/// Immutable in effect; safe to share between threads.</summary>
public sealed class ComplianceEvaluator
{
    private readonly ImmutableArray<Rule> _rules;
    private readonly ConcurrentDictionary<(UnitKind Kind, string? Department), UnitRules> _unitRules = [];

    /// <summary>An evaluator of all requirements of a library.</summary>
    public ComplianceEvaluator(DirectiveLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        Library = library;
        _rules = [.. Rule.Of(library)];
    }

    /// <summary>The directives.</summary>
    public DirectiveLibrary Library { get; }

    /// <summary>The requirements that bind units of a kind.</summary>
    /// <param name="kind">A known kind.</param>
    /// <param name="department">The Sở of the unit by the name in its addresses (<c>HaNoi</c>); null where only the directives of the ministry count.</param>
    /// <exception cref="ArgumentException">The kind is <see cref="UnitKind.Unknown"/>: what binds it is open.</exception>
    public UnitRules RulesFor(UnitKind kind, string? department = null)
    {
        if (kind == UnitKind.Unknown)
        {
            throw new ArgumentException("What binds a unit of unknown kind is open.", nameof(kind));
        }

        return _unitRules.GetOrAdd((kind, department), static (key, self) => self.MakeRules(key.Kind, key.Department), this);
    }

    /// <summary>Evaluates every requirement for every unit.</summary>
    /// <param name="facts">A table with the library's dictionary.</param>
    /// <param name="threads">How many threads may work, from 1; the outcomes do not depend on it.</param>
    /// <param name="cancellationToken">Looked at between blocks of rows.</param>
    /// <exception cref="ArgumentException">The table has another dictionary.</exception>
    public ComplianceReport Evaluate(FactTable facts, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!ReferenceEquals(facts.Dictionary, Library.Facts))
        {
            throw new ArgumentException("The table has another dictionary than the library.", nameof(facts));
        }

        var masks = new RowMasks(facts);
        Rule[] conditional = [.. _rules.Where(rule => rule.When is not null)];
        CelProgram[] programs = [.. _rules.Select(rule => rule.Test), .. conditional.Select(rule => rule.When!)];
        CelOutcomes[] raw = [.. programs.Select(_ => new CelOutcomes(facts.Units.Length))];
        new CelBatch(programs).Run(facts.Cells, raw, threads, cancellationToken);
        (ulong[] Bound, ulong[] Open)[] binding = [.. _rules.Select(rule => masks.Of(rule.Directive, rule.Requirement.Provision.Binds))];
        Refine(binding);
        var results = ImmutableArray.CreateBuilder<RequirementResult>(_rules.Length);
        for (int i = 0; i < _rules.Length; i++)
        {
            int when = Array.IndexOf(conditional, _rules[i]);
            results.Add(Combine(_rules[i], binding[i], raw[i], when < 0 ? null : raw[_rules.Length + when]));
        }

        return new ComplianceReport(Library, _rules, facts, results.MoveToImmutable(), binding);
    }

    /// <summary>Where another pack's requirement stands in the place of one, that one binds nobody whom the other binds.</summary>
    private void Refine((ulong[] Bound, ulong[] Open)[] binding)
    {
        foreach ((Rule refining, int at) in _rules.Select((rule, i) => (rule, i)).Where(pair => pair.rule.Requirement.Provision.Refines is not null))
        {
            int refined = Find(refining.Requirement.Provision.Refines!);
            if (refined < 0)
            {
                continue; // the refined pack is not among those that were asked for
            }

            (ulong[] bound, ulong[] open) = binding[refined];
            for (int word = 0; word < bound.Length; word++)
            {
                ulong taken = binding[at].Bound[word], perhaps = binding[at].Open[word];
                open[word] = (open[word] | (bound[word] & perhaps)) & ~taken;
                bound[word] &= ~(taken | perhaps);
            }
        }
    }

    private int Find(string id)
    {
        for (int i = 0; i < _rules.Length; i++)
        {
            if (_rules[i].Requirement.Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    private static RequirementResult Combine(Rule rule, (ulong[] Bound, ulong[] Open) binding, CelOutcomes test, CelOutcomes? when)
    {
        int words = binding.Bound.Length;
        ulong[] meets = new ulong[words], fails = new ulong[words], unknown = new ulong[words];
        for (int i = 0; i < words; i++)
        {
            ulong isTrue = when is null ? ulong.MaxValue : when.True[i], isFalse = when is null ? 0 : when.False[i];
            ulong applies = binding.Bound[i] & isTrue;
            meets[i] = applies & test.True[i];
            fails[i] = applies & test.False[i];
            unknown[i] = (binding.Bound[i] | binding.Open[i]) & ~isFalse & ~meets[i] & ~fails[i];
        }

        return new RequirementResult(rule.Directive, rule.Requirement, meets, fails, unknown);
    }

    private UnitRules MakeRules(UnitKind kind, string? department)
    {
        List<Rule> bound = [.. _rules.Where(rule => rule.Covers(kind) && (rule.Directive.Jurisdiction is null
            || rule.Directive.Jurisdiction.Equals(department, StringComparison.OrdinalIgnoreCase)))];
        var refined = bound.Select(rule => rule.Requirement.Provision.Refines).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new UnitRules(Library.Facts, kind, [.. bound.Where(rule => !refined.Contains(rule.Requirement.Id))]);
    }
}
