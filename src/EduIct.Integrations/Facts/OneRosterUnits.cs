using EduIct.Issues;
using EduIct.Rosters;
using EduIct.Units;

namespace EduIct.Facts;

/// <summary>The units of a OneRoster set as rows of a table: whoever has a roster need not write its schools down again.</summary>
internal static class OneRosterUnits
{
    /// <summary>Whether a path is that of a set: a folder or a zip.</summary>
    public static bool IsSet(string path) => Directory.Exists(path) || path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the orgs of a set, and nobody in it. Kinds and TenSo follow from their names.</summary>
    public static async Task ReadAsync(string path, FactTableBuilder builder, CancellationToken cancellationToken)
    {
        Roster set = await new RosterReader().ReadAsync(path, new RosterReaderOptions { UnitsOnly = true }, cancellationToken).ConfigureAwait(false);
        foreach (Issue issue in set.Issues)
        {
            builder.Fault(issue);
        }

        foreach (Unit unit in set.Units)
        {
            // A set says how things are, without saying since when.
            UnitParent? parent = unit.Parents.IsEmpty ? null : unit.Parents[0];
            builder.AddUnit(new FactUnit(UnitsOnDay.TextOf(unit.Code), unit.Kind, unit.Name) { Parent = parent is { } above ? UnitsOnDay.TextOf(above.Parent) : null });
        }
    }
}
