using System.Globalization;
using System.Text.RegularExpressions;
using EduIct.Calendars;
using EduIct.Directives;
using EduIct.Tests.Directives;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Tests.Calendars;

public sealed partial class ReportingCalendarTests
{
    private static readonly ReportingCalendar s_calendar = new(DirectiveLibrary.Embedded);
    private static readonly Unit s_hanoi = VietnamUnits.FindBySlug("HaNoi", new LocalDate(2014, 10, 1))!;
    private static readonly Unit s_bentre = VietnamUnits.FindBySlug("BenTre", new LocalDate(2009, 1, 10))!;

    // Monthly reports of the plan of Bến Tre: every month from January 2009 to December 2012, in a test of their own.
    private static readonly string[] s_monthly = ["33-bentre.office-monthly-summary", "33-bentre.division-monthly-report", "33-bentre.unit-monthly-report"];

    [Fact]
    public void Every_date_of_the_five_directives_is_the_one_of_the_table()
    {
        string[] expected = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Calendars", "dates.tsv")).Skip(1).Order(StringComparer.Ordinal)];
        string[] actual =
        [
            .. s_calendar.All().Where(duty => !s_monthly.Contains(duty.Entry.Id)).Select(duty => string.Join(
                '\t', duty.Directive.Id, duty.Entry.Clause, duty.Id, Text(duty.LastMoment), JsonName(duty.Precision), string.Join(',', duty.Binds.Kinds.Select(kind => kind.Name)))).Order(StringComparer.Ordinal),
        ];

        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("33-bentre.office-monthly-summary")]
    [InlineData("33-bentre.division-monthly-report")]
    [InlineData("33-bentre.unit-monthly-report")]
    public void A_monthly_report_is_due_at_the_end_of_each_month_of_the_plan(string id)
    {
        LocalDate[] days = [.. s_calendar.All().Where(duty => duty.Entry.Id == id).Select(duty => duty.LastMoment!.Value.Date)];

        Assert.Equal(Enumerable.Range(0, 48).Select(month => new LocalDate(2009, 1, 1).PlusMonths(month + 1).PlusDays(-1)), days);
    }

    [Fact]
    public void A_day_stands_in_the_text_near_the_words_that_decide()
    {
        foreach (Duty duty in s_calendar.All().Where(duty => duty.Due.Day is not null))
        {
            LocalDate day = duty.Due.Day!.Value;
            string text = DirectiveSource.Of(duty.Directive.Id);
            int at = text.IndexOf(DirectiveSource.Plain(duty.Entry.Provision.Words), StringComparison.Ordinal);
            string near = text[Math.Max(0, at - 250)..Math.Min(text.Length, at + 250)];

            Assert.Matches(string.Create(CultureInfo.InvariantCulture, $@"\b0?{day.Day}/0?{day.Month}/{day.Year}\b"), near);
            Assert.Matches(duty.Due.IncludesDay ? "[Cc]hậm nhất" : "[Tt]rước", near);
        }
    }

