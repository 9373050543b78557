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

        var bindings = new Bindings(_rules, facts.Masks);
        Rule[] conditional = [.. _rules.Where(rule => rule.When is not null)];
        int[] whens = [.. _rules.Select(rule => Array.IndexOf(conditional, rule))];
        OutcomePlanes[] outcomes = [.. _rules.Select((_, i) => new OutcomePlanes(bindings.BlocksOf(i)))];
        new CelBatch([.. _rules.Select(rule => rule.Test), .. conditional.Select(rule => rule.When!)])
            .ForBlocks(facts.Cells, kernels => new Block(bindings, kernels, whens, outcomes).Evaluate, threads, cancellationToken);
        return new ComplianceReport(
            Library, _rules, facts, [.. _rules.Select((rule, i) => new RequirementResult(rule.Directive, rule.Requirement, outcomes[i], facts.Order))], bindings);
    }

    private UnitRules MakeRules(UnitKind kind, string? department)
    {
        List<Rule> bound = [.. _rules.Where(rule => rule.Covers(kind) && (rule.Directive.Jurisdiction is null
            || rule.Directive.Jurisdiction.Equals(department, StringComparison.OrdinalIgnoreCase)))];
        var refined = bound.Select(rule => rule.Requirement.Provision.Refines).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new UnitRules(Library.Facts, kind, [.. bound.Where(rule => !refined.Contains(rule.Requirement.Id))]);
    }

    /// <summary>One thread's work on block after block: while the bits are in the processor's cache, from the facts to the outcomes.</summary>
    private sealed class Block(Bindings bindings, BatchKernels kernels, int[] whens, OutcomePlanes[] outcomes)
    {
        private readonly ulong[][] _bound = bindings.Room(CelColumn.BlockWords), _open = bindings.Room(CelColumn.BlockWords);
        private readonly ulong[] _active = new ulong[CelColumn.BlockWords];

        public void Evaluate(int block)
        {
            bindings.Fill(block * CelColumn.BlockWords, _bound, _open);
            for (int rule = 0; rule < whens.Length; rule++)
            {
                ulong[] bound = _bound[bindings.PlaceOf(rule)], open = _open[bindings.PlaceOf(rule)];
                if (!bound.AsSpan().ContainsAnyExcept(0ul) && !open.AsSpan().ContainsAnyExcept(0ul))
                {
                    continue;
                }

                TruthKernel? when = null;
                ulong[] active = bound;
                if (whens[rule] >= 0)
                {
                    active = _active;
                    for (int i = 0; i < active.Length; i++)
                    {
                        active[i] = bound[i] | open[i];
                    }

                    when = kernels.Run(whens.Length + whens[rule], block, active);
                    for (int i = 0; i < active.Length; i++)
                    {
                        active[i] = bound[i] & when.True[i];
                    }
                }

                outcomes[rule].Put(block, bound, open, when, kernels.Run(rule, block, active));
            }
        }
    }
}
