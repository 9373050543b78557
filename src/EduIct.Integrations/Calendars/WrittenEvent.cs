using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>An event as the iCalendar library wrote it, cut at its UID, for the feeds of other units that have the same event.</summary>
internal sealed class WrittenEvent
{
    // A UID that needs no escape and, with its name, fits into one line of 75 octets (RFC 5545, 3.1 and 3.3.11), is written as it is.
    private const int LongestUid = 71;
    private const string Name = "\nUID:";

    private static readonly SearchValues<char> s_plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@/:#+");

    private readonly (int Sequence, Instant Modified, bool IsCancelled) _version;
    private readonly ImmutableArray<int> _alarmDays;
    private readonly string _before;
    private readonly string _after;

    private WrittenEvent(FeedEvent published, ImmutableArray<int> alarmDays, string before, string after)
    {
        _version = VersionOf(published);
        (_alarmDays, _before, _after) = (alarmDays, before, after);
    }

    /// <summary>The event without its UID; null where the UID is one that the library folds or escapes.</summary>
    public static WrittenEvent? TryCut(string component, FeedEvent published, ImmutableArray<int> alarmDays)
    {
        int start = component.IndexOf(Name + published.Uid + "\r", StringComparison.Ordinal);
        return start < 0 || !IsPlain(published.Uid)
            ? null
            : new WrittenEvent(published, alarmDays, component[..(start + Name.Length)], component[(start + Name.Length + published.Uid.Length)..]);
    }

    /// <summary>Whether an event of the same content is written like this, but for its UID.</summary>
    public bool IsOf(FeedEvent published, ImmutableArray<int> alarmDays) =>
        VersionOf(published) == _version && IsPlain(published.Uid) && alarmDays.AsSpan().SequenceEqual(_alarmDays.AsSpan());

    /// <summary>Writes the event with another UID.</summary>
    public void AppendTo(StringBuilder text, string uid) => text.Append(_before).Append(uid).Append(_after);

    private static (int Sequence, Instant Modified, bool IsCancelled) VersionOf(FeedEvent published) => (published.Sequence, published.Modified, published.IsCancelled);

    private static bool IsPlain(string uid) => uid.Length <= LongestUid && !uid.AsSpan().ContainsAnyExcept(s_plain);
}
