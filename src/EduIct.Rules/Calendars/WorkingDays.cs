using System.Collections.Concurrent;
using System.Collections.Frozen;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>
/// Which days are worked in a public office: neither weekly rest nor holiday, and the days of rest that are worked in place of others. Safe for several
/// threads at once.
/// </summary>
/// <param name="decisions">The decisions of the years; null for those of the package.</param>
public sealed class WorkingDays(HolidayDecisions? decisions = null)
{
    private readonly ConcurrentDictionary<int, FrozenSet<LocalDate>> _holidays = new();

    // Not read before somebody asks: most calendars do not shift their dates.
    private HolidayDecisions Decisions => decisions ?? HolidayDecisions.Embedded;

    /// <summary>Whether a day is worked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A day before 1900 or after 2199.</exception>
    public bool IsWorkingDay(LocalDate day)
    {
        FrozenSet<LocalDate> holidays = _holidays.GetOrAdd(day.Year, static (year, known) => PublicHolidays.Of(year, known).Select(holiday => holiday.Date).ToFrozenSet(), Decisions);
        return Decisions.IsWorkedInstead(day) || (!PublicHolidays.IsWeeklyRest(day) && !holidays.Contains(day) && !Decisions.IsSwappedOff(day));
    }

    /// <summary>The day where it is worked, otherwise the next one that is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A day before 1900 or after 2199, or one that leads there.</exception>
    public LocalDate NextOrSame(LocalDate day) => Nearest(day, 1);

    /// <summary>The day where it is worked, otherwise the last one before that is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A day before 1900 or after 2199, or one that leads there.</exception>
    public LocalDate PreviousOrSame(LocalDate day) => Nearest(day, -1);

    /// <summary>Where a last day goes by a rule: itself where it is worked or the rule is <see cref="WorkingDayRule.None"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A day before 1900 or after 2199, or one that leads there, with a rule; or no such rule.</exception>
    public LocalDate Apply(LocalDate day, WorkingDayRule rule) => rule switch
    {
        WorkingDayRule.None => day,
        WorkingDayRule.Next => NextOrSame(day),
        WorkingDayRule.Previous => PreviousOrSame(day),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such rule."),
    };

    private LocalDate Nearest(LocalDate day, int step)
    {
        while (!IsWorkingDay(day))
        {
            day = day.PlusDays(step);
        }

        return day;
    }
}
