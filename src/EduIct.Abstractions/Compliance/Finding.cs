using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Issues;

namespace EduIct.Compliance;

/// <summary>How one unit stands to one requirement, and why.</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Directive">The directive on whose authority it is asked.</param>
/// <param name="Requirement">The requirement, with the clause.</param>
/// <param name="Outcome">How it stands.</param>
/// <param name="Values">The values that decided, in words: <c>1.250 học sinh, 80 máy: cần 105, thiếu 25</c>; blank where the kind of unit alone decided.</param>
public sealed record Finding(string Unit, Directive Directive, Requirement Requirement, Outcome Outcome, LocalizedText Values)
{
    /// <summary>The facts that are missing, by id, where the outcome is unknown; <c>unit.kind</c> and <c>unit.department</c> are what must be known of the unit.</summary>
    public ImmutableArray<string> Missing { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>By how much it falls short, for what could be bought or set up.</summary>
    public ImmutableArray<Shortfall> Shortfalls { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Why the expression has no value for this unit (a division by zero); null where it has one. The outcome is unknown then.</summary>
    public string? Error { get; init; }
}
