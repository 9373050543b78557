using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EduIct.Expressions;

namespace EduIct.Compliance;

/// <summary>The outcome of each row in two bits, as the numbers of <see cref="Outcome"/> are written, one in each plane.</summary>
/// <param name="blocks">The blocks that can have outcomes; all others are not applicable.</param>
internal sealed class OutcomePlanes(Range blocks)
{
    private readonly int _firstBlock = blocks.Start.Value;
    private readonly ulong[] _low = new ulong[(blocks.End.Value - blocks.Start.Value) * CelColumn.BlockWords];
    private readonly ulong[] _high = new ulong[(blocks.End.Value - blocks.Start.Value) * CelColumn.BlockWords];
    private int _meets, _fails, _unknown;

    public int Meets => _meets;

    public int Fails => _fails;

    public int Unknown => _unknown;

    public Outcome this[int place]
    {
        get
        {
            int word = (place >> 6) - (_firstBlock * CelColumn.BlockWords);
            return (uint)word >= (uint)_low.Length ? Outcome.NotApplicable : (Outcome)((_low[word] >> place & 1) | (_high[word] >> place & 1) << 1);
        }
    }

    /// <summary>Takes the outcomes of a block. Blocks may be put by several threads at once, each block once.</summary>
    /// <param name="block">The block, where some rows are bound or open.</param>
    /// <param name="bound">The rows that are bound as to kind and place.</param>
    /// <param name="open">The rows of which that is open.</param>
    /// <param name="when">The further condition; null for none.</param>
    /// <param name="test">What is asked.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Put(int block, ReadOnlySpan<ulong> bound, ReadOnlySpan<ulong> open, TruthKernel? when, TruthKernel test)
    {
        int first = (block - _firstBlock) * CelColumn.BlockWords;
        Span<ulong> low = _low.AsSpan(first, CelColumn.BlockWords), high = _high.AsSpan(first, CelColumn.BlockWords);
        Span<Vector256<ulong>> notFailed = Vectors(low), notMet = Vectors(high);
        ReadOnlySpan<Vector256<ulong>> areBound = Vectors(bound), areOpen = Vectors(open), areMet = Vectors(test.True.AsSpan()), areFailed = Vectors(test.False.AsSpan());
        ReadOnlySpan<Vector256<ulong>> isTrue = when is null ? default : Vectors(when.True.AsSpan()), isFalse = when is null ? default : Vectors(when.False.AsSpan());
        for (int i = 0; i < notFailed.Length; i++)
        {
            Vector256<ulong> applies = areBound[i], may = applies | areOpen[i];
            if (when is not null)
            {
                applies &= isTrue[i];
                may &= ~isFalse[i];
            }

            notFailed[i] = may & ~(applies & areFailed[i]);
            notMet[i] = may & ~(applies & areMet[i]);
        }

        int lows = 0, highs = 0, both = 0;
        for (int i = 0; i < low.Length; i++)
        {
            lows += BitOperations.PopCount(low[i]);
            highs += BitOperations.PopCount(high[i]);
            both += BitOperations.PopCount(low[i] & high[i]);
        }

        Interlocked.Add(ref _meets, lows - both);
        Interlocked.Add(ref _fails, highs - both);
        Interlocked.Add(ref _unknown, both);
    }

    private static Span<Vector256<ulong>> Vectors(Span<ulong> words) => MemoryMarshal.Cast<ulong, Vector256<ulong>>(words);

    private static ReadOnlySpan<Vector256<ulong>> Vectors(ReadOnlySpan<ulong> words) => MemoryMarshal.Cast<ulong, Vector256<ulong>>(words);
}
