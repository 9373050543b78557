using System.Collections.Frozen;
using System.Collections.Immutable;
using EduIct.Expressions;
using EduIct.Units;

namespace EduIct.Directives;

/// <summary>A directive with the programs of its expressions.</summary>
/// <param name="Directive">The directive.</param>
/// <param name="Programs">The programs of the entries that have any, by id.</param>
internal sealed record CompiledDirective(Directive Directive, FrozenDictionary<string, EntryPrograms> Programs)
{
    public CompiledDirective InForce(DateSpan days) => this with
    {
        Directive = Directive with { Entries = [.. Directive.Entries.Where(entry => entry.Provision.During.Overlaps(days))] },
    };

    public bool Reads(DirectiveEntry entry, string fact) =>
        (Programs.TryGetValue(entry.Id, out EntryPrograms? programs) && programs.All.Any(program => program.Variables.Any(variable => variable.Name == fact)))
        || (entry is Requirement requirement && requirement.Needs.Any(need => need.Fact == fact))
        || (entry is ReportForm form && form.Columns.Any(column => Asks(column, fact)));

    private static bool Asks(FormColumn column, string fact) => column.Fact == fact || column.Facts.Contains(fact) || column.Columns.Any(inner => Asks(inner, fact));
}

/// <summary>The programs of an entry; null or empty where it has no such expression.</summary>
internal sealed record EntryPrograms
{
    public CelProgram? When { get; init; }

    public CelProgram? OverWhen { get; init; }

    public CelProgram? Test { get; init; }

    public CelProgram? Part { get; init; }

    public CelProgram? Whole { get; init; }

    public CelProgram? Done { get; init; }

    public ImmutableArray<CelProgram> Needs { get; init; } = [];

    public IEnumerable<CelProgram> All => new[] { When, OverWhen, Test, Part, Whole, Done }.OfType<CelProgram>().Concat(Needs);
}
