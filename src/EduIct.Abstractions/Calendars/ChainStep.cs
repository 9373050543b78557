using EduIct.Units;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>What a unit asks of one below it, so that a duty further up is kept. No directive asks for this day: the duty's clause does, through the lead times.</summary>
/// <param name="Duty">The duty at the top.</param>
/// <param name="Unit">Who is asked.</param>
/// <param name="To">Who asks: the unit above.</param>
/// <param name="LastMoment">The last moment that is in time.</param>
public sealed record ChainStep(Duty Duty, Unit Unit, Unit To, OffsetDateTime LastMoment)
{
    /// <summary>Stable id: that of the duty, <c>#</c>, and the code of the unit.</summary>
    public string Id => $"{Duty.Id}#{Unit.Code}";
}
