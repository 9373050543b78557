using System.Collections.Immutable;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>A lunar year.</summary>
/// <param name="Year">Its number.</param>
/// <param name="Months">First day, number and whether it is a leap month, in order.</param>
/// <param name="End">The first day of the next year.</param>
internal sealed record LunarYear(int Year, ImmutableArray<LunarMonth> Months, LocalDate End)
{
    public LocalDate Start => Months[0].Start;

    public int LengthOf(int index) => Period.DaysBetween(Months[index].Start, index + 1 < Months.Length ? Months[index + 1].Start : End);
}
