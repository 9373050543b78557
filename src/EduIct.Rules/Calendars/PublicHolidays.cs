using System.Collections.Immutable;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>
/// The public holidays of Việt Nam by law: the Labour Code of 1994 (Article 73; in force 1 January 1995) with Giỗ Tổ since Law 84/2007/QH11, that of 2012
/// (Article 115; 1 May 2013: Tết of five days), that of 2019 (Article 112; 1 January 2021: two days for 2 September), and Vietnam Culture Day since
/// Resolution 28/2026/QH16 of the National Assembly (Article 2; 1 July 2026). A holiday of the codes on a day of weekly rest is made up for on the next
/// working day; Culture Day is none of them (Article 111 Clause 3 of the code of 2019 names those of Article 112 Clause 1 only).
/// <para>
/// What the law leaves to a decision of each year is data (<see cref="HolidayDecisions"/>), and marked where nobody has decided: which five days of Tết
/// (assumed: one before, four after), and which day beside 2 September (assumed: the day after). Swapped days are decisions too, and no holidays.
/// </para>
/// <para>
/// Before 1995 only the first three days of Tết are told, as a custom. There were decrees, beginning with No. 22/SL of 18 February 1946, but how long and
/// where each of them stood is not known here, so none is told as law.
/// </para>
/// </summary>
public static class PublicHolidays
{
    private const string Code1994 = "Bộ luật Lao động 1994, Điều 73";
    private const string Code2012 = "Bộ luật Lao động 2012, Điều 115";
    private const string Code2019 = "Bộ luật Lao động 2019, Điều 112";
    private const string Resolution2026 = "Nghị quyết 28/2026/QH16, Điều 2";

    // The code of 2012 came into force between two Tết: that of 2014 was the first of five days.
    internal const int FiveDaysOfTetSince = 2014;
    internal const int TwoNationalDaysSince = 2021;

    // Two days of weekly rest for public servants since 2 October 1999 (Decision 188/1999/QĐ-TTg).
    private static readonly LocalDate s_fiveDayWeek = new(1999, 10, 2);

    /// <summary>The holidays of a calendar year in the order of their days, with the days off in their place.</summary>
    /// <param name="year">1900 to 2199.</param>
    /// <param name="decisions">The decisions of the years; null for those of the package.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another year.</exception>
    public static ImmutableArray<PublicHoliday> Of(int year, HolidayDecisions? decisions = null)
    {
        HolidayDecision decision = (decisions ?? HolidayDecisions.Embedded).Of(year) ?? new HolidayDecision(year);
        PublicHoliday[] madeUp = [.. ByCode(year, decision).OrderBy(holiday => holiday.Date)], others = [.. ByOtherLaw(year), .. decision.Added];
        IEnumerable<PublicHoliday> inPlace = year < 1995 ? [] : Compensations(madeUp, others);
        return [.. madeUp.Concat(others).Concat(inPlace).OrderBy(holiday => holiday.Date)];
    }

    internal static bool IsWeeklyRest(LocalDate day) => day.DayOfWeek == IsoDayOfWeek.Sunday || (day.DayOfWeek == IsoDayOfWeek.Saturday && day >= s_fiveDayWeek);

    private static IEnumerable<PublicHoliday> ByCode(int year, HolidayDecision decision)
    {
        LocalDate tet = VietnameseLunarCalendar.Tet(year);
        string? law = year switch { < 1995 => null, < 2013 => Code1994, < 2021 => Code2012, _ => Code2019 };
        bool hasFiveDays = year >= FiveDaysOfTetSince;
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
        if (year >= TwoNationalDaysSince)
        {
            yield return new PublicHoliday(national.PlusDays(decision.BesideNationalDay ?? 1), new LocalizedText("Quốc khánh, ngày liền kề", "National Day, the day beside"), law)
            {
                IsAssumed = decision.BesideNationalDay is null,
            };
        }
    }

    private static IEnumerable<PublicHoliday> ByOtherLaw(int year) => year < 2026
        ? []
        : [new PublicHoliday(new LocalDate(year, 11, 24), new LocalizedText("Ngày Văn hóa Việt Nam 24/11", "Vietnam Culture Day"), Resolution2026)];

    private static IEnumerable<PublicHoliday> Compensations(PublicHoliday[] madeUp, PublicHoliday[] others)
    {
        HashSet<LocalDate> off = [.. madeUp.Concat(others).Select(holiday => holiday.Date)];
        foreach (PublicHoliday holiday in madeUp.Where(holiday => IsWeeklyRest(holiday.Date)))
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
