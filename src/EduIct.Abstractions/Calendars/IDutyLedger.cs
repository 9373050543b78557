using System.Collections.Immutable;

namespace EduIct.Calendars;

/// <summary>What happened to the duties of a tenant's units. The port that ledgers implement.</summary>
public interface IDutyLedger
{
    /// <summary>Adds an event; it is durable when the task ends. The same event twice is kept once.</summary>
    /// <returns>False where it was there already.</returns>
    Task<bool> RecordAsync(DutyEvent step, CancellationToken cancellationToken = default);

    /// <summary>All events in the order of their times, those of one moment in the order in which they were recorded.</summary>
    Task<ImmutableArray<DutyEvent>> ReadDutyEventsAsync(CancellationToken cancellationToken = default);
}
