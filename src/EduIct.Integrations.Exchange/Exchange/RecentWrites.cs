using System.Collections.Concurrent;

namespace EduIct.Exchange;

/// <summary>What this object wrote to of late: readings taken before, or shortly after, may not show it.</summary>
internal sealed class RecentWrites(TimeProvider time)
{
    // Longest that a change was seen to take until a reader sees it (microsoft-graph-docs issue 6376): what was written shortly before a reading may be missing from it.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(15);

    // To read more of them one by one costs more than to read everything.
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, long> _written = new(StringComparer.OrdinalIgnoreCase);

    // The dictionary's own count takes all its locks.
    private int _count;
    private long _uncountedAt;

    /// <summary>That something is about to be written to.</summary>
    public void Add(string id)
    {
        long now = time.GetTimestamp();
        if (!_written.TryAdd(id, now))
        {
            _written[id] = now;
        }
        else if (Interlocked.Increment(ref _count) > Most)
        {
            _written.Clear();
            Interlocked.Exchange(ref _count, 0);
            Volatile.Write(ref _uncountedAt, now);
        }
    }

    /// <summary>Whether so much was written since a reading, or shortly before, that nobody knows any more what.</summary>
    /// <param name="taken">When the reading was taken, as the clock's time stamp.</param>
    public bool AreUncountedSince(long taken) => Volatile.Read(ref _uncountedAt) is not 0 and var at && time.GetElapsedTime(at, taken) < Settling;

    /// <summary>What was written to since a reading, or shortly before.</summary>
    /// <param name="taken">When the reading was taken, as the clock's time stamp.</param>
    public HashSet<string> Since(long taken)
    {
        foreach ((string id, long at) in _written)
        {
            if (time.GetElapsedTime(at, taken) > Settling && _written.TryRemove(new KeyValuePair<string, long>(id, at)))
            {
                Interlocked.Decrement(ref _count);
            }
        }

        return new HashSet<string>(_written.Keys, StringComparer.OrdinalIgnoreCase);
    }
}
