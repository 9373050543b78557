using System.Globalization;
using EduIct.Directives;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>One time that a <see cref="Directives.Due"/> names: what <see cref="DueReader"/> reads out of it.</summary>
/// <param name="Mark">What tells it from the others of the same entry; null where it is the only one.</param>
/// <param name="Precision">How exactly.</param>
/// <param name="Days">The days between which it falls.</param>
/// <param name="LastMoment">The last moment in time; null for none.</param>
/// <param name="When">In words.</param>
internal readonly record struct DutySpan(string? Mark, DuePrecision Precision, DateSpan Days, OffsetDateTime? LastMoment, LocalizedText When)
{
    public bool IsDaily { get; init; }

    public bool IsAssumed { get; init; }

    public Duty ToDuty(Directive directive, DirectiveEntry entry) => new(Mark is null ? entry.Id : $"{entry.Id}@{Mark}", directive, entry, Precision, Days, When)
    {
        LastMoment = LastMoment,
        IsDaily = IsDaily,
        IsAssumed = IsAssumed,
    };

    public static DutySpan Month(YearMonth month, string? mark) => new(
        mark, DuePrecision.Month, new DateSpan(First(month), Last(month)), VietnamTime.EndOf(Last(month)), new LocalizedText($"tháng {Text(month)}", $"month {month:uuuu-MM}"));

    public static LocalDate First(YearMonth month) => month.OnDayOfMonth(1);

    public static LocalDate Last(YearMonth month) => month.ToDateInterval().End;

    public static string Text(YearMonth month) => month.ToString("MM'/'uuuu", CultureInfo.InvariantCulture);

    public static string Text(LocalDate day) => day.ToString("dd'/'MM'/'uuuu", CultureInfo.InvariantCulture);
}
