using System.Collections.Immutable;
using NodaTime;

namespace EduIct.Units;

/// <summary>A province or a city under the central government, in one of its lives: a merger that gives a new code or name begins a new one.</summary>
/// <param name="Code">Code of the General Statistics Office, of the time: the code of a province that ended may belong to another since.</param>
/// <param name="Name">Name, e.g. <c>Bến Tre</c>.</param>
/// <param name="FullName">Name with its kind, e.g. <c>Tỉnh Bến Tre</c>; where the kind alone changed (<see cref="CitySince"/>), the latest.</param>
/// <param name="Slug">The TenSo of addresses, e.g. <c>BenTre</c>.</param>
/// <param name="Existed">When it existed, as far as the data go back: to 1 January 2004.</param>
/// <param name="Successor">Code of the province that it went into; null where it still exists.</param>
public sealed record Province(UnitCode Code, string Name, string FullName, string Slug, DateSpan Existed, UnitCode? Successor)
{
    /// <summary>The day since which it is a city under the central government without any other change; null where its kind never changed in this life.</summary>
    public LocalDate? CitySince { get; init; }

    /// <summary>Name with its kind on a day of its life, e.g. <c>Tỉnh Đồng Nai</c> until 29 April 2026 and <c>Thành phố Đồng Nai</c> since.</summary>
    public string FullNameOn(LocalDate day) => CitySince > day ? $"Tỉnh {Name}" : FullName;

    /// <summary>The provinces that ended on the day before this one began, or later during its life, and went into it.</summary>
    public ImmutableArray<Province> Predecessors { get; init; } = [];

    /// <summary>By code and beginning.</summary>
    public bool Equals(Province? other) => other is not null && Code == other.Code && Existed == other.Existed;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Existed);
}
