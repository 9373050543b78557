using NodaTime;

namespace EduIct.Calendars;

/// <summary>That a duty of a unit took a step. Events are only ever added.</summary>
/// <param name="Duty">Id of the duty, or of the step of a chain.</param>
/// <param name="Unit">Code of the unit, e.g. <c>gso:83</c>.</param>
/// <param name="Step">The step.</param>
/// <param name="At">When it happened.</param>
public sealed record DutyEvent(string Duty, string Unit, DutyStep Step, Instant At);
