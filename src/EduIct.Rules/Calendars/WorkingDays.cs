using System.Collections.Concurrent;
using System.Collections.Frozen;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>Which days are worked: neither weekly rest nor holiday, and the days of rest that are worked in place of others. Safe for several threads at once.</summary>
/// <param name="decisions">The decisions of the years; null for those of the package.</param>
public sealed class WorkingDays(HolidayDecisions? decisions = null)
{
    private readonly HolidayDecisions _decisions = decisions ?? HolidayDecisions.Embedded;
    private readonly ConcurrentDictionary<int, FrozenSet<LocalDate>> _off = new();

    /// <summary>Whether a day is worked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A day before 1900 or after 2199.</exception>
    public bool IsWorkingDay(LocalDate day)
    {
        HolidayDecision? decision = _decisions.Of(day.Year);
        if (IsWorkedInstead(day))
        {
            return true;
        }

        return !PublicHolidays.IsWeeklyRest(day)
            && !_off.GetOrAdd(day.Year, static (year, self) => PublicHolidays.Of(year, self._decisions).Select(holiday => holiday.Date).ToFrozenSet(), this).Contains(day)
            && !(decision?.Swaps.Any(swap => swap.Off == day) ?? false);
    }

    /// <summary>Where a last day goes by a rule: itself where it is worked or the rule is <see cref="WorkingDayRule.None"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A day before 1900 or after 2199, or one that leads there.</exception>
    public LocalDate Apply(LocalDate day, WorkingDayRule rule)
    {
        while (rule != WorkingDayRule.None && !IsWorkingDay(day))
        {
            day = day.PlusDays(rule == WorkingDayRule.Next ? 1 : -1);
        }

        return day;
    }

    // The day that is worked may lie in the year before or after the one that is off.
    private bool IsWorkedInstead(LocalDate day) =>
        Enumerable.Range(day.Year - 1, 3).Any(year => _decisions.Of(year)?.Swaps.Any(swap => swap.Worked == day) ?? false);
}
