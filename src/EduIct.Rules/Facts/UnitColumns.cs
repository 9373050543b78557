using System.Runtime.InteropServices;
using EduIct.Expressions;
using EduIct.Units;

namespace EduIct.Facts;

/// <summary>The columns of <see cref="FactDictionary.KindVariable"/> and <see cref="FactDictionary.LevelsVariable"/>.</summary>
internal static class UnitColumns
{
    public static (CelColumn Kinds, CelColumn Levels) Of(List<FactUnit> units)
    {
        CelColumn kinds = CelColumn.For(CelType.String, units.Count), levels = CelColumn.For(CelType.List(CelType.String), units.Count);
        var known = new Dictionary<UnitKind, (CelValue Kind, CelValue Levels)>();
        for (int row = 0; row < units.Count; row++)
        {
            UnitKind kind = units[row].Kind;
            if (kind == UnitKind.Unknown)
            {
                continue;
            }

            ref (CelValue Kind, CelValue Levels) values = ref CollectionsMarshal.GetValueRefOrAddDefault(known, kind, out bool isKnown);
            if (!isKnown)
            {
                values = ValuesOf(kind);
            }

            kinds.Set(row, values.Kind);
            levels.Set(row, values.Levels);
        }

        return (kinds, levels);
    }

    public static (CelValue Kind, CelValue Levels) ValuesOf(UnitKind kind) =>
        (CelValue.String(kind.Name), CelValue.List(kind.Levels.Select(level => CelValue.String(level.Name))));
}
