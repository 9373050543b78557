using EduIct.Issues;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>A day off for all.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">Its name.</param>
/// <param name="Law">The law that makes it a day off; null for a custom of years for which no law is known here.</param>
public sealed record PublicHoliday(LocalDate Date, LocalizedText Name, string? Law)
{
    /// <summary>Whether it is off in place of a holiday on a day of weekly rest (nghỉ bù).</summary>
    public bool IsCompensating { get; init; }

    /// <summary>Whether the day was chosen by nobody yet: the law leaves it to a yearly decision (which days of Tết, the day beside 2 September).</summary>
    public bool IsAssumed { get; init; }
}
