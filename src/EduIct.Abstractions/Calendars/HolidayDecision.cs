using System.Collections.Immutable;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>What was decided about the days off of a year.</summary>
/// <param name="Year">The calendar year.</param>
public sealed record HolidayDecision(int Year)
{
    /// <summary>How many of the five days of Tết lie before the first of the first month: 1 or 2; null where nobody decided.</summary>
    public int? TetDaysBefore { get; init; }

    /// <summary>The day off beside 2 September: -1 the day before, 1 the day after; null where nobody decided.</summary>
    public int? BesideNationalDay { get; init; }

    /// <summary>Working days that are off, each with the day of rest that is worked instead (hoán đổi ngày làm việc).</summary>
    public ImmutableArray<(LocalDate Off, LocalDate Worked)> Swaps { get; init => field = value.IsDefault ? [] : value; } = [];
}
