using System.Collections.Immutable;
using System.Text;
using EduIct.Calendars;
using EduIct.Directives;
using EduIct.Issues;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Tests.Calendars;

public sealed class PublicHolidayTests
{
    /// <summary>As announced for public servants: all days off of the year that are no plain weekend.</summary>
    [Theory]
    [InlineData(2024, "01-01 02-08 02-09 02-10 02-11 02-12 02-13 02-14 04-18 04-30 05-01 09-02 09-03")]
    [InlineData(2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 09-01 09-02")]
    [InlineData(2026, "01-01 02-16 02-17 02-18 02-19 02-20 04-26 04-27 04-30 05-01 09-01 09-02")]
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
        Assert.All(PublicHolidays.Of(1950), holiday => Assert.Null(holiday.Law));
        Assert.Contains(PublicHolidays.Of(2007), holiday => holiday.Date == new LocalDate(2007, 4, 26) && holiday.Law!.Contains("84/2007", StringComparison.Ordinal));
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
            {"years": [{"year": 1800}, {"year": 2030, "tetDaysBefore": 3, "besideNationalDay": 0, "swaps": [{"off": "2030-05-04", "worked": "2030-05-06"}]}, {"year": 2031}, {"year": 2031}]}
            """;
        Assert.False(HolidayDecisions.TryRead(Encoding.UTF8.GetBytes(wrong), "n.json", out _, out ImmutableArray<Issue> issues));
        Assert.Equal(["/years/0/year", "/years/1/tetDaysBefore", "/years/1/besideNationalDay", "/years/1/swaps/0", "/years/3/year"], issues.Select(issue => issue.Place.Field));
        Assert.False(HolidayDecisions.TryRead("[]"u8.ToArray(), "n.json", out _, out issues));
        Assert.Single(issues);

        Assert.True(HolidayDecisions.TryRead("""{"years": [{"year": 2030, "tetDaysBefore": 2}]}"""u8.ToArray(), "n.json", out HolidayDecisions? decisions, out _));
        Assert.Equal(new LocalDate(2030, 1, 31), PublicHolidays.Of(2030, decisions).Single(holiday => holiday.Name.Vi.EndsWith("(28 tháng Chạp)", StringComparison.Ordinal)).Date);
    }
}
