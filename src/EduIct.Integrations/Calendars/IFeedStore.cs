namespace EduIct.Calendars;

/// <summary>Keeps what feeds last published, so that sequences go on over restarts. The port that stores implement.</summary>
public interface IFeedStore
{
    /// <summary>The feed of a unit as it was last saved; null where it never was.</summary>
    /// <param name="key">The unit's code.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<CalendarFeed?> FindAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Saves a feed in place of the earlier one; a reader sees either, never half of one.</summary>
    Task SaveAsync(CalendarFeed feed, CancellationToken cancellationToken = default);
}
