using EduIct.Issues;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>Publishes feeds: compares what a unit owes now with what was published, and saves what changed. Safe for several threads at once.</summary>
public sealed class FeedPublisher
{
    // Two requests for one unit must not both write number 1; units share a lock now and then, which costs nothing.
    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];
    private readonly IFeedStore _store;
    private readonly TimeProvider _time;

    /// <summary>A publisher.</summary>
    public FeedPublisher(IFeedStore store, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(time);
        (_store, _time) = (store, time);
    }

    /// <summary>The feed of a unit as it is now.</summary>
    /// <param name="key">The unit's code.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="duties">All that it owes, past duties too: what is missing is cancelled.</param>
    /// <param name="steps">What it is asked for by chains.</param>
    /// <param name="cancellationToken">Stops the call; what is published stays whole.</param>
    public async Task<CalendarFeed> PublishAsync(
        string key, LocalizedText name, IEnumerable<Duty> duties, IEnumerable<ChainStep> steps, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        SemaphoreSlim gate = _locks[(uint)StringComparer.Ordinal.GetHashCode(key) % (uint)_locks.Length];
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            CalendarFeed? published = await _store.FindAsync(key, cancellationToken).ConfigureAwait(false);
            CalendarFeed feed = (published ?? CalendarFeed.Stored(key, name, [])).Next(duties, steps, Instant.FromDateTimeOffset(_time.GetUtcNow()));
            if (!ReferenceEquals(feed, published))
            {
                await _store.SaveAsync(feed, cancellationToken).ConfigureAwait(false);
            }

            return feed;
        }
        finally
        {
            gate.Release();
        }
    }
}
