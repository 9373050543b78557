using System.Collections.Immutable;
using EduIct.Units;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>Which units are to be reminded of what at a moment.</summary>
public static class ReminderPlanner
{
    /// <summary>
    /// The reminders of a moment, each by the day of the policy that it has reached: whoever was not asked for a while gets the latest step, not all that
    /// were missed. What was handed in and not returned, what comes back every day and what has no time needs none.
    /// </summary>
    /// <param name="calendar">Who owes what.</param>
    /// <param name="duties">The duties.</param>
    /// <param name="units">The units; those that owe nothing get nothing.</param>
    /// <param name="tree">Who stands above whom; where nobody does, nobody is told.</param>
    /// <param name="events">What happened to the duties.</param>
    /// <param name="now">The moment.</param>
    /// <param name="policy">The policy.</param>
    public static ImmutableArray<Reminder> At(
        ReportingCalendar calendar, IEnumerable<Duty> duties, IEnumerable<Unit> units, UnitTree tree, IEnumerable<DutyEvent> events, Instant now, ReminderPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(duties);
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(policy);
        LocalDate today = VietnamTime.DayOf(now);
        ILookup<(string, string), DutyEvent> happened = events.ToLookup(step => (step.Duty, step.Unit));
        int soon = policy.DaysBefore.IsEmpty ? -1 : policy.DaysBefore.Max();
        ImmutableArray<Duty> near =
        [
            .. duties.Where(duty => duty is { LastMoment: { } last, IsDaily: false }
                && Period.DaysBetween(today, last.Date) <= soon && Period.DaysBetween(last.Date, today) <= policy.ForgetAfter),
        ];
        var reminders = ImmutableArray.CreateBuilder<Reminder>();
        foreach (Unit unit in units)
        {
            foreach (Duty duty in near.Where(duty => calendar.Binds(duty, unit)))
            {
                DutyStatus status = DutyStatus.Of(duty.LastMoment, happened[(duty.Id, unit.Code.ToString())], now, Math.Max(0, soon));
                if (Of(duty, unit, status, tree, today, policy) is { } reminder)
                {
                    reminders.Add(reminder);
                }
            }
        }

        return reminders.DrainToImmutable();
    }

    private static Reminder? Of(Duty duty, Unit unit, DutyStatus status, UnitTree tree, LocalDate today, ReminderPolicy policy)
    {
        if (status.Stage is DutyStage.Submitted or DutyStage.Accepted or DutyStage.NotDue)
        {
            return null;
        }

        if (status is { Stage: DutyStage.Late or DutyStage.Returned, Days: > 0 and int late })
        {
            int step = policy.EscalateAfter.Where(day => day <= late).DefaultIfEmpty(0).Max();
            return step > 0 && tree.ParentOf(unit.Code, today) is { } above ? new Reminder(duty, unit, above, step, status) : null;
        }

        int left = Period.DaysBetween(today, duty.LastMoment!.Value.Date);
        int before = policy.DaysBefore.Where(day => day >= left).DefaultIfEmpty(-1).Min();
        return before >= 0 ? new Reminder(duty, unit, unit, before, status) : null;
    }
}
