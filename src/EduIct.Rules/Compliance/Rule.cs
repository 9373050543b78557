using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Units;

namespace EduIct.Compliance;

/// <summary>A requirement ready to be evaluated.</summary>
internal sealed record Rule(Directive Directive, Requirement Requirement, EntryPrograms Programs)
{
    public CelProgram Test => Programs.Test!;

    public CelProgram? When => Programs.When;

    public bool Covers(UnitKind kind) => Requirement.Provision.Binds.Covers(kind);

    public static IEnumerable<Rule> Of(DirectiveLibrary library) =>
        from directive in library.Compiled
        from requirement in directive.Directive.EntriesOf<Requirement>()
        select new Rule(directive.Directive, requirement, directive.Programs[requirement.Id]);

    /// <summary>How a unit stands that is bound as to its kind and place.</summary>
    public static Outcome Combine(CelOutcome when, CelOutcome test) => (when, test) switch
    {
        (CelOutcome.False, _) => Outcome.NotApplicable,
        (CelOutcome.True, CelOutcome.True) => Outcome.Meets,
        (CelOutcome.True, CelOutcome.False) => Outcome.Fails,
        _ => Outcome.Unknown,
    };
}
