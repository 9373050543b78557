using EduIct.Units;

namespace EduIct.Calendars;

/// <summary>A reminder that is due.</summary>
/// <param name="Duty">The duty.</param>
/// <param name="Unit">The unit that owes it.</param>
/// <param name="To">Who is written to: the unit, or the one above it.</param>
/// <param name="Step">Which of the policy's days: days before the last one, or, of an escalation, after it.</param>
/// <param name="Status">How the unit stands now.</param>
public sealed record Reminder(Duty Duty, Unit Unit, Unit To, int Step, DutyStatus Status)
{
    /// <summary>Whether the unit above is told.</summary>
    public bool IsEscalation => Status.Stage is DutyStage.Late or DutyStage.Returned && Status.Days > 0;

    /// <summary>The same reminder has the same key for ever: <c>reminder/gso:83/9584.report-plan/7</c>.</summary>
    public string Key => $"{(IsEscalation ? "escalation" : "reminder")}/{Unit.Code}/{Duty.Id}/{Step}";
}