    [Fact]
    public void No_month_that_a_text_names_for_work_is_passed_over()
    {
        foreach (Directive directive in DirectiveLibrary.Embedded.Directives)
        {
            // A month of the texts that is no day of a cited document: "Tháng 3/2009", "tháng 10,11/2009".
            HashSet<YearMonth> known = [.. s_calendar.All().Where(duty => duty.Directive == directive && duty.Precision == DuePrecision.Month)
                .SelectMany(duty => Enumerable.Range(0, 13).Select(i => duty.Days.From!.Value.ToYearMonth().PlusMonths(i)).TakeWhile(month => month <= duty.Days.Until!.Value.ToYearMonth()))];
            foreach (Match match in Months().Matches(DirectiveSource.Of(directive.Id)))
            {
                foreach (string month in match.Groups["months"].Value.Split([',', '-', 'v', 'à'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    var named = new YearMonth(int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture), int.Parse(month, CultureInfo.InvariantCulture));
                    Assert.True(known.Contains(named), $"{directive.Id}: {match.Value}");
                }
            }
        }
    }

    [Fact]
    public void What_is_due_before_a_day_is_in_time_until_the_last_second_of_the_day_before()
    {
        Duty duty = s_calendar.For(s_hanoi, new SchoolYear(2016)).Single(duty => duty.Id == "4622.guidance-to-ministry");

        Assert.Equal("2016-09-29T23:59:59+07:00", Text(duty.LastMoment));
        Assert.Equal(DutyStage.DueSoon, DutyStatus.Of(duty.LastMoment, [], At("2016-09-29T16:59:59Z")).Stage);
        Assert.Equal(new DutyStatus(DutyStage.Late, 1), DutyStatus.Of(duty.LastMoment, [], At("2016-09-29T17:00:00Z")));
    }

    [Fact]
    public void What_is_due_on_a_day_at_the_latest_is_in_time_on_that_day()
    {
        Duty duty = s_calendar.All().Single(duty => duty.Id == "33-bentre.equipment-needs-report");

        Assert.Equal("2009-01-20T23:59:59+07:00", Text(duty.LastMoment));
    }

    [Fact]
    public void The_start_of_the_school_year_follows_the_plan_of_that_year()
    {
        var calendar = new ReportingCalendar(DirectiveLibrary.Embedded, new ReportingCalendarOptions
        {
            Plans = new SchoolYearPlans(new SchoolYearPlan(new SchoolYear(2014), new LocalDate(2014, 8, 25), new LocalDate(2014, 12, 27), new LocalDate(2015, 5, 23))),
        });
        Duty[] planned = [.. calendar.All().Where(duty => duty.Entry.Id is "10007-hanoi.repair-budget-due" or "10007-hanoi.maintenance-each-semester")];
        Duty[] assumed = [.. s_calendar.All().Where(duty => duty.Entry.Id is "10007-hanoi.repair-budget-due" or "10007-hanoi.maintenance-each-semester")];

        Assert.Equal(["2014-08-25", "2014-12-27", "2015-05-23"], planned.Select(duty => LocalDatePattern.Iso.Format(duty.LastMoment!.Value.Date)));
        Assert.All(planned, duty => Assert.False(duty.IsAssumed));
        Assert.All(assumed, duty => Assert.True(duty.IsAssumed));
    }

    [Fact]
    public void A_mailbox_read_twice_a_day_is_two_recurrences()
    {
        Duty[] read = [.. s_calendar.For(UnitKind.UpperSecondary, "HaNoi", new SchoolYear(2014)).Where(duty => duty.IsDaily)];

        Assert.Equal([new LocalTime(9, 0), new LocalTime(16, 30)], read.Select(duty => duty.LastMoment!.Value.TimeOfDay).Order());
        Assert.All(read, duty => Assert.Equal((new LocalDate(2014, 9, 25), new LocalDate(2015, 8, 31)), (duty.Days.From!.Value, duty.Days.Until!.Value)));
    }

    [Fact]
    public void What_a_province_asks_binds_its_own_units_alone()
    {
        Assert.Contains(s_calendar.For(s_hanoi, new SchoolYear(2014)), duty => duty.Id == "10007-hanoi.department-inspects");
        Assert.DoesNotContain(s_calendar.For(s_bentre, new SchoolYear(2014)), duty => duty.Directive.Jurisdiction is not null && duty.Directive.Jurisdiction != "BenTre");
        Assert.Empty(s_calendar.For(UnitKind.Primary, null, new SchoolYear(2014)).Where(duty => duty.Directive.Jurisdiction is not null));
    }

    [Fact]
    public void Every_duty_of_a_year_is_in_all_and_every_dated_one_in_exactly_one_year()
    {
        SchoolYear[] years = [.. Enumerable.Range(2006, 12).Select(year => new SchoolYear(year))];
        Dictionary<string, int> seen = [];
        foreach (Duty duty in years.SelectMany(year => s_calendar.In(year)))
        {
            seen[duty.Id] = seen.GetValueOrDefault(duty.Id) + 1;
        }

        Assert.Equal(s_calendar.All().Select(duty => duty.Id).Order(StringComparer.Ordinal), seen.Keys.Order(StringComparer.Ordinal));
        Assert.All(s_calendar.All().Where(duty => duty is { LastMoment: not null, IsDaily: false }), duty => Assert.Equal(1, seen[duty.Id]));
    }

    [Fact]
    public void A_projection_is_marked_keeps_its_clause_and_is_never_among_what_was_decreed()
    {
        var onto = new SchoolYear(2026);
        Duty[] decreed = [.. s_calendar.For(s_hanoi, new SchoolYear(2016))];
        Duty[] projected = [.. s_calendar.Project(s_hanoi, new SchoolYear(2016), onto)];

        Assert.Equal(decreed.Select(duty => duty.Entry.Clause).Order(StringComparer.Ordinal), projected.Select(duty => duty.Entry.Clause).Order(StringComparer.Ordinal));
        Assert.All(projected, duty => Assert.True(duty.IsProjected));
        Assert.Contains(projected, duty => Text(duty.LastMoment) == "2026-09-29T23:59:59+07:00");
        Assert.Empty(s_calendar.For(s_hanoi, onto));
        Assert.Empty(decreed.Select(duty => duty.Id).Intersect(projected.Select(duty => duty.Id)));
    }

    [Fact]
    public void A_projection_passes_over_provinces_and_divisions_that_have_ended()
    {
        Duty[] projected = [.. s_calendar.Project(new SchoolYear(2008), new SchoolYear(2026))];

        Assert.DoesNotContain(projected, duty => duty.Directive.Jurisdiction == "BenTre");
        Assert.All(projected, duty => Assert.DoesNotContain(UnitKind.Division, duty.Binds.Kinds));
        Assert.NotEmpty(projected);
        Assert.Throws<ArgumentOutOfRangeException>(() => s_calendar.Project(new SchoolYear(2016), new SchoolYear(2016)));
    }

    [Fact]
    public void A_projection_loses_no_occurrence_and_doubles_none()
    {
        Gen<(int From, int Years)> years = from start in Gen.Choose(2007, 2016) from later in Gen.Choose(1, 8) select (start, later);
        Prop.ForAll(years.ToArbitrary(), pair =>
        {
            var from = new SchoolYear(pair.From);
            Duty[] decreed = [.. s_calendar.In(from)], projected = [.. s_calendar.Project(from, new SchoolYear(pair.From + pair.Years))];
            return projected.Select(duty => duty.Id).Distinct(StringComparer.Ordinal).Count() == decreed.Length && projected.Length == decreed.Length
                && projected.All(duty => duty.LastMoment is null || duty.IsIn(new SchoolYear(pair.From + pair.Years)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_chain_goes_back_through_the_tree_of_that_day()
    {
        UnitTree tree = BenTreTree();
        var calendar = new ReportingCalendar(DirectiveLibrary.Embedded, new ReportingCalendarOptions { Units = tree });
        Duty duty = calendar.For(s_bentre, new SchoolYear(2008)).Single(duty => duty.Id == "9772.lessons-to-ministry");
        ChainStep[] steps = [.. calendar.Chain(duty, s_bentre, new LeadTimes(7, 5))];

        // The ministry has it by 29 April 2009; the Phòng by the 22nd, its school by the 17th; a school of the Sở itself by the 24th.
        Assert.Equal(
            [("truong-chau-thanh", "phong-chau-thanh", "2009-04-17"), ("phong-chau-thanh", "83", "2009-04-22"), ("thpt-ben-tre", "83", "2009-04-24")],
            steps.OrderBy(step => step.LastMoment.ToInstant()).Select(step => (step.Unit.Code.Value, step.To.Code.Value, LocalDatePattern.Iso.Format(step.LastMoment.Date))));
    }

    [Fact]
    public void Since_the_end_of_the_divisions_a_chain_asks_the_schools_straight_away()
    {
        UnitTree tree = VietnamUnits.Tree.With(VietnamUnits.FollowReforms(BenTreUnits(until: null)), "units").GetTreeOrThrow();
        var calendar = new ReportingCalendar(DirectiveLibrary.Embedded, new ReportingCalendarOptions { Units = tree });
        Unit vinhLong = VietnamUnits.FindBySlug("VinhLong", new LocalDate(2026, 9, 1))!;
        Duty duty = calendar.Project(vinhLong, new SchoolYear(2016), new SchoolYear(2026)).First(duty => duty.LastMoment is not null);
        ChainStep[] steps = [.. calendar.Chain(duty, vinhLong, new LeadTimes(7, 5))];

        Assert.Equal(["thpt-ben-tre", "truong-chau-thanh"], steps.Select(step => step.Unit.Code.Value).Order(StringComparer.Ordinal));
        Assert.All(steps, step => Assert.Equal(duty.LastMoment!.Value.Date.PlusDays(-5), step.LastMoment.Date));
    }

    [Fact]
    public void A_chain_asks_each_unit_once_and_never_after_the_unit_above_it()
    {
        var calendar = new ReportingCalendar(DirectiveLibrary.Embedded, new ReportingCalendarOptions { Units = BenTreTree() });
        Duty[] duties = [.. calendar.For(s_bentre, new SchoolYear(2008)).Where(duty => duty is { LastMoment: not null, IsDaily: false })];
        Gen<(int, int)> leads = from a in Gen.Choose(0, 365) from b in Gen.Choose(0, 365) select (a, b);
        Prop.ForAll(leads.ToArbitrary(), lead => duties.All(duty =>
        {
            ChainStep[] steps = [.. calendar.Chain(duty, s_bentre, new LeadTimes(lead.Item1, lead.Item2))];
            Dictionary<UnitCode, Instant> days = steps.ToDictionary(step => step.Unit.Code, step => step.LastMoment.ToInstant());
            days.Add(s_bentre.Code, duty.LastMoment!.Value.ToInstant());
            return steps.Length == 3 && steps.All(step => step.LastMoment.ToInstant() <= days[step.To.Code]);
        })).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_pack_without_an_end_goes_on_year_after_year()
    {
        const string pack = """
            {"id": "1-VENDOR", "prefix": "vendor", "header": {"number": "1/V", "date": "2025-01-10", "issuer": {"vi": "V", "en": "V"}, "subject": {"vi": "V", "en": "V"}, "addressees": ["so"]},
             "from": "2025-01-10", "entries": [
              {"id": "vendor.monthly", "kind": "deadline", "clause": "1", "words": "báo cáo hằng tháng nhé", "binds": {"units": ["so"]}, "strength": "must", "title": {"vi": "Báo cáo", "en": "Report"}, "due": {"every": "month"}}]}
            """;
        DirectiveLibrary library = DirectiveLibrary.Embedded.With(new PackFile("v.json", System.Text.Encoding.UTF8.GetBytes(pack))).GetLibraryOrThrow();
        var calendar = new ReportingCalendar(library);

        Assert.Equal(8, calendar.In(new SchoolYear(2024)).Count(duty => duty.Entry.Id == "vendor.monthly"));
        Assert.Equal(12, calendar.In(new SchoolYear(2030)).Count(duty => duty.Entry.Id == "vendor.monthly"));
    }

    private static UnitTree BenTreTree() => VietnamUnits.Tree.With(BenTreUnits(UnitTree.LastDayOfDivisions), "units").GetTreeOrThrow();

    private static Unit[] BenTreUnits(LocalDate? until)
    {
        var life = new DateSpan(new LocalDate(2008, 9, 1), null);
        var vendor = new CodeSystem("vendor:test");
        Unit division = new(new UnitCode(vendor, "phong-chau-thanh"), UnitKind.Division, "Phòng GD&ĐT Châu Thành", "ChauThanh")
        {
            Existed = new DateSpan(life.From, until),
            Parents = [new UnitParent(s_bentre.Code, new DateSpan(life.From, until))],
        };
        return
        [
            division,
            new(new UnitCode(vendor, "truong-chau-thanh"), UnitKind.LowerSecondary, "THCS Châu Thành", "THCSChauThanh")
            {
                Existed = life,
                Parents = [new UnitParent(division.Code, new DateSpan(life.From, until))],
            },
            new(new UnitCode(vendor, "thpt-ben-tre"), UnitKind.UpperSecondary, "THPT Bến Tre", "THPTBenTre")
            {
                Existed = life,
                Parents = [new UnitParent(s_bentre.Code, new DateSpan(life.From, until))],
            },
        ];
    }

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    private static string Text(OffsetDateTime? moment) => moment is { } some ? OffsetDateTimePattern.Rfc3339.Format(some) : "-";

    private static string JsonName(DuePrecision precision) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(precision.ToString());

    [GeneratedRegex(@"(?<!ngày \d{1,2} )[Tt]háng (?<months>\d{1,2}(?:\s*(?:,|-|và)\s*\d{1,2})*)/(?<year>20\d\d)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Months();
}
