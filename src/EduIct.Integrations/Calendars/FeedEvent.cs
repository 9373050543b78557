using NodaTime;

namespace EduIct.Calendars;

/// <summary>An event of a feed as it was last published.</summary>
/// <param name="Uid">Stable for ever (RFC 5545, 3.8.4.7): the duty's id and the unit's code.</param>
/// <param name="Content">What it says.</param>
/// <param name="Sequence">How often it changed: 0 at first (RFC 5545, 3.8.7.4).</param>
/// <param name="Modified">When it last changed.</param>
/// <param name="IsCancelled">Whether it was withdrawn.</param>
public sealed record FeedEvent(string Uid, FeedContent Content, int Sequence, Instant Modified, bool IsCancelled);
