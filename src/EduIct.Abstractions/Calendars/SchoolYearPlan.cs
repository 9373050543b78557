using NodaTime;

namespace EduIct.Calendars;

/// <summary>The days of a school year on which others hang (kế hoạch thời gian năm học), as the ministry or a province decides them for each year.</summary>
public sealed record SchoolYearPlan
{
    /// <summary>A plan.</summary>
    /// <param name="year">The school year.</param>
    /// <param name="opening">Ngày khai giảng.</param>
    /// <param name="firstSemesterEnd">Last day of the first semester.</param>
    /// <param name="end">Last day of teaching of the second semester, with which the school year ends.</param>
    /// <exception cref="ArgumentException">The days are not in this order, or the first and the last are more than a year apart.</exception>
    public SchoolYearPlan(SchoolYear year, LocalDate opening, LocalDate firstSemesterEnd, LocalDate end)
    {
        if (opening.Year != year.StartYear || opening >= firstSemesterEnd || firstSemesterEnd >= end || end >= opening.PlusYears(1))
        {
            throw new ArgumentException($"A school year {year} does not open on {opening:uuuu-MM-dd}, change its semester after {firstSemesterEnd:uuuu-MM-dd} and end on {end:uuuu-MM-dd}.", nameof(opening));
        }

        (Year, Opening, FirstSemesterEnd, End) = (year, opening, firstSemesterEnd, end);
    }

    /// <summary>The school year.</summary>
    public SchoolYear Year { get; }

    /// <summary>Ngày khai giảng.</summary>
    public LocalDate Opening { get; }

    /// <summary>Last day of the first semester.</summary>
    public LocalDate FirstSemesterEnd { get; }

    /// <summary>Last day of the school year.</summary>
    public LocalDate End { get; }

    /// <summary>Whether nobody has decided these days: <see cref="Usual(SchoolYear)"/>.</summary>
    public bool IsAssumed { get; private init; }

    /// <summary>The usual days, for a year whose plan nobody gave: opening on 5 September, the first semester until 15 January, the end on 31 May.</summary>
    public static SchoolYearPlan Usual(SchoolYear year) =>
        new(year, new LocalDate(year.StartYear, 9, 5), new LocalDate(year.StartYear + 1, 1, 15), new LocalDate(year.StartYear + 1, 5, 31)) { IsAssumed = true };
}
