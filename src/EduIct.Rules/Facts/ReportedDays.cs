using NodaTime;

namespace EduIct.Facts;

/// <summary>Days as they lie in a column: counted from an epoch, with a number for "not said" that is older than all.</summary>
internal static class ReportedDays
{
    public const int None = 0;

    private static readonly LocalDate s_epoch = new(1900, 1, 1);

    public static int Of(LocalDate? day) => day is { } said && said > s_epoch ? Period.DaysBetween(s_epoch, said) : None;

    public static LocalDate? ToDate(int day) => day == None ? null : s_epoch.PlusDays(day);
}
