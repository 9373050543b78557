using System.Numerics;
using System.Runtime.CompilerServices;
using EduIct.Expressions;

namespace EduIct.Compliance;

/// <summary>The outcome of each row in two bits, as the numbers of <see cref="Outcome"/> are written, one in each plane.</summary>
internal sealed class OutcomePlanes(int words)
{
    private readonly ulong[] _low = new ulong[words], _high = new ulong[words];
    private int _meets, _fails, _unknown;

    public int Meets => _meets;

    public int Fails => _fails;

    public int Unknown => _unknown;

    public Outcome this[int row] => (Outcome)((_low[row >> 6] >> row & 1) | (_high[row >> 6] >> row & 1) << 1);

    /// <summary>Takes the outcomes of a block. Blocks may be put by several threads at once, each block once.</summary>
    /// <param name="block">The block, where some rows are bound or open.</param>
    /// <param name="bound">The rows that are bound as to kind and place.</param>
    /// <param name="open">The rows of which that is open.</param>
    /// <param name="when">The further condition; null for none.</param>
    /// <param name="test">What is asked.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Put(int block, ReadOnlySpan<ulong> bound, ReadOnlySpan<ulong> open, TruthKernel? when, TruthKernel test)
    {
        Span<ulong> low = _low.AsSpan(block * CelColumn.BlockWords, CelColumn.BlockWords), high = _high.AsSpan(block * CelColumn.BlockWords, CelColumn.BlockWords);
        ReadOnlySpan<ulong> isMet = test.True, isFailed = test.False;
        int lows = 0, highs = 0, both = 0;
        for (int i = 0; i < low.Length; i++)
        {
            ulong applies = bound[i], may = applies | open[i];
            if (when is not null)
            {
                applies &= when.True[i];
                may &= ~when.False[i];
            }

            ulong notFailed = may & ~(applies & isFailed[i]), notMet = may & ~(applies & isMet[i]);
            low[i] = notFailed;
            high[i] = notMet;
            lows += BitOperations.PopCount(notFailed);
            highs += BitOperations.PopCount(notMet);
            both += BitOperations.PopCount(notFailed & notMet);
        }

        Interlocked.Add(ref _meets, lows - both);
        Interlocked.Add(ref _fails, highs - both);
        Interlocked.Add(ref _unknown, both);
    }
}
