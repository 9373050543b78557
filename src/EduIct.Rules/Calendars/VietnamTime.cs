using NodaTime;

namespace EduIct.Calendars;

/// <summary>Days of Việt Nam as moments.</summary>
public static class VietnamTime
{
    private static readonly LocalTime s_lastSecond = new(23, 59, 59);

    /// <summary>Asia/Ho_Chi_Minh, UTC+7 without summer time since 1975.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Asia/Ho_Chi_Minh"];

    /// <summary>The last second of a day.</summary>
    public static OffsetDateTime EndOf(LocalDate day) => At(day, s_lastSecond);

    /// <summary>A time of a day.</summary>
    public static OffsetDateTime At(LocalDate day, LocalTime time) => Zone.AtLeniently(day + time).ToOffsetDateTime();

    /// <summary>The day of a moment.</summary>
    public static LocalDate DayOf(Instant moment) => moment.InZone(Zone).Date;
}
