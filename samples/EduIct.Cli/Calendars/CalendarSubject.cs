using EduIct.Calendars;
using EduIct.Cli.Terminal;
using EduIct.Directives;
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

    // By its code or TenSo, the Sở of any time.
    private static CalendarSubject? Known(string text)
    {
        Unit? unit = UnitCode.TryParse(text, out UnitCode code)
            ? VietnamUnits.Tree.LivesOf(code).LastOrDefault()
            : VietnamUnits.Tree.Units.LastOrDefault(unit => unit.Slug.Equals(text, StringComparison.OrdinalIgnoreCase));
        return unit is null ? null : new CalendarSubject(unit.Code.ToString(), unit.Kind, unit.Kind == UnitKind.Department ? unit.Slug : null, new LocalizedText(unit.Name, unit.Name));
    }

    /// <summary>A unit of a file, else of the package; null where there is none, which has been told.</summary>
    public static async Task<CalendarSubject?> FindAsync(string code, FileInfo? units, DirectiveLibrary library, CliTerminal terminal, CancellationToken cancellationToken)
    {
        if (units is not null)
        {
            FactTableResult read = await FactReader.ReadAsync(units.FullName, null, library.Facts, cancellationToken).ConfigureAwait(false);
            foreach (Issue issue in read.Issues)
            {
                terminal.Fault(issue);
            }

            if (read.Table is null)
            {
                return null;
            }

            if (read.Table.TryFindRow(code, out int row))
            {
                FactUnit unit = read.Table.Units[row];
                return new CalendarSubject(unit.Code, unit.Kind, unit.Department, new LocalizedText(unit.Name, unit.Name));
            }
        }

        CalendarSubject? known = Known(code);
        if (known is null)
        {
            terminal.Fault($"--unit: không có đơn vị '{code}'.", $"--unit: there is no unit '{code}'.");
        }

        return known;
    }
}
