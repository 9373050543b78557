using System.Globalization;
using EduIct.Directives;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>The times that a <see cref="Due"/> names: no more than the text does, and each of them.</summary>
internal sealed class DueReader(SchoolYearPlans plans)
{
    private static readonly LocalizedText s_open = new("văn bản không nêu thời hạn", "the text gives no time");

    /// <summary>The times of a deadline.</summary>
    /// <param name="due">What the text says.</param>
    /// <param name="force">The first and the last day on which the entry is in force: how far a recurrence goes.</param>
    /// <param name="schoolYear">The school year of the directive; null where it is for no single one.</param>
    public IEnumerable<DutySpan> Read(Due due, DateInterval force, SchoolYear? schoolYear) => due switch
    {
        { Day: { } day } => [Day(day, due)],
        { Every: Recurrence.Day } => Daily(due, force),
        { Every: Recurrence.Month } => Months(force),
        { Every: Recurrence.Semester } => SchoolYears(force).SelectMany(Semesters),
        { Every: Recurrence.Year, Months.IsEmpty: false } => EveryYear(due, force),
        { Months: [var month] } => [DutySpan.Month(month, mark: null)],
        { Months.IsEmpty: false } => due.Months.Select(month => DutySpan.Month(month, Mark(month))),
        { MonthRange: { } range } => [Range(range.From, range.Until)],
        { Years: [var year] } => [Year(year) with { Mark = null }],
        { Years.IsEmpty: false } => due.Years.Select(Year),
        { Season: Season.YearStart or Season.YearEnd } => CalendarSeasons(due, force),
        { Season: { } season } => SchoolSeasons(season, due.SeasonOf, force, schoolYear),
        { Every: Recurrence.Year } => [Open(force, new LocalizedText("hằng năm, không nêu ngày", "every year, no day is given"))],
        _ => [Open(force, s_open)],
    };

    private static DutySpan Open(DateInterval force, LocalizedText when) => new(null, DuePrecision.None, Span(force), null, when);

    private static DutySpan Day(LocalDate day, Due due)
    {
        LocalDate last = due.IncludesDay ? day : day.PlusDays(-1);
        LocalizedText when = due.IncludesDay
            ? new LocalizedText($"chậm nhất ngày {DutySpan.Text(day)}", $"on {day:uuuu-MM-dd} at the latest")
            : new LocalizedText($"trước ngày {DutySpan.Text(day)} (hết ngày {DutySpan.Text(last)})", $"before {day:uuuu-MM-dd} (by the end of {last:uuuu-MM-dd})");
        return new DutySpan(null, DuePrecision.Day, new DateSpan(last, last), VietnamTime.EndOf(last), when);
    }

    private static IEnumerable<DutySpan> Daily(Due due, DateInterval force)
    {
        if (due.Times.IsEmpty)
        {
            yield return new DutySpan(null, DuePrecision.Day, Span(force), VietnamTime.EndOf(force.End), new LocalizedText("hằng ngày", "every day")) { IsDaily = true };
        }

        foreach (LocalTime time in due.Times)
        {
            string text = time.ToString("HH':'mm", CultureInfo.InvariantCulture);
            var when = new LocalizedText($"hằng ngày, lúc {text}", $"every day at {text}");
            yield return new DutySpan(due.Times.Length == 1 ? null : text, DuePrecision.Minute, Span(force), VietnamTime.At(force.End, time), when) { IsDaily = true };
        }
    }

    private static IEnumerable<DutySpan> EveryYear(Due due, DateInterval force)
    {
        int first = due.Months.Min(month => month.Year);
        return from year in Enumerable.Range(first, Math.Max(1, force.End.Year - first + 1))
               from month in due.Months
               select DutySpan.Month(new YearMonth(year, month.Month), Mark(new YearMonth(year, month.Month)));
    }

    private static DutySpan Range(YearMonth from, YearMonth until) => new(
        null,
        DuePrecision.Month,
        new DateSpan(DutySpan.First(from), DutySpan.Last(until)),
        VietnamTime.EndOf(DutySpan.Last(until)),
        new LocalizedText($"từ tháng {DutySpan.Text(from)} đến tháng {DutySpan.Text(until)}", $"from {from:uuuu-MM} to {until:uuuu-MM}"));

