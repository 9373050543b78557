namespace EduIct.Calendars;

/// <summary>Says what units owe. The vendor's product implements it, with <see cref="ReportingCalendar"/> and its own units.</summary>
public interface ICalendarSource
{
    /// <summary>The calendar of a unit; null where there is no such unit.</summary>
    /// <param name="unit">The unit's code.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<UnitCalendar?> FindAsync(string unit, CancellationToken cancellationToken = default);
}
