using System.Globalization;
using NodaTime;

namespace EduIct.Directives;

/// <summary>
/// Dates, months and times of day as packs write them, read by the platform: its parsers are compiled ahead of time, where patterns of the time library
/// would be most of what a fresh process compiles before it can answer.
/// </summary>
internal static class IsoText
{
    /// <summary><c>2008-10-20</c>.</summary>
    public static LocalDate? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy'-'MM'-'dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? new LocalDate(date.Year, date.Month, date.Day) : null;

    /// <summary><c>2009-01</c>.</summary>
    public static YearMonth? Month(string text) =>
        DateOnly.TryParseExact(text, "yyyy'-'MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly month) ? new YearMonth(month.Year, month.Month) : null;

    /// <summary><c>09:00</c>.</summary>
    public static LocalTime? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH':'mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? new LocalTime(time.Hour, time.Minute) : null;
}
