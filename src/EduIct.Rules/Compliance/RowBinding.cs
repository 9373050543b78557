using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EduIct.Compliance;

/// <summary>The rows that a rule binds as to kind and place, and those of which that is open.</summary>
/// <param name="Kinds">The rows of each kind that is bound.</param>
/// <param name="KindOpen">The rows of which nobody said the kind; null where that does not matter.</param>
/// <param name="Under">The rows in the place.</param>
/// <param name="UnderOpen">The rows of which nobody said the place; null where that does not matter.</param>
internal sealed record RowBinding(ImmutableArray<ulong[]> Kinds, ulong[]? KindOpen, ulong[] Under, ulong[]? UnderOpen)
{
    public bool IsSame(RowBinding other) =>
        Kinds.SequenceEqual(other.Kinds) && KindOpen == other.KindOpen && Under == other.Under && UnderOpen == other.UnderOpen;

    /// <summary>Takes the bits of as many words as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(int firstWord, Span<ulong> bound, Span<ulong> open)
    {
        bound.Clear();
        foreach (ulong[] kind in Kinds)
        {
            Or(bound, kind.AsSpan(firstWord, bound.Length));
        }

        open.Clear();
        if (KindOpen is not null)
        {
            Or(open, KindOpen.AsSpan(firstWord, bound.Length));
        }

        for (int i = 0; i < bound.Length; i++)
        {
            ulong mayBeKind = bound[i] | open[i], isUnder = Under[firstWord + i];
            bound[i] &= isUnder;
            open[i] = mayBeKind & (isUnder | (UnderOpen is null ? 0 : UnderOpen[firstWord + i])) & ~bound[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Or(Span<ulong> bits, ReadOnlySpan<ulong> more)
    {
        Span<Vector256<ulong>> wide = MemoryMarshal.Cast<ulong, Vector256<ulong>>(bits);
        ReadOnlySpan<Vector256<ulong>> wideMore = MemoryMarshal.Cast<ulong, Vector256<ulong>>(more);
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] |= wideMore[i];
        }

        for (int i = wide.Length * Vector256<ulong>.Count; i < bits.Length; i++)
        {
            bits[i] |= more[i];
        }
    }
}
