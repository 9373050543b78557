using System.Collections.Immutable;
using EduIct.People;
using EduIct.Units;

namespace EduIct.Education;

/// <summary>What an account carries of its holder's school life, for services that know of schools: as little as they need, no birth date and no sex.</summary>
/// <param name="Role">Pupil or teacher; heads of units count as teachers.</param>
/// <param name="Schools">The schools, in the order of their codes; empty for who has left.</param>
/// <param name="Grade">A pupil's grade; null for teachers and where none is known.</param>
public sealed record Schooling(Role Role, ImmutableArray<UnitCode> Schools, string? Grade = null)
{
    /// <summary>Schools compare one by one.</summary>
    public bool Equals(Schooling? other) =>
        other is not null && Role == other.Role && Grade == other.Grade && Schools.AsSpan().SequenceEqual(other.Schools.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Role, Grade, Schools.IsDefault ? 0 : Schools.Length);
}
