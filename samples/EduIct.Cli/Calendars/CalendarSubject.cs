using EduIct.Calendars;
using EduIct.Facts;
using EduIct.Issues;
using EduIct.Units;

namespace EduIct.Cli.Calendars;

/// <summary>Whose calendar it is.</summary>
/// <param name="Code">Code of the unit; null for a kind of unit, or for all.</param>
/// <param name="Kind">The kind; null for all.</param>
/// <param name="Department">The Sở by the name in its addresses; null for none.</param>
/// <param name="Name">Its name for people.</param>
internal sealed record CalendarSubject(string? Code, UnitKind? Kind, string? Department, LocalizedText Name)
{
    public static CalendarSubject All { get; } = new(null, null, null, new LocalizedText("Mọi đơn vị", "All units"));

    public bool Owes(Duty duty) => Kind is not { } kind
        || (duty.Binds.Covers(kind)
            && (duty.Directive.Jurisdiction is not { } place || (Code is null && Department is null) || place.Equals(Department, StringComparison.OrdinalIgnoreCase)));

    /// <summary>A unit of the package by its code or TenSo, the Sở of any time; null where there is none.</summary>
    public static CalendarSubject? Known(string text)
    {
        Unit? unit = UnitCode.TryParse(text, out UnitCode code)
            ? VietnamUnits.Tree.LivesOf(code).LastOrDefault()
            : VietnamUnits.Tree.Units.LastOrDefault(unit => unit.Slug.Equals(text, StringComparison.OrdinalIgnoreCase));
        return unit is null ? null : new CalendarSubject(unit.Code.ToString(), unit.Kind, unit.Kind == UnitKind.Department ? unit.Slug : null, new LocalizedText(unit.Name, unit.Name));
    }

    /// <summary>A unit of a table.</summary>
    public static CalendarSubject Of(FactUnit unit) => new(unit.Code, unit.Kind, unit.Department, new LocalizedText(unit.Name, unit.Name));
}
