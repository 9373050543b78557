using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Forms;

/// <summary>
/// The rows of a form from a table of facts. The form of a unit has that unit and all below it. Where the form is one that a Phòng fills in and there is more
/// than one Phòng's, as in the form of a Sở, each Phòng and its schools are a group, and the units under none come last. A form that single units fill in
/// (Biểu số 2) has the units of its kinds that stand under no Phòng.
/// </summary>
public static class FormRows
{
    private static readonly FormGroup s_direct = new("", "Các đơn vị trực thuộc Sở");

    /// <summary>The rows, made as they are asked for.</summary>
    /// <param name="form">The form.</param>
    /// <param name="facts">The units with what is known of them, and their parents.</param>
    /// <param name="unit">Code of the unit whose form it is; null for all units of the table.</param>
    /// <param name="needs">How those units stand to the directives: then the rows have what each needs. Null for none.</param>
    /// <exception cref="ArgumentException">The table has no such unit, or the report is one of another table.</exception>
    public static IEnumerable<FormRow> Of(ReportForm form, FactTable facts, string? unit = null, ComplianceReport? needs = null)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(facts);
        if (needs is not null && !ReferenceEquals(needs.Facts, facts))
        {
            throw new ArgumentException("The report is one of another table.", nameof(needs));
        }

        if (unit is not null && !facts.TryFindRow(unit, out _))
        {
            throw new ArgumentException($"The table has no unit '{unit}'.", nameof(unit));
        }

        return Rows(form, facts, unit, needs);
    }

    private static IEnumerable<FormRow> Rows(ReportForm form, FactTable facts, string? unit, ComplianceReport? needs)
    {
        bool gathersSchools = form.For.Contains(UnitKind.Division);
        List<(int Row, string? Division)> wanted = [];
        for (int row = 0; row < facts.Units.Length; row++)
        {
            (bool isWithin, string? division) = PlaceOf(facts, row, unit);
            if (isWithin && (gathersSchools || IsOwn(form, facts.Units[row], division, unit)))
            {
                wanted.Add((row, gathersSchools ? division : null));
            }
        }

        // One Phòng and nothing beside it is that Phòng's own form.
        bool isGrouped = wanted.Any(one => one.Division is not null) && wanted.Select(one => one.Division).Distinct(StringComparer.Ordinal).Skip(1).Any();
        foreach (((int row, string? _), FormGroup? group) in Ordered(facts, wanted, isGrouped))
        {
            yield return new FormRow(facts.Units[row], fact => facts[row, fact]) { Group = group, Needs = needs is null ? [] : needs.RemedyOf(row).Purchases };
        }
    }

    // A form of single units takes those kinds that report on it to the Sở; a unit that is asked for by its code, whatever it is.
    private static bool IsOwn(ReportForm form, FactUnit unit, string? division, string? asked) =>
        unit.Code == asked || form.For.IsEmpty || (division is null && (unit.Kind == UnitKind.Unknown || form.For.Any(unit.Kind.IsOrTeaches)));

    /// <summary>Whether a unit is the asked one or below it, and the nearest Phòng that it is or stands under.</summary>
    private static (bool IsWithin, string? Division) PlaceOf(FactTable facts, int row, string? asked)
    {
        bool isWithin = asked is null;
        string? division = null;
        int steps = 0;

        // More steps than units is a circle of parents.
        for (int? at = row; at is { } here && steps++ <= facts.Units.Length; at = facts.Units[here].Parent is { } parent && facts.TryFindRow(parent, out int above) ? above : null)
        {
            isWithin |= facts.Units[here].Code == asked;
            if (facts.Units[here].Kind == UnitKind.Division)
            {
                division ??= facts.Units[here].Code;
            }
        }

        return (isWithin, division);
    }

    private static IEnumerable<((int Row, string? Division) One, FormGroup? Group)> Ordered(FactTable facts, List<(int Row, string? Division)> wanted, bool isGrouped)
    {
        // Sorting is stable: within a group the table's order holds, but for the unit above, which comes first.
        if (!isGrouped)
        {
            return wanted.OrderBy(one => facts.Units[one.Row].Kind == UnitKind.Department ? 0 : IsHead(one) ? 1 : 2).Select(one => (one, (FormGroup?)null));
        }

        Dictionary<string, int> order = new(StringComparer.Ordinal);
        foreach (string division in wanted.Select(one => one.Division).OfType<string>())
        {
            order.TryAdd(division, order.Count);
        }

        Dictionary<string, FormGroup> groups = order.Keys.ToDictionary(code => code, code => new FormGroup(code, NameOf(code)), StringComparer.Ordinal);
        return wanted
            .OrderBy(one => one.Division is null ? int.MaxValue : order[one.Division])
            .ThenBy(one => IsHead(one) || facts.Units[one.Row].Kind == UnitKind.Department ? 0 : 1)
            .Select(one => (one, (FormGroup?)(one.Division is null ? s_direct : groups[one.Division])));

        bool IsHead((int Row, string? Division) one) => facts.Units[one.Row].Code == one.Division;

        string NameOf(string code) => facts.TryFindRow(code, out int row) ? facts.Units[row].Name : code;
    }
}
