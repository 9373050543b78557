using System.Globalization;
using EduIct.Calendars;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Tests.Calendars;

public sealed class VietnameseLunarCalendarTests
{
    /// <summary>A table that somebody else made; its source stands at its head.</summary>
    private static readonly (int Year, LocalDate Tet, int Leap, int[] Lengths)[] s_known =
    [
        .. from line in File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Calendars", "tet.tsv"))
           where !line.StartsWith('#')
           let cells = line.Split('\t')
           select (Number(cells[0]), LocalDatePattern.Iso.Parse(cells[1]).Value, Number(cells[2]), cells[3].Split(' ').Select(Number).ToArray()),
    ];

    /// <summary>Until 1967 the table has what was printed, which followed Beijing's day (UTC+8). In UTC+7, as Việt Nam reckons since 1968, these years differ
    /// (the autumn equinox of 1938 is half a minute before midnight there, by the whole theory VSOP87 too).</summary>
    private static readonly (int Year, string Tet, int Leap)[] s_inOwnTime =
    [
        (1903, "1903-01-28", 5), (1917, "1917-01-23", 3), (1922, "1922-01-28", 6), (1925, "1925-01-24", 4), (1935, "1935-02-03", 0), (1938, "1938-01-31", 8), (1965, "1965-02-01", 0),
    ];

    [Fact]
    public void Tet_and_the_leap_month_of_every_year_are_the_known_ones()
    {
        Assert.Equal(300, s_known.Length);
        (int Year, string Tet, int Leap)[] differences =
        [
            .. from known in s_known
               let tet = VietnameseLunarCalendar.Tet(known.Year)
               let leap = VietnameseLunarCalendar.LeapMonthOf(known.Year) ?? 0
               where tet != known.Tet || leap != known.Leap
               select (known.Year, LocalDatePattern.Iso.Format(tet), leap),
        ];

        Assert.Equal(s_inOwnTime, differences);
        Assert.All(differences, one => Assert.InRange(one.Year, 1900, 1967));
    }

    [Fact]
    public void Every_month_since_1968_has_the_known_length()
    {
        // The new moon of May 2054 is half a minute after midnight in Việt Nam, more than the computation errs; the table has it on the day before.
        string[] differences = [.. s_known.Where(known => known.Year is >= 1968 and not 2054).Where(known => !Lengths(known.Year).SequenceEqual(known.Lengths)).Select(known => $"{known.Year}: {string.Join(' ', Lengths(known.Year))}, known {string.Join(' ', known.Lengths)}")];
        Assert.True(differences.Length == 0, string.Join("; ", differences));
        Assert.Equal(new LunarDate(2054, 4, 1), VietnameseLunarCalendar.ToLunar(new LocalDate(2054, 5, 8)));
    }

    [Theory]
    [InlineData(1968, "1968-01-29")] // China: 30 January
    [InlineData(1985, "1985-01-21")] // China: 20 February
    [InlineData(2007, "2007-02-17")] // China: 18 February
    [InlineData(2030, "2030-02-02")] // China: 3 February
    [InlineData(2026, "2026-02-17")]
    public void Tet_is_that_of_Viet_Nam_where_it_is_not_Chinas(int year, string day) =>
        Assert.Equal(day, LocalDatePattern.Iso.Format(VietnameseLunarCalendar.Tet(year)));

    [Fact]
    public void Every_day_has_its_lunar_date_and_comes_back_from_it()
    {
        LunarDate before = default;
        for (LocalDate day = VietnameseLunarCalendar.FirstDay; day <= VietnameseLunarCalendar.LastDay; day = day.PlusDays(1))
        {
            LunarDate lunar = VietnameseLunarCalendar.ToLunar(day);
            if (VietnameseLunarCalendar.ToDay(lunar) != day || lunar.CompareTo(before) <= 0 || (lunar.Day != before.Day + 1 && lunar.Day != 1))
            {
                Assert.Fail($"{day:uuuu-MM-dd} is {lunar} after {before}");
            }

            before = lunar;
        }
    }

