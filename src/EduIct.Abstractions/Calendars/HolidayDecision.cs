using System.Collections.Immutable;

namespace EduIct.Calendars;

/// <summary>What was decided about the days off of one year: by the Prime Minister each year, for public servants; other employers may choose for themselves.</summary>
/// <param name="Year">The calendar year.</param>
public sealed record HolidayDecision(int Year)
{
    /// <summary>How many of the five days of Tết lie before the first of the first month: 0 to 4; null where nobody decided. Told from 2014 on; before, the law itself said 1 of 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    public int? TetDaysBefore
    {
        get;
        init => field = value is null or (>= 0 and <= 4) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Of the five days of Tết, 0 to 4 lie before the first of the first month.");
    }

    /// <summary>The day off beside 2 September: -1 the day before, 1 the day after; null where nobody decided. Told from 2021 on; before, there was none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    public int? BesideNationalDay
    {
        get;
        init => field = value is null or -1 or 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The day beside 2 September is the one before (-1) or the one after (1).");
    }

    /// <summary>The working days of the year that are swapped for days of rest; none by default.</summary>
    public ImmutableArray<DaySwap> Swaps { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Further days off of the year, as by a new law that this package does not know yet; none by default. Nothing makes up for one on a day of rest: the days in its place are told here too.</summary>
    public ImmutableArray<PublicHoliday> Added { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Where it stands: the notice, or who reported it; null where nobody said.</summary>
    public string? Source { get; init; }
}
