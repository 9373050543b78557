using System.Globalization;
using NodaTime;

namespace EduIct.Expressions;

/// <summary>Timestamps as RFC 3339 and durations as langdef writes them ("duration", "timestamp").</summary>
internal static class TimeText
{
    private const long MinSeconds = -62_135_596_800;
    private const long MaxSeconds = 253_402_300_799;
    private static readonly System.Buffers.SearchValues<char> NumberCharacters = System.Buffers.SearchValues.Create("0123456789.");
    private static readonly (string Unit, long Nanoseconds)[] Units =
        [("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000)];

    internal static bool IsInRange(long seconds) => seconds is >= MinSeconds and <= MaxSeconds;

    internal static string Timestamp(long seconds, int nanos)
    {
        LocalDateTime utc = Instant.FromUnixTimeSeconds(seconds).InUtc().LocalDateTime;
        string whole = string.Create(CultureInfo.InvariantCulture,
            $"{utc.Year:D4}-{utc.Month:D2}-{utc.Day:D2}T{utc.Hour:D2}:{utc.Minute:D2}:{utc.Second:D2}");
        return whole + Fraction(nanos) + "Z";
    }

    internal static string Duration(long nanoseconds)
    {
        ulong size = nanoseconds < 0 ? (ulong)-(nanoseconds + 1) + 1 : (ulong)nanoseconds;
        return string.Create(CultureInfo.InvariantCulture,
            $"{(nanoseconds < 0 ? "-" : "")}{size / 1_000_000_000}{Fraction((int)(size % 1_000_000_000))}s");
    }

    internal static CelValue? ParseTimestamp(string text)
    {
        // yyyy-MM-ddTHH:mm:ss, an optional fraction, Z or an offset.
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
            return null;
        if (!Digits(text, 0, 4, out int year) || !Digits(text, 5, 2, out int month) || !Digits(text, 8, 2, out int day)
            || !Digits(text, 11, 2, out int hour) || !Digits(text, 14, 2, out int minute) || !Digits(text, 17, 2, out int second))
            return null;
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return null;
        int at = 19;
        int nanos = 0;
        if (text[at] == '.')
        {
            int start = ++at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
            if (at == start || at - start > 9)
                return null;
            nanos = int.Parse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture) * Power(9 - (at - start));
        }

        if (!TryOffset(text[at..], out int offset))
            return null;
        long seconds = new LocalDateTime(year, month, day, hour, minute, second).InUtc().ToInstant().ToUnixTimeSeconds() - offset;
        return IsInRange(seconds) ? CelValue.FromTimestamp(seconds, nanos) : null;
    }

    internal static CelValue? ParseDuration(string text)
    {
        ReadOnlySpan<char> rest = text;
        bool negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+"))
            rest = rest[1..];
        if (rest.SequenceEqual("0"))
            return CelValue.FromDuration(0);
        if (rest.IsEmpty)
            return null;
        Int128 total = 0;
        while (!rest.IsEmpty)
        {
            int whole = rest.IndexOfAnyExceptInRange('0', '9');
            if (whole < 0)
                return null;
            int end = whole;
            if (rest[whole] == '.')
                end = whole + 1 + rest[(whole + 1)..].IndexOfAnyExceptInRange('0', '9');
            if (end <= whole && rest[whole] == '.')
                return null;
            bool anyDigit = whole > 0 || end > whole + 1;
            if (!anyDigit || whole > 19 || Unit(rest[end..], out int unitLength) is not { } unit)
                return null;
            if (whole > 0)
                total += Int128.Parse(rest[..whole], NumberStyles.None, CultureInfo.InvariantCulture) * unit;
            Int128 scale = unit;
            for (int i = whole + 1; i < end && scale > 0; i++)
            {
                // What is finer than a nanosecond is dropped.
                total += (rest[i] - '0') * (Int128)unit / Pow10(i - whole);
                scale /= 10;
            }

            rest = rest[(end + unitLength)..];
            if (total > (Int128)long.MaxValue + 1)
                return null;
        }

        total = negative ? -total : total;
        return total >= long.MinValue && total <= long.MaxValue ? CelValue.FromDuration((long)total) : null;
    }

    /// <summary>The seconds east of UTC of <c>Z</c> or <c>±hh:mm</c>.</summary>
    private static bool TryOffset(string text, out int seconds)
    {
        seconds = 0;
        if (text == "Z")
            return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':' || !Digits(text, 1, 2, out int hours) || !Digits(text, 4, 2, out int minutes))
            return false;
        seconds = ((hours * 3600) + (minutes * 60)) * (text[0] == '-' ? -1 : 1);
        return hours <= 23 && minutes <= 59;
    }

    private static long? Unit(ReadOnlySpan<char> text, out int length)
    {
        length = text.IndexOfAny(NumberCharacters);
        if (length < 0)
            length = text.Length;
        foreach ((string unit, long nanoseconds) in Units)
            if (text[..length].SequenceEqual(unit))
                return nanoseconds;
        return null;
    }

    private static Int128 Pow10(int exponent)
    {
        Int128 power = 1;
        for (int i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }

    private static bool Digits(string text, int at, int count, out int value) =>
        int.TryParse(text.AsSpan(at, count), NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static int Power(int exponent) => (int)Pow10(exponent);

    private static string Fraction(int nanos) => nanos == 0 ? "" : "." + nanos.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
}
