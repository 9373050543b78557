using EduIct.Units;

namespace EduIct.Facts;

/// <summary>Under which Sở the units of a table stand, as far as their parents say.</summary>
internal static class UnitPlaces
{
    /// <summary>Gives each unit that has none the department of the nearest unit above it.</summary>
    public static void Inherit(List<FactUnit> units, Dictionary<string, int> rows)
    {
        for (int row = 0; row < units.Count; row++)
        {
            if (units[row] is { Department: null, Kind: var kind } unit && kind == UnitKind.Department)
            {
                units[row] = unit with { Department = SlugOf(unit) };
            }
        }

        var above = new List<int>();
        for (int row = 0; row < units.Count; row++)
        {
            above.Clear();
            int at = row;

            // A circle of parents ends after as many steps as there are units; it stands under nobody.
            while (units[at].Department is null && units[at].Parent is { } parent && rows.TryGetValue(parent, out int next) && above.Count <= units.Count)
            {
                above.Add(at);
                at = next;
            }

            if (units[at].Department is { } department)
            {
                foreach (int below in above)
                {
                    units[below] = units[below] with { Department = department };
                }
            }
        }
    }

    // By the code of the province (gso:83) or by its full name: slugs are what we gave it, which no file need know.
    private static string? SlugOf(FactUnit unit)
    {
        foreach (Unit known in VietnamUnits.Tree.Units)
        {
            if (known.Kind == UnitKind.Department && (known.Code.ToString() == unit.Code || known.Name.Equals(unit.Name, StringComparison.OrdinalIgnoreCase)))
            {
                return known.Slug;
            }
        }

        return null;
    }
}
