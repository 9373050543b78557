using NodaTime;
using NodaTime.Text;

namespace EduIct.Units;

/// <summary>Days from the first to the last, both included; open where an end is null. The default value is all time.</summary>
public readonly record struct DateSpan
{
    /// <summary>A span of days.</summary>
    /// <param name="from">First day, or null for "always was".</param>
    /// <param name="until">Last day, included, or null for "still is".</param>
    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    public DateSpan(LocalDate? from, LocalDate? until)
    {
        if (from is { } first && until is { } last && last < first)
        {
            throw new ArgumentException($"The last day {last:uuuu-MM-dd} is before the first {first:uuuu-MM-dd}.", nameof(until));
        }

        From = from;
        Until = until;
    }

    /// <summary>All time.</summary>
    public static DateSpan Always => default;

    /// <summary>First day; null: no beginning.</summary>
    public LocalDate? From { get; }

    /// <summary>Last day, included; null: no end.</summary>
    public LocalDate? Until { get; }

    /// <summary>Whether the day is inside.</summary>
    public bool Contains(LocalDate day) => (From is not { } from || day >= from) && (Until is not { } until || day <= until);

    /// <summary>Whether the two have a day in common.</summary>
    public bool Overlaps(DateSpan other) =>
        (From is not { } from || other.Until is not { } otherUntil || from <= otherUntil)
        && (other.From is not { } otherFrom || Until is not { } until || otherFrom <= until);

    /// <summary>Whether every day of the other is inside.</summary>
    public bool Covers(DateSpan other) =>
        (From is not { } from || (other.From is { } otherFrom && otherFrom >= from))
        && (Until is not { } until || (other.Until is { } otherUntil && otherUntil <= until));

    /// <summary>The days that both have.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public DateSpan Intersect(DateSpan other) => new(
        From is not { } from || other.From > from ? other.From : from,
        Until is not { } until || other.Until < until ? other.Until : until);

    /// <summary>ISO 8601-2 interval, <c>2008-08-01/2025-06-30</c>, with <c>..</c> for an open end.</summary>
    public override string ToString() =>
        $"{(From is { } from ? LocalDatePattern.Iso.Format(from) : "..")}/{(Until is { } until ? LocalDatePattern.Iso.Format(until) : "..")}";
}
