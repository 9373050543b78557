using NodaTime;

namespace EduIct.Expressions;

/// <summary>Timestamps and durations (langdef, "Date/Time Functions", "Overflow", "Timezones").</summary>
internal static class TimeLibrary
{
    private const long NanosPerSecond = 1_000_000_000;

    private static readonly Dictionary<string, Func<ZonedDateTime, long>> Parts = new()
    {
        ["getFullYear"] = t => t.Year,
        ["getMonth"] = t => t.Month - 1,
        ["getDayOfYear"] = t => t.DayOfYear - 1,
        ["getDayOfMonth"] = t => t.Day - 1,
        ["getDate"] = t => t.Day,
        ["getDayOfWeek"] = t => (int)t.DayOfWeek % 7,
        ["getHours"] = t => t.Hour,
        ["getMinutes"] = t => t.Minute,
        ["getSeconds"] = t => t.Second,
        ["getMilliseconds"] = t => t.Millisecond,
    };

    internal static Dictionary<string, FunctionBody> Bodies { get; } = Parts.ToDictionary(
        part => part.Key,
        part => new FunctionBody(
            Unary: (time, _) => time.Kind == CelKind.Duration ? OfDuration(part.Key, time) : OfTimestamp(part.Key, part.Value, time, CelValue.String("UTC")),
            Binary: (time, zone, _) => OfTimestamp(part.Key, part.Value, time, zone)));

    internal static CelValue ToTimestamp(CelValue a) => a.Kind switch
    {
        CelKind.Timestamp => a,
        CelKind.String => TimeText.ParseTimestamp(a.StringUnchecked) ?? CelValue.Fail("invalid_argument", $"timestamp({a})"),
        CelKind.Int => TimeText.IsInRange(a.Bits) ? CelValue.FromTimestamp(a.Bits, 0) : CelValue.Fail("overflow", $"timestamp({a})"),
        _ => FunctionBody.NoOverload("timestamp", a),
    };

    internal static CelValue ToDuration(CelValue a) => a.Kind switch
    {
        CelKind.Duration => a,
        CelKind.String => TimeText.ParseDuration(a.StringUnchecked) ?? CelValue.Fail("invalid_argument", $"duration({a})"),
        _ => FunctionBody.NoOverload("duration", a),
    };

    internal static CelValue Add(CelValue a, CelValue b) => (a.Kind, b.Kind) switch
    {
        (CelKind.Timestamp, CelKind.Duration) => Shift("_+_", a, b, b.Bits),
        (CelKind.Duration, CelKind.Timestamp) => Shift("_+_", b, a, a.Bits),
        (CelKind.Duration, CelKind.Duration) => Within("_+_", a, b, (Int128)a.Bits + b.Bits),
        _ => FunctionBody.NoOverload("_+_", a, b),
    };

    internal static CelValue Subtract(CelValue a, CelValue b) => (a.Kind, b.Kind) switch
    {
        (CelKind.Timestamp, CelKind.Duration) => Shift("_-_", a, b, -(Int128)b.Bits),
        (CelKind.Timestamp, CelKind.Timestamp) => Within("_-_", a, b, SinceEpoch(a) - SinceEpoch(b)),
        (CelKind.Duration, CelKind.Duration) => Within("_-_", a, b, (Int128)a.Bits - b.Bits),
        _ => FunctionBody.NoOverload("_-_", a, b),
    };

    private static Int128 SinceEpoch(CelValue timestamp) => ((Int128)timestamp.Bits * NanosPerSecond) + timestamp.Nanos;

    private static CelValue Within(string function, CelValue a, CelValue b, Int128 nanoseconds) =>
        nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue ? CelValue.FromDuration((long)nanoseconds) : StandardLibrary.Overflow(function, a, b);

    private static CelValue Shift(string function, CelValue timestamp, CelValue duration, Int128 by)
    {
        Int128 moved = SinceEpoch(timestamp) + by;
        long seconds = (long)(moved / NanosPerSecond);
        int nanos = (int)(moved % NanosPerSecond);
        if (nanos < 0)
        {
            seconds--;
            nanos += (int)NanosPerSecond;
        }

        return TimeText.IsInRange(seconds) ? CelValue.FromTimestamp(seconds, nanos) : StandardLibrary.Overflow(function, timestamp, duration);
    }

    private static CelValue OfDuration(string function, CelValue duration) => function switch
    {
        "getHours" => CelValue.Int(duration.Bits / (3600 * NanosPerSecond)),
        "getMinutes" => CelValue.Int(duration.Bits / (60 * NanosPerSecond)),
        "getSeconds" => CelValue.Int(duration.Bits / NanosPerSecond),
        "getMilliseconds" => CelValue.Int(duration.Bits % NanosPerSecond / 1_000_000),
        _ => FunctionBody.NoOverload(function, duration),
    };

    private static CelValue OfTimestamp(string function, Func<ZonedDateTime, long> part, CelValue time, CelValue zone)
    {
        if (time.Kind != CelKind.Timestamp || zone.Kind != CelKind.String)
            return FunctionBody.NoOverload(function, time, zone);
        if (Zone(zone.StringUnchecked) is not { } found)
            return CelValue.Fail("invalid_argument", $"{function}: no such time zone: {zone}");
        Instant instant = Instant.FromUnixTimeSeconds(time.Bits).PlusNanoseconds(time.Nanos);

        // Noda Time ends at the year 9999, a zone east of UTC may not.
        try
        {
            return CelValue.Int(part(instant.InZone(found)));
        }
        catch (OverflowException)
        {
            return StandardLibrary.Overflow(function, time, zone);
        }
        catch (ArgumentOutOfRangeException)
        {
            return StandardLibrary.Overflow(function, time, zone);
        }
    }

    /// <summary><c>UTC</c>, a name of the IANA database, or hours and minutes with or without a sign.</summary>
    private static DateTimeZone? Zone(string name)
    {
        if (name == "UTC")
            return DateTimeZone.Utc;
        if (name.Length is 5 or 6 && name[^3] == ':' && TryOffset(name, out Offset offset))
            return DateTimeZone.ForOffset(offset);
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
    }

    private static bool TryOffset(string name, out Offset offset)
    {
        offset = default;
        bool signed = name[0] is '+' or '-';
        string digits = signed ? name[1..] : name;
        if (digits.Length != 5 || !digits.Where((_, i) => i != 2).All(char.IsAsciiDigit))
            return false;
        int hours = ((digits[0] - '0') * 10) + digits[1] - '0';
        int minutes = ((digits[3] - '0') * 10) + digits[4] - '0';
        if (hours > 18 || minutes > 59 || (hours == 18 && minutes > 0))
            return false;
        offset = Offset.FromSeconds(((hours * 3600) + (minutes * 60)) * (name[0] == '-' ? -1 : 1));
        return true;
    }
}
