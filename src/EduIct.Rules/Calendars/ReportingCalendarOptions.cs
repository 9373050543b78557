using EduIct.Units;

namespace EduIct.Calendars;

/// <summary>What a <see cref="ReportingCalendar"/> knows beyond the directives.</summary>
public sealed record ReportingCalendarOptions
{
    /// <summary>The units, for who stands under which Sở; by default those of <see cref="VietnamUnits.Tree"/>.</summary>
    public UnitTree Units { get; init; } = VietnamUnits.Tree;

    /// <summary>The plans of school years; by default none, so that the usual days are assumed and marked.</summary>
    public SchoolYearPlans Plans { get; init; } = SchoolYearPlans.None;

    /// <summary>Where a last day goes that is no working day. By default it stays: no directive moves its dates, but a province may.</summary>
    public WorkingDayRule Rule { get; init; }

    /// <summary>The working days, where <see cref="Rule"/> asks for them.</summary>
    public WorkingDays WorkingDays { get; init; } = new();
}
