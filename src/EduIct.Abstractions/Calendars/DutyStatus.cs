using NodaTime;

namespace EduIct.Calendars;

/// <summary>How a unit stands to a duty at a moment.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Days">
/// Days until the last one where it is due soon (0: today); days since where it is late, was handed in late, or was returned and is late now (at least 1);
/// else 0.
/// </param>
public readonly record struct DutyStatus(DutyStage Stage, int Days)
{
    /// <summary>The status that follows from what happened.</summary>
    /// <param name="lastMoment">The last moment in time; null: it is never late.</param>
    /// <param name="events">What happened to this duty of this unit, in the order of time.</param>
    /// <param name="now">The moment asked for; later events do not count.</param>
    /// <param name="soonDays">From how many days before the last one it is due soon: 0 or more.</param>
    public static DutyStatus Of(OffsetDateTime? lastMoment, IEnumerable<DutyEvent> events, Instant now, int soonDays = 30)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentOutOfRangeException.ThrowIfNegative(soonDays);
        DutyEvent? last = null, submitted = null;
        foreach (DutyEvent step in events.Where(step => step.At <= now))
        {
            last = step;
            submitted = step.Step == DutyStep.Submitted ? step : submitted;
        }

        return last?.Step switch
        {
            DutyStep.Accepted => new DutyStatus(DutyStage.Accepted, DaysLate(lastMoment, (submitted ?? last).At)),
            DutyStep.Submitted => new DutyStatus(DutyStage.Submitted, DaysLate(lastMoment, last.At)),
            DutyStep.Returned => new DutyStatus(DutyStage.Returned, DaysLate(lastMoment, now)),
            _ => Open(lastMoment, now, soonDays),
        };
    }

    private static DutyStatus Open(OffsetDateTime? lastMoment, Instant now, int soonDays)
    {
        if (lastMoment is not { } moment)
        {
            return new DutyStatus(DutyStage.NotDue, 0);
        }

        if (DaysLate(moment, now) is > 0 and int late)
        {
            return new DutyStatus(DutyStage.Late, late);
        }

        int left = Period.DaysBetween(now.WithOffset(moment.Offset).Date, moment.Date);
        return left <= soonDays ? new DutyStatus(DutyStage.DueSoon, left) : new DutyStatus(DutyStage.NotDue, 0);
    }

    // Whole days of the calendar; within the last day, after a time of day, it is one.
    private static int DaysLate(OffsetDateTime? lastMoment, Instant at) => lastMoment is not { } moment || at < moment.PlusSeconds(1).ToInstant()
        ? 0
        : Math.Max(1, Period.DaysBetween(moment.Date, at.WithOffset(moment.Offset).Date));
}
