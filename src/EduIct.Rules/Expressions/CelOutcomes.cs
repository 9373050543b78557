using System.Numerics;
using System.Runtime.CompilerServices;

namespace EduIct.Expressions;

/// <summary>
/// What an expression gave for each row of a table, as bits: true, false, unknown or error; none of them where it gave another value. May be
/// reused for the next expression.
/// </summary>
public sealed class CelOutcomes
{
    private readonly ulong[] _true, _false, _unknown, _error;

    /// <summary>Makes room for the rows of a table.</summary>
    public CelOutcomes(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Rows = rows;
        int words = (rows + CelColumn.BlockRows - 1) / CelColumn.BlockRows * CelColumn.BlockWords;
        (_true, _false, _unknown, _error) = (new ulong[words], new ulong[words], new ulong[words], new ulong[words]);
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>Rows that are true: bit <c>r % 64</c> of word <c>r / 64</c>; so with the others.</summary>
    public ReadOnlySpan<ulong> True => _true;

    /// <summary>Rows that are false.</summary>
    public ReadOnlySpan<ulong> False => _false;

    /// <summary>Rows for which a fact is missing.</summary>
    public ReadOnlySpan<ulong> Unknown => _unknown;

    /// <summary>Rows for which the evaluation failed.</summary>
    public ReadOnlySpan<ulong> Error => _error;

    /// <summary>How many bits are set.</summary>
    public static int Count(ReadOnlySpan<ulong> rows)
    {
        int count = 0;
        foreach (ulong word in rows)
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>Takes over a block and leaves out what lies behind the last row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Store(int block, TruthKernel kernel, ReadOnlySpan<ulong> active)
    {
        for (int i = 0; i < CelColumn.BlockWords; i++)
        {
            int at = (block * CelColumn.BlockWords) + i;
            _true[at] = kernel.True[i] & active[i];
            _false[at] = kernel.False[i] & active[i];
            _error[at] = kernel.Error[i] & active[i];
            _unknown[at] = ~(kernel.True[i] | kernel.False[i] | kernel.Error[i] | kernel.Other[i]) & active[i];
        }
    }
}
