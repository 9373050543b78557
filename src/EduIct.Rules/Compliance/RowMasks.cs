using EduIct.Directives;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Compliance;

/// <summary>Which rows are of a kind and under a Sở, as bits; and of which nobody said.</summary>
internal sealed class RowMasks
{
    private readonly int _words;
    private readonly Dictionary<UnitKind, ulong[]> _ofKind = [];
    private readonly Dictionary<string, ulong[]> _under = new(StringComparer.OrdinalIgnoreCase);
    private readonly ulong[] _all;
    private readonly ulong[] _noDepartment;

    public RowMasks(FactTable facts)
    {
        _words = (facts.Units.Length + 63) / 64;
        _all = new ulong[_words];
        _noDepartment = new ulong[_words];
        for (int row = 0; row < facts.Units.Length; row++)
        {
            FactUnit unit = facts.Units[row];
            Set(_all, row);
            Set(Mask(_ofKind, unit.Kind), row);
            Set(unit.Department is null ? _noDepartment : Mask(_under, unit.Department), row);
        }
    }

    /// <summary>The rows that a rule binds as to kind and place, and those of which that is open.</summary>
    public (ulong[] Bound, ulong[] Open) Of(Directive directive, Binding binding)
    {
        ulong[] ofKind = new ulong[_words];
        foreach ((UnitKind kind, ulong[] rows) in _ofKind)
        {
            if (kind != UnitKind.Unknown && binding.Covers(kind))
            {
                Or(ofKind, rows);
            }
        }

        ReadOnlySpan<ulong> kindOpen = binding.Kinds.IsEmpty ? default : _ofKind.GetValueOrDefault(UnitKind.Unknown);
        ReadOnlySpan<ulong> under = directive.Jurisdiction is { } place ? _under.GetValueOrDefault(place) : _all;
        ReadOnlySpan<ulong> underOpen = directive.Jurisdiction is null ? default : _noDepartment;
        ulong[] bound = new ulong[_words], open = new ulong[_words];
        for (int i = 0; i < _words; i++)
        {
            ulong isKind = ofKind[i], mayBeKind = isKind | At(kindOpen, i), isUnder = At(under, i), mayBeUnder = isUnder | At(underOpen, i);
            bound[i] = isKind & isUnder;
            open[i] = mayBeKind & mayBeUnder & ~bound[i];
        }

        return (bound, open);

        static ulong At(ReadOnlySpan<ulong> bits, int word) => bits.IsEmpty ? 0 : bits[word];
    }

    private ulong[] Mask<TKey>(Dictionary<TKey, ulong[]> masks, TKey key)
        where TKey : notnull
    {
        if (!masks.TryGetValue(key, out ulong[]? mask))
        {
            masks.Add(key, mask = new ulong[_words]);
        }

        return mask;
    }

    private static void Set(ulong[] bits, int row) => bits[row >> 6] |= 1ul << row;

    private static void Or(ulong[] bits, ulong[] more)
    {
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] |= more[i];
        }
    }
}
