using EduIct.Expressions;
using EduIct.Units;

namespace EduIct.Facts;

/// <summary>Where the rows of a table lie in its columns: those of one kind side by side, and of a kind those under one Sở. What binds one kind or one
/// province is then asked of few blocks, and the others are not read. Immutable.</summary>
internal sealed class RowOrder
{
    // Null where the rows lie as they were reported.
    private readonly int[]? _places;

    private RowOrder(int[]? places) => _places = places;

    /// <summary>The place of a row in the columns.</summary>
    public int this[int row] => _places is null ? row : _places[row];

    /// <summary>The order for some units. Units of one kind and Sở stay as they were reported.</summary>
    public static RowOrder Of(IReadOnlyList<FactUnit> units)
    {
        var groups = new SortedDictionary<(string Kind, string Department), List<int>>(Comparer<(string Kind, string Department)>.Create(static (a, b) =>
            string.CompareOrdinal(a.Kind, b.Kind) is var kind and not 0 ? kind : string.Compare(a.Department, b.Department, StringComparison.OrdinalIgnoreCase)));
        List<int>? last = null;
        UnitKind? lastKind = null;
        string? lastDepartment = null;
        for (int row = 0; row < units.Count; row++)
        {
            FactUnit unit = units[row];
            if (last is null || unit.Kind != lastKind || !ReferenceEquals(unit.Department, lastDepartment))
            {
                (lastKind, lastDepartment) = (unit.Kind, unit.Department);
                var group = (unit.Kind.Name, unit.Department ?? "");
                if (!groups.TryGetValue(group, out last))
                {
                    groups.Add(group, last = []);
                }
            }

            last.Add(row);
        }

        if (groups.Count <= 1)
        {
            return new RowOrder(null);
        }

        int[] places = new int[units.Count];
        int place = 0;
        foreach (List<int> group in groups.Values)
        {
            foreach (int row in group)
            {
                places[row] = place++;
            }
        }

        return new RowOrder(places);
    }

    /// <summary>A column that was filled as the rows were reported, laid in this order.</summary>
    /// <param name="column">The column; it may have room for more rows.</param>
    /// <param name="rows">How many rows there are.</param>
    public CelColumn Lay(CelColumn column, int rows) => _places is null ? column.Resized(rows) : column.Laid(_places);
}
