using System.Collections.Immutable;
using System.Text;
using EduIct.Calendars;
using EduIct.Directives;
using EduIct.Issues;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Tests.Calendars;

public sealed class PublicHolidayTests
{
    /// <summary>As announced for public servants: all days off of the year that are no plain weekend.</summary>
    [Theory]
    [InlineData(2024, "01-01 02-08 02-09 02-10 02-11 02-12 02-13 02-14 04-18 04-30 05-01 09-02 09-03")]
    [InlineData(2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 09-01 09-02")]
    [InlineData(2026, "01-01 02-16 02-17 02-18 02-19 02-20 04-26 04-27 04-30 05-01 09-01 09-02 11-24")]
    [InlineData(2014, "01-01 01-30 01-31 02-01 02-02 02-03 02-04 02-05 04-09 04-30 05-01 09-02")]
    [InlineData(2023, "01-01 01-02 01-20 01-21 01-22 01-23 01-24 01-25 01-26 04-29 04-30 05-01 05-02 05-03 09-01 09-02 09-04")]
    public void The_days_off_are_those_that_were_announced(int year, string days) =>
        Assert.Equal(days, string.Join(' ', PublicHolidays.Of(year).Select(holiday => holiday.Date.ToString("MM-dd", null))));

    [Fact]
    public void Each_law_has_its_own_days()
    {
        Assert.Equal(8, PublicHolidays.Of(1996).Count(holiday => !holiday.IsCompensating));
        Assert.Equal(9, PublicHolidays.Of(2007).Count(holiday => !holiday.IsCompensating));
        Assert.Equal(10, PublicHolidays.Of(2014).Count(holiday => !holiday.IsCompensating));
        Assert.Equal(11, PublicHolidays.Of(2021).Count(holiday => !holiday.IsCompensating));
        Assert.Equal(12, PublicHolidays.Of(2026).Count(holiday => !holiday.IsCompensating));
        Assert.All(PublicHolidays.Of(1950), holiday => Assert.Null(holiday.Law));
        Assert.Contains(PublicHolidays.Of(2007), holiday => holiday.Date == new LocalDate(2007, 4, 26) && holiday.Law!.Contains("84/2007", StringComparison.Ordinal));
    }

    [Fact]
    public void Culture_Day_is_off_since_2026_and_nothing_makes_up_for_it()
    {
        Assert.DoesNotContain(PublicHolidays.Of(2025), holiday => holiday.Date == new LocalDate(2025, 11, 24));
        PublicHoliday day = Assert.Single(PublicHolidays.Of(2026), holiday => holiday.Date == new LocalDate(2026, 11, 24));
        Assert.Equal(("Ngày Văn hóa Việt Nam 24/11", "Vietnam Culture Day", "Nghị quyết 28/2026/QH16, Điều 2"), (day.Name.Vi, day.Name.En, day.Law));

        // A Sunday: the code makes up for its own holidays only.
        Assert.Equal(IsoDayOfWeek.Sunday, new LocalDate(2030, 11, 24).DayOfWeek);
        Assert.True(new WorkingDays().IsWorkingDay(new LocalDate(2030, 11, 25)));
    }

    [Fact]
    public void What_nobody_has_decided_yet_is_marked()
    {
        Assert.All(PublicHolidays.Of(2026), holiday => Assert.False(holiday.IsAssumed));
        Assert.Equal(6, PublicHolidays.Of(2099).Count(holiday => holiday is { IsAssumed: true, IsCompensating: false }));
    }

    [Fact]
    public void Days_in_place_of_others_are_no_holidays_of_their_own_in_300_years()
    {
        foreach (int year in Enumerable.Range(1900, 300))
        {
            ImmutableArray<PublicHoliday> holidays = PublicHolidays.Of(year);
            PublicHoliday[] inPlace = [.. holidays.Where(holiday => holiday.IsCompensating)];
            Assert.Equal(inPlace.Length, inPlace.Select(holiday => holiday.Date).Except(holidays.Where(holiday => !holiday.IsCompensating).Select(holiday => holiday.Date)).Count());
            Assert.All(inPlace, holiday => Assert.NotEqual(IsoDayOfWeek.Sunday, holiday.Date.DayOfWeek));
            Assert.All(holidays, holiday => Assert.Equal(year, holiday.Date.Year));
        }
    }

    [Fact]
    public void Swapped_days_are_worked_and_off()
    {
        var days = new WorkingDays();

        Assert.False(days.IsWorkingDay(new LocalDate(2024, 4, 29)));
        Assert.True(days.IsWorkingDay(new LocalDate(2024, 5, 4)));
        Assert.False(days.IsWorkingDay(new LocalDate(2024, 5, 5)));
        Assert.False(days.IsWorkingDay(new LocalDate(2026, 2, 17)));
        Assert.True(days.IsWorkingDay(new LocalDate(2026, 2, 23)));
        Assert.True(days.IsWorkingDay(new LocalDate(1998, 6, 6))); // a Saturday of the six-day week
    }

    [Fact]
    public void A_day_of_rest_may_be_worked_in_another_year_than_the_one_that_is_off()
    {
        var days = new WorkingDays();

        Assert.False(days.IsWorkingDay(new LocalDate(2018, 12, 31)));
        Assert.True(days.IsWorkingDay(new LocalDate(2019, 1, 5)));
        Assert.False(days.IsWorkingDay(new LocalDate(2015, 1, 2)));
        Assert.True(days.IsWorkingDay(new LocalDate(2014, 12, 27)));

        // Nine days off for Tết of 2013, as it was announced: 9 to 17 February.
        Assert.Equal(new LocalDate(2013, 2, 18), days.NextOrSame(new LocalDate(2013, 2, 9)));
        Assert.Equal(new LocalDate(2013, 2, 8), days.PreviousOrSame(new LocalDate(2013, 2, 17)));
    }

    [Fact]
    public void The_nearest_working_day_is_worked_and_nothing_between_is()
    {
        var days = new WorkingDays();
        Gen<LocalDate> dates = from n in Gen.Choose(0, (int)Period.DaysBetween(new LocalDate(1900, 2, 1), new LocalDate(2199, 12, 1))) select new LocalDate(1900, 2, 1).PlusDays(n);
        Prop.ForAll(dates.ToArbitrary(), day =>
        {
            LocalDate next = days.NextOrSame(day), previous = days.PreviousOrSame(day);
            return days.IsWorkingDay(next) && days.IsWorkingDay(previous) && previous <= day && day <= next
                && Between(previous.PlusDays(1), next.PlusDays(-1)).All(between => !days.IsWorkingDay(between))
                && (next == previous) == days.IsWorkingDay(day);
        }).QuickCheckThrowOnFailure();

        static IEnumerable<LocalDate> Between(LocalDate first, LocalDate last)
        {
            for (; first <= last; first = first.PlusDays(1))
            {
                yield return first;
            }
        }
    }

    [Fact]
    public void Swaps_of_the_package_take_a_day_that_would_be_worked_for_one_that_would_not()
    {
        var without = new WorkingDays(new HolidayDecisions(Enumerable.Range(2010, 17).Select(year => HolidayDecisions.Embedded.Of(year)).OfType<HolidayDecision>().Select(decision => decision with { Swaps = [] })));
        DaySwap[] swaps = [.. Enumerable.Range(2010, 17).SelectMany(year => HolidayDecisions.Embedded.Of(year)?.Swaps ?? [])];

        Assert.Equal(18, swaps.Length);
        Assert.All(swaps, swap => Assert.True(without.IsWorkingDay(swap.Off) && !without.IsWorkingDay(swap.Worked), $"{swap}"));
        Assert.All(Enumerable.Range(2010, 17).Select(year => HolidayDecisions.Embedded.Of(year)), decision => Assert.False(decision is { Swaps.Length: > 0, Source: null }));
    }

    [Fact]
    public void A_last_day_moves_only_where_a_province_asks_for_it()
    {
        var tet = new LocalDate(2026, 2, 18);
        var days = new WorkingDays();

        Assert.Equal(tet, days.Apply(tet, WorkingDayRule.None));
        Assert.Equal(new LocalDate(2026, 2, 23), days.Apply(tet, WorkingDayRule.Next));
        Assert.Equal(new LocalDate(2026, 2, 13), days.Apply(tet, WorkingDayRule.Previous));
        Assert.Equal(new LocalDate(2026, 2, 13), days.Apply(new LocalDate(2026, 2, 13), WorkingDayRule.Next));

        // 29 January 2017 was the second day of Tết and a Sunday; the days off lasted until Wednesday.
        var moved = new ReportingCalendar(DirectiveLibrary.Embedded, new ReportingCalendarOptions { Rule = WorkingDayRule.Next });
        Assert.Equal("2017-02-02", Day(moved));
        Assert.Equal("2017-01-29", Day(new ReportingCalendar(DirectiveLibrary.Embedded)));

        static string Day(ReportingCalendar calendar) =>
            LocalDatePattern.Iso.Format(calendar.All().Single(duty => duty.Id == "4622.mid-year-review-to-ministry").LastMoment!.Value.Date);
    }

    [Fact]
    public void A_file_of_decisions_is_read_or_every_fault_is_told()
    {
        const string wrong = """
            {"years": [
              {"year": 1800},
              {"year": 2030, "tetDaysBefore": 5, "besideNationalDay": 0, "swaps": [{"off": "2030-05-04", "worked": "2030-05-06"}], "swap": []},
              {"year": 2031}, {"year": 2031}, 7,
              {"year": 2013, "tetDaysBefore": 1, "swaps": 3, "source": ""},
              {"year": 2020, "besideNationalDay": 1, "added": [{"date": "2021-06-01", "name": {"vi": "A"}}]},
              {"year": 2033, "swaps": [
                {"off": "2033-06-07", "worked": "2033-06-11"}, {"off": "2033-06-07", "worked": "2033-06-11"},
                {"off": "2033-05-02", "worked": "2033-04-30"}, {"off": "2033-06-31", "worked": null}, {"off": "2033-03-01", "worked": "2033-07-02"}]}
            ], "more": 1}
            """;
        Assert.False(HolidayDecisions.TryRead(Encoding.UTF8.GetBytes(wrong), "n.json", out _, out ImmutableArray<Issue> issues));
        string[] expected =
        [
            "/more", "/years/0/year", "/years/1/swap", "/years/1/tetDaysBefore", "/years/1/besideNationalDay", "/years/1/swaps/0", "/years/3/year", "/years/4", "/years/5/swaps",
            "/years/5/source", "/years/5/tetDaysBefore", "/years/6/added/0/name", "/years/6/besideNationalDay", "/years/7/swaps/3/off", "/years/7/swaps/3/worked", "/years/7/swaps/4",
            "/years/7/swaps/1/off", "/years/7/swaps/1/worked", "/years/7/swaps/2/off", "/years/7/swaps/2/worked",
        ];
        Assert.Equal(expected, issues.Select(issue => issue.Place.Field));
        Assert.All(issues, issue => Assert.StartsWith("holidays.", issue.Code, StringComparison.Ordinal));
        Assert.False(HolidayDecisions.TryRead("[]"u8.ToArray(), "n.json", out _, out issues));
        Assert.Single(issues);

        Assert.True(HolidayDecisions.TryRead("""{"years": [{"year": 2030, "tetDaysBefore": 2}]}"""u8.ToArray(), "n.json", out HolidayDecisions? decisions, out _));
        Assert.Equal(new LocalDate(2030, 1, 31), PublicHolidays.Of(2030, decisions).Single(holiday => holiday.Name.Vi.EndsWith("(28 tháng Chạp)", StringComparison.Ordinal)).Date);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"years": []} x""")]
    [InlineData("""{"years": [], "years": []}""")]
    [InlineData("""{"years": [{"year": 2030, "source": "\ud800"}]}""")]
    [InlineData("{\"years\":[[[[[[[[[[]]]]]]]]]]}")]
    [InlineData("null")]
    public void What_is_no_such_file_is_one_fault(string text)
    {
        Assert.False(HolidayDecisions.TryRead(Encoding.UTF8.GetBytes(text), "n.json", out _, out ImmutableArray<Issue> issues));
        Assert.Single(issues);
    }

    [Fact]
    public void A_later_file_takes_the_place_of_its_years_and_may_add_days()
    {
        const string later = """
            {"years": [{"year": 2026, "tetDaysBefore": 1, "besideNationalDay": 1, "source": "thử"},
              {"year": 2027, "tetDaysBefore": 4, "added": [{"date": "2027-08-19", "name": {"vi": "Ngày mới", "en": "A new day"}, "law": "Luật X"}]}]}
            """;
        Assert.True(HolidayDecisions.TryRead(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(later)).ToArray(), "n.json", out HolidayDecisions? read, out _));
        HolidayDecisions all = HolidayDecisions.Embedded.With(read);
        var days = new WorkingDays(all);

        Assert.Equal(HolidayDecisions.Embedded.Of(2025), all.Of(2025));
        Assert.Equal("thử", all.Of(2026)!.Source);
        Assert.True(days.IsWorkingDay(new LocalDate(2026, 8, 31)));
        Assert.False(days.IsWorkingDay(new LocalDate(2026, 9, 3)));
        Assert.False(days.IsWorkingDay(new LocalDate(2027, 8, 19)));
        Assert.Equal(VietnameseLunarCalendar.Tet(2027).PlusDays(-4), PublicHolidays.Of(2027, all).First(holiday => holiday.Name.En.StartsWith("Tết", StringComparison.Ordinal)).Date);
        Assert.Throws<ArgumentOutOfRangeException>(() => new HolidayDecision(2027) { TetDaysBefore = 5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HolidayDecision(2027) { BesideNationalDay = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => PublicHolidays.Of(1899));
        Assert.Throws<ArgumentOutOfRangeException>(() => PublicHolidays.Of(2200));
    }
}
