using System.Collections.Immutable;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>
/// The public holidays of Việt Nam by law: the Labour Code of 1994 (Article 73; in force 1 January 1995) with Giỗ Tổ since Law 84/2007/QH11, that of 2012
/// (Article 115; 1 May 2013: Tết of five days), that of 2019 (Article 112; 1 January 2021: two days for 2 September). A holiday on a day of weekly rest is
/// made up for on the next working day. What the law leaves to a decision of each year is data (<see cref="HolidayDecisions"/>), and marked where nobody
/// has decided. Before 1995 only the first three days of Tết are told, as a custom: no law of that time is known here.
/// </summary>
public static class PublicHolidays
{
    private const string Code1994 = "Bộ luật Lao động 1994, Điều 73";
    private const string Code2012 = "Bộ luật Lao động 2012, Điều 115";
    private const string Code2019 = "Bộ luật Lao động 2019, Điều 112";

    // Two days of weekly rest for public servants since 2 October 1999 (Decision 188/1999/QĐ-TTg).
    private static readonly LocalDate s_fiveDayWeek = new(1999, 10, 2);

    /// <summary>The holidays of a calendar year in the order of their days, with the days off in their place.</summary>
    /// <param name="year">1900 to 2199.</param>
    /// <param name="decisions">The decisions of the years; null for those of the package.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another year.</exception>
    public static ImmutableArray<PublicHoliday> Of(int year, HolidayDecisions? decisions = null)
    {
        HolidayDecision decision = (decisions ?? HolidayDecisions.Embedded).Of(year) ?? new HolidayDecision(year);
        ImmutableArray<PublicHoliday> byLaw = [.. ByLaw(year, decision).OrderBy(holiday => holiday.Date)];
        return year < 1995 ? byLaw : [.. byLaw.Concat(Compensations(byLaw)).OrderBy(holiday => holiday.Date)];
    }

    internal static bool IsWeeklyRest(LocalDate day) => day.DayOfWeek == IsoDayOfWeek.Sunday || (day.DayOfWeek == IsoDayOfWeek.Saturday && day >= s_fiveDayWeek);

    private static IEnumerable<PublicHoliday> ByLaw(int year, HolidayDecision decision)
    {
        LocalDate tet = VietnameseLunarCalendar.Tet(year);
        string? law = year switch { < 1995 => null, < 2013 => Code1994, < 2021 => Code2012, _ => Code2019 };

        // The code of 2012 came into force between two Tết: that of 2014 was the first of five days.
        bool hasFiveDays = year >= 2014;
        int before = year < 1995 ? 0 : hasFiveDays ? decision.TetDaysBefore ?? 1 : 1, days = year < 1995 ? 3 : hasFiveDays ? 5 : 4;
        string? tetLaw = year == 2013 ? Code1994 : law;
        for (int i = -before; i < days - before; i++)
        {
            LocalDate day = tet.PlusDays(i);
            LunarDate lunar = VietnameseLunarCalendar.ToLunar(day);
            LocalizedText name = i < 0
                ? new($"Tết Nguyên đán ({lunar.Day} tháng Chạp)", $"Tết: day {lunar.Day} of the twelfth month")
                : new($"Tết Nguyên đán (mùng {i + 1} tháng Giêng)", $"Tết: day {i + 1} of the first month");
            yield return new PublicHoliday(day, name, tetLaw) { IsAssumed = hasFiveDays && decision.TetDaysBefore is null };
        }

        if (year < 1995)
        {
            yield break;
        }

        // By the day on which a law began, the earlier holidays of that year still stand on the one before.
        string early = year == 2013 ? Code1994 : law!;
        yield return new PublicHoliday(new LocalDate(year, 1, 1), new LocalizedText("Tết Dương lịch", "New Year’s Day"), early);
        if (year >= 2007)
        {
            LocalDate ancestors = VietnameseLunarCalendar.ToDay(new LunarDate(year, 3, 10))!.Value;
            yield return new PublicHoliday(ancestors, new LocalizedText("Giỗ Tổ Hùng Vương (10 tháng Ba)", "Hùng Kings’ Commemoration (day 10 of the third month)"), year < 2013 ? Code1994 + " (Luật 84/2007/QH11)" : early);
        }

        yield return new PublicHoliday(new LocalDate(year, 4, 30), new LocalizedText("Ngày Chiến thắng 30/4", "Victory Day"), early);
        yield return new PublicHoliday(new LocalDate(year, 5, 1), new LocalizedText("Ngày Quốc tế Lao động 1/5", "Labour Day"), law);
        var national = new LocalDate(year, 9, 2);
        yield return new PublicHoliday(national, new LocalizedText("Quốc khánh 2/9", "National Day"), law);
        if (year >= 2021)
        {
            yield return new PublicHoliday(national.PlusDays(decision.BesideNationalDay ?? 1), new LocalizedText("Quốc khánh, ngày liền kề", "National Day, the day beside"), law)
            {
                IsAssumed = decision.BesideNationalDay is null,
            };
        }
    }

    private static IEnumerable<PublicHoliday> Compensations(ImmutableArray<PublicHoliday> holidays)
    {
        HashSet<LocalDate> off = [.. holidays.Select(holiday => holiday.Date)];
        foreach (PublicHoliday holiday in holidays.Where(holiday => IsWeeklyRest(holiday.Date)))
        {
            LocalDate day = holiday.Date;
            do
            {
                day = day.PlusDays(1);
            }
            while (IsWeeklyRest(day) || !off.Add(day));

            yield return holiday with { Date = day, Name = new LocalizedText($"Nghỉ bù {holiday.Name.Vi}", $"In place of {holiday.Name.En}"), IsCompensating = true };
        }
    }
}
