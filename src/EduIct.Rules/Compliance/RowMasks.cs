using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Compliance;

/// <summary>Which rows of a table are of a kind and under a Sở, as bits in the order of its columns; and of which nobody said. Padded to whole blocks.
/// Immutable.</summary>
internal sealed class RowMasks
{
    private readonly Dictionary<UnitKind, ulong[]> _ofKind = [];
    private readonly Dictionary<string, ulong[]> _under = new(StringComparer.OrdinalIgnoreCase);
    private readonly ulong[] _all;
    private readonly ulong[] _none;
    private readonly ulong[] _noDepartment;

    public RowMasks(ImmutableArray<FactUnit> units, RowOrder order)
    {
        Words = (units.Length + CelColumn.BlockRows - 1) / CelColumn.BlockRows * CelColumn.BlockWords;
        _all = new ulong[Words];
        _none = new ulong[Words];
        _noDepartment = new ulong[Words];
        for (int row = 0; row < units.Length; row++)
        {
            FactUnit unit = units[row];
            int place = order[row];
            Set(_all, place);
            Set(Mask(_ofKind, unit.Kind), place);
            Set(unit.Department is null ? _noDepartment : Mask(_under, unit.Department), place);
        }
    }

    public int Words { get; }

    /// <summary>The rows that a rule binds as to kind and place.</summary>
    public RowBinding Of(Directive directive, Binding binding) => new(
        [.. _ofKind.Where(pair => pair.Key != UnitKind.Unknown && binding.Covers(pair.Key)).Select(pair => pair.Value)],
        binding.Kinds.IsEmpty ? null : _ofKind.GetValueOrDefault(UnitKind.Unknown),
        directive.Jurisdiction is { } place ? _under.GetValueOrDefault(place, _none) : _all,
        directive.Jurisdiction is null ? null : _noDepartment);

    private ulong[] Mask<TKey>(Dictionary<TKey, ulong[]> masks, TKey key)
        where TKey : notnull
    {
        ref ulong[]? mask = ref CollectionsMarshal.GetValueRefOrAddDefault(masks, key, out _);
        return mask ??= new ulong[Words];
    }

    private static void Set(ulong[] bits, int row) => bits[row >> 6] |= 1ul << row;
}