    [Fact]
    public void Months_have_29_or_30_days_and_follow_each_other_and_13_lie_between_two_solstices_where_one_is_a_leap_month()
    {
        (LunarDate First, LocalDate Day)[] months = [.. FirstDays()];
        List<string> wrong = [];
        for (int i = 1; i < months.Length; i++)
        {
            (LunarDate before, LocalDate start) = months[i - 1];
            LunarDate month = months[i].First;
            bool follows = month.IsLeapMonth ? month.Month == before.Month && !before.IsLeapMonth : month.Month == (before.Month % 12) + 1;
            if (!follows || Period.DaysBetween(start, months[i].Day) is not (29 or 30))
            {
                wrong.Add($"{month} after {before}");
            }
        }

        for (int year = 1900; year < 2199; year++)
        {
            // The solstice is on 21, 22 or 23 December in these centuries: the eleventh month has begun by then, and the next one not before.
            int from = Eleventh(year), until = Eleventh(year + 1);
            int leaps = months[from..until].Count(month => month.First.IsLeapMonth);
            if ((until - from, leaps) is not ((12, 0) or (13, 1)) || !(months[from].Day <= new LocalDate(year, 12, 23) && months[from + 1].Day > new LocalDate(year, 12, 20)))
            {
                wrong.Add($"{until - from} months, {leaps} leap months from the solstice of {year}");
            }
        }

        Assert.Empty(wrong);

        int Eleventh(int year) => Array.FindIndex(months, month => month.First == new LunarDate(year, 11, 1));
    }

    /// <summary>By the whole lunar theory ELP/MPP02 the new moon is three seconds after midnight, by the series of the book two seconds before it.</summary>
    [Fact]
    public void The_new_moon_next_to_midnight_is_on_the_right_side_of_it() =>
        Assert.Equal(new LunarDate(1967, 6, 1), VietnameseLunarCalendar.ToLunar(new LocalDate(1967, 7, 8)));

    [Fact]
    public void Years_asked_for_by_many_at_once_are_the_same()
    {
        LocalDate[] days = [.. Enumerable.Range(0, 5000).Select(n => new LocalDate(1900, 6, 1).PlusDays(n * 21))];
        LunarDate[] together = new LunarDate[days.Length];
        Parallel.For(0, days.Length, i => together[i] = VietnameseLunarCalendar.ToLunar(days[i]));

        Assert.Equal(days, together.Select(date => VietnameseLunarCalendar.ToDay(date)!.Value));
    }

    [Fact]
    public void A_lunar_date_that_is_none_gives_no_day()
    {
        Gen<LunarDate> dates = from year in Gen.Choose(1900, 2199) from month in Gen.Choose(1, 12) from day in Gen.Choose(1, 30) from leap in Gen.Elements(true, false) select new LunarDate(year, month, day, leap);
        Prop.ForAll(dates.ToArbitrary(), date => VietnameseLunarCalendar.ToDay(date) is { } day
            ? VietnameseLunarCalendar.ToLunar(day) == date
            : date.Day == 30 || date.IsLeapMonth).QuickCheckThrowOnFailure();
        Assert.Null(VietnameseLunarCalendar.ToDay(new LunarDate(2026, 6, 1, isLeapMonth: true)));
        Assert.NotNull(VietnameseLunarCalendar.ToDay(new LunarDate(2025, 6, 1, isLeapMonth: true)));
    }

    [Fact]
    public void Years_beyond_the_computed_ones_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => VietnameseLunarCalendar.Tet(1899));
        Assert.Throws<ArgumentOutOfRangeException>(() => VietnameseLunarCalendar.Tet(2200));
        Assert.Throws<ArgumentOutOfRangeException>(() => VietnameseLunarCalendar.ToLunar(new LocalDate(1900, 1, 30)));
        Assert.Throws<ArgumentOutOfRangeException>(() => VietnameseLunarCalendar.ToLunar(VietnameseLunarCalendar.LastDay.PlusDays(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LunarDate(2026, 13, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LunarDate(2026, 1, 31));
    }

    private static IEnumerable<(LunarDate, LocalDate)> FirstDays()
    {
        for (LocalDate day = VietnameseLunarCalendar.FirstDay; day <= VietnameseLunarCalendar.LastDay; day = day.PlusDays(1))
        {
            if (VietnameseLunarCalendar.ToLunar(day) is { Day: 1 } first)
            {
                yield return (first, day);
            }
        }
    }

    private static int[] Lengths(int year)
    {
        LocalDate end = year == 2199 ? VietnameseLunarCalendar.LastDay.PlusDays(1) : VietnameseLunarCalendar.Tet(year + 1);
        List<LocalDate> starts = [];
        for (LocalDate day = VietnameseLunarCalendar.Tet(year); day < end; day = day.PlusDays(1))
        {
            if (VietnameseLunarCalendar.ToLunar(day).Day == 1)
            {
                starts.Add(day);
            }
        }

        return [.. starts.Zip(starts.Skip(1).Append(end), Period.DaysBetween)];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
