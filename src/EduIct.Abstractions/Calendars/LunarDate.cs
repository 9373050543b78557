using System.Globalization;

namespace EduIct.Calendars;

/// <summary>A day of the Vietnamese lunar calendar (âm lịch). Whether a leap month is one of that year, and whether its month has 30 days, the calendar knows.</summary>
public readonly record struct LunarDate : IComparable<LunarDate>
{
    private readonly byte _month;
    private readonly byte _day;

    /// <summary>A lunar day.</summary>
    /// <param name="year">The lunar year, numbered as the Gregorian one in which it begins.</param>
    /// <param name="month">1 to 12; a leap month has the number of the month before it.</param>
    /// <param name="day">1 to 30.</param>
    /// <param name="isLeapMonth">Whether the month is a leap month (tháng nhuận).</param>
    /// <exception cref="ArgumentOutOfRangeException">A month or a day that no lunar year has.</exception>
    public LunarDate(int year, int month, int day, bool isLeapMonth = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        ArgumentOutOfRangeException.ThrowIfLessThan(day, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, 30);
        Year = year;
        _month = (byte)(month - 1);
        _day = (byte)(day - 1);
        IsLeapMonth = isLeapMonth;
    }

    /// <summary>The lunar year.</summary>
    public int Year { get; }

    /// <summary>1 (tháng Giêng) to 12 (tháng Chạp).</summary>
    public int Month => _month + 1;

    /// <summary>1 (mùng một) to 30.</summary>
    public int Day => _day + 1;

    /// <summary>Whether the month is a leap month.</summary>
    public bool IsLeapMonth { get; }

    /// <inheritdoc/>
    public int CompareTo(LunarDate other) => (Year, Month, IsLeapMonth, Day).CompareTo((other.Year, other.Month, other.IsLeapMonth, other.Day));

    /// <summary>Day, month, year as it is written in Việt Nam: <c>10/3/2026</c>, <c>1/6n/2025</c> in a leap month.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day}/{Month}{(IsLeapMonth ? "n" : "")}/{Year}");
}
