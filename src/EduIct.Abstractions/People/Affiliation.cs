using System.Collections.Immutable;
using EduIct.Units;

namespace EduIct.People;

/// <summary>Where a person stands in the sector: at which unit, as what, in which classes.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Role">What the person is there.</param>
public sealed record Affiliation(UnitCode Unit, Role Role)
{
    /// <summary>Grade (khối): <c>1</c>–<c>12</c>, or what the roster says (<c>choi</c>, <c>la</c>); null where none is known.</summary>
    public string? Grade { get; init; }

    /// <summary>Classes (lớp) by their titles in that unit, e.g. <c>6A1</c>; a pupil's own class first. Empty where none is known.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>The first class, or null.</summary>
    public string? Class => Classes.IsDefaultOrEmpty ? null : Classes[0];

    /// <summary>By value, classes in order.</summary>
    public bool Equals(Affiliation? other) =>
        other is not null && Unit == other.Unit && Role == other.Role && Grade == other.Grade && Classes.AsSpan().SequenceEqual(other.Classes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Unit, Role, Grade, Class);
}
