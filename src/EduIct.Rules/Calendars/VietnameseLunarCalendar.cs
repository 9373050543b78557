using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>
/// The Vietnamese lunar calendar (âm lịch): a month begins on the day of the new moon in UTC+7, the month of the winter solstice is the eleventh, and of
/// thirteen months between two solstices the first without a principal term is a leap month. Việt Nam's day begins an hour after China's, so now and then
/// the calendars differ: Tết of 2007 was a day, that of 1985 a month earlier.
/// <para>
/// Computed in UTC+7 for all years from 1900 to 2199. The North has used UTC+7 since 1968 (Decision 121-CP of 8 August 1967); what almanacs printed before,
/// and in the South until 1975, may differ by a day. Safe for several threads at once.
/// </para>
/// <para>
/// In the years to come the Earth’s turning is an estimate. The months that begin, by it, within a minute of midnight are those of 8 May 2054,
/// 15 November 2077, 18 October 2085, 26 May 2150 and 22 January 2175: an almanac of that time may have them a
/// day apart. The last of them is a Tết.
/// </para>
/// </summary>
public static class VietnameseLunarCalendar
{
    private const int MinYear = 1900;
    private const int MaxYear = 2199;
    private const double VietnamOffset = 7.0 / 24;

    // Midnight in Greenwich that begins 1 January 2000.
    private const double EpochJulianDay = 2451544.5;
    private static readonly LocalDate s_epoch = new(2000, 1, 1);

    private static readonly ConcurrentDictionary<int, LunarYear> s_years = new();

    /// <summary>The first day that can be converted: Tết of 1900.</summary>
    public static LocalDate FirstDay => YearOf(MinYear).Start;

    /// <summary>The last day that can be converted: the eve of Tết of 2200.</summary>
    public static LocalDate LastDay => YearOf(MaxYear).End.PlusDays(-1);

    /// <summary>The first day of a lunar year.</summary>
    /// <param name="year">1900 to 2199.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another year.</exception>
    public static LocalDate Tet(int year) => YearOf(Checked(year)).Start;

    /// <summary>The leap month of a lunar year; null where it has none.</summary>
    /// <param name="year">1900 to 2199.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another year.</exception>
    public static int? LeapMonthOf(int year)
    {
        foreach (LunarMonth month in YearOf(Checked(year)).Months)
        {
            if (month.IsLeap)
            {
                return month.Number;
            }
        }

        return null;
    }

    /// <summary>The lunar date of a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A day before <see cref="FirstDay"/> or after <see cref="LastDay"/>.</exception>
    public static LunarDate ToLunar(LocalDate day)
    {
        if (day.Year is < MinYear or > MaxYear + 1 || day < FirstDay || day > LastDay)
        {
            throw new ArgumentOutOfRangeException(nameof(day), $"{day:uuuu-MM-dd}: days from {FirstDay:uuuu-MM-dd} to {LastDay:uuuu-MM-dd} can be converted.");
        }

        LunarYear year = day.Year > MaxYear || day < YearOf(day.Year).Start ? YearOf(day.Year - 1) : YearOf(day.Year);
        int at = year.Months.Length - 1;
        while (year.Months[at].Start > day)
        {
            at--;
        }

        LunarMonth month = year.Months[at];
        return new LunarDate(year.Year, month.Number, Period.DaysBetween(month.Start, day) + 1, month.IsLeap);
    }

    /// <summary>The day of a lunar date; null where its year lacks the leap month, or its month the thirtieth day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A year before 1900 or after 2199.</exception>
    public static LocalDate? ToDay(LunarDate date)
    {
        LunarYear year = YearOf(Checked(date.Year));
        for (int at = 0; at < year.Months.Length; at++)
        {
            LunarMonth month = year.Months[at];
            if (month.Number == date.Month && month.IsLeap == date.IsLeapMonth)
            {
                return date.Day <= year.LengthOf(at) ? month.Start.PlusDays(date.Day - 1) : null;
            }
        }

        return null;
    }

    private static int Checked(int year) => year is >= MinYear and <= MaxYear
        ? year
        : throw new ArgumentOutOfRangeException(nameof(year), year, $"The lunar calendar is computed for {MinYear} to {MaxYear}.");

    private static LunarYear YearOf(int year) => s_years.GetOrAdd(year, static year => Make(year));

    private static LunarYear Make(int year)
    {
        // The first months of a lunar year follow the solstice of the year before it, the last ones its own.
        ImmutableArray<LunarMonth> before = BetweenSolstices(year), after = BetweenSolstices(year + 1);
        int first = IndexOf(before, 1), end = IndexOf(after, 1);
        return new LunarYear(year, [.. before[first..], .. after[..end]], after[end].Start);
    }

    private static int IndexOf(ImmutableArray<LunarMonth> months, int number)
    {
        int at = 0;
        while (months[at].Number != number || months[at].IsLeap)
        {
            at++;
        }

        return at;
    }

    // From the eleventh month of the year before up to, without it, the eleventh of the year.
    private static ImmutableArray<LunarMonth> BetweenSolstices(int year)
    {
        int from = EleventhMonth(year - 1), until = EleventhMonth(year);
        bool isLeapYear = until - from == 13, hasLeap = false;
        var months = ImmutableArray.CreateBuilder<LunarMonth>(until - from);
        int number = 11;
        for (int k = from; k < until; k++)
        {
            bool isLeap = isLeapYear && !hasLeap && k > from && TermAt(NewMoonDay(k)) == TermAt(NewMoonDay(k + 1));
            if (!isLeap && k > from)
            {
                number = number == 12 ? 1 : number + 1;
            }

            hasLeap |= isLeap;
            months.Add(new LunarMonth(NewMoonDay(k), number, isLeap));
        }

        return months.MoveToImmutable();
    }

    // The month that holds the winter solstice: the last that begins before the sun reaches 270 degrees, or on that day.
    private static int EleventhMonth(int year)
    {
        int k = (int)Math.Round((year + 0.97 - 2000) * 12.3685) + 1;
        while (TermAt(NewMoonDay(k)) >= 9 || NewMoonDay(k).Year > year)
        {
            k--;
        }

        return k;
    }

    private static LocalDate NewMoonDay(int k) => DayOf(SkyTime.NewMoon(k));

    // The sun's place at the beginning of a day in Việt Nam, in twelfths of its way: 9 from the winter solstice on.
    private static int TermAt(LocalDate day) => (int)(SkyTime.SunLongitude(JulianDayAtMidnight(day)) / 30);

    private static LocalDate DayOf(double julianDay) => s_epoch.PlusDays((int)Math.Floor(julianDay - EpochJulianDay + VietnamOffset));

    private static double JulianDayAtMidnight(LocalDate day) => EpochJulianDay + Period.DaysBetween(s_epoch, day) - VietnamOffset;
}