    private static DutySpan Year(int year) => Year(year, new LocalizedText($"năm {year}", $"the year {year}"));

    private static DutySpan Year(int year, LocalizedText when)
    {
        var last = new LocalDate(year, 12, 31);
        return new DutySpan(year.ToString(CultureInfo.InvariantCulture), DuePrecision.SchoolYear, new DateSpan(new LocalDate(year, 1, 1), last), VietnamTime.EndOf(last), when);
    }

    private IEnumerable<DutySpan> Semesters(SchoolYear year)
    {
        SchoolYearPlan plan = plans.Of(year);
        yield return Planned($"{year}-1", new DateSpan(plan.Opening, plan.FirstSemesterEnd), plan, new LocalizedText($"học kỳ I năm học {year}", $"first semester of {year}"));
        yield return Planned($"{year}-2", new DateSpan(plan.FirstSemesterEnd.PlusDays(1), plan.End), plan, new LocalizedText($"học kỳ II năm học {year}", $"second semester of {year}"));
    }

    private static IEnumerable<DutySpan> CalendarSeasons(Due due, DateInterval force)
    {
        bool isNamed = int.TryParse(due.SeasonOf, NumberStyles.None, CultureInfo.InvariantCulture, out int named);
        foreach (int year in isNamed ? [named] : Enumerable.Range(force.Start.Year, force.End.Year - force.Start.Year + 1))
        {
            // The beginning of a year has a first day but no last one.
            var first = new LocalDate(year, 1, 1);
            DutySpan span = due.Season == Season.YearEnd
                ? Year(year, new LocalizedText($"cuối năm {year}", $"end of {year}"))
                : new DutySpan(null, DuePrecision.None, new DateSpan(first, first), null, new LocalizedText($"đầu năm {year}, không nêu ngày", $"beginning of {year}, no day is given"));
            yield return span with { Mark = isNamed ? null : year.ToString(CultureInfo.InvariantCulture) };
        }
    }

    private IEnumerable<DutySpan> SchoolSeasons(Season season, string? of, DateInterval force, SchoolYear? own)
    {
        SchoolYear? named = SchoolYear.TryParse(of, out SchoolYear parsed) ? parsed : own;
        foreach (SchoolYear year in named is { } one ? [one] : SchoolYears(force))
        {
            SchoolYearPlan plan = plans.Of(year);
            string? mark = named is null ? year.ToString() : null;
            switch (season)
            {
                case Season.SchoolYearStart:
                    yield return Planned(mark, new DateSpan(plan.Opening, plan.Opening), plan, new LocalizedText($"đầu năm học {year}", $"start of the school year {year}"));
                    break;
                case Season.SchoolYearEnd:
                    yield return Planned(mark, new DateSpan(plan.End, plan.End), plan, new LocalizedText($"cuối năm học {year}", $"end of the school year {year}"));
                    break;
                default:
                    foreach (DutySpan semester in Semesters(year))
                    {
                        yield return semester with { When = new LocalizedText("cuối " + semester.When.Vi, "end of the " + semester.When.En) };
                    }

                    break;
            }
        }
    }

    private static DutySpan Planned(string? mark, DateSpan days, SchoolYearPlan plan, LocalizedText when) =>
        new(mark, DuePrecision.SchoolYear, days, VietnamTime.EndOf(days.Until!.Value), when) { IsAssumed = plan.IsAssumed };

    private static IEnumerable<DutySpan> Months(DateInterval force)
    {
        for (YearMonth month = force.Start.ToYearMonth(); month <= force.End.ToYearMonth(); month = month.PlusMonths(1))
        {
            yield return DutySpan.Month(month, Mark(month));
        }
    }

    private static IEnumerable<SchoolYear> SchoolYears(DateInterval force)
    {
        for (SchoolYear year = SchoolYear.Of(force.Start); year.Days.From <= force.End; year = new SchoolYear(year.StartYear + 1))
        {
            yield return year;
        }
    }

    private static DateSpan Span(DateInterval force) => new(force.Start, force.End);

    private static string Mark(YearMonth month) => month.ToString("uuuu'-'MM", CultureInfo.InvariantCulture);
}
