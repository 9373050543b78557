using System.Runtime.CompilerServices;

namespace EduIct.Expressions;

/// <summary>A truth value for each row of a block, as bits: true, false, error, or (only at the root) another value; else unknown. The loops of all
/// kernels are optimised at once: one pass over a table is too short for the runtime to notice that they are hot.</summary>
internal abstract class TruthKernel
{
    internal ulong[] True { get; } = new ulong[CelColumn.BlockWords];

    internal ulong[] False { get; } = new ulong[CelColumn.BlockWords];

    internal ulong[] Error { get; } = new ulong[CelColumn.BlockWords];

    internal ulong[] Other { get; } = new ulong[CelColumn.BlockWords];

    /// <summary>Rows that are not active need no answer.</summary>
    internal abstract void Run(VectorRun run, int block, ReadOnlySpan<ulong> active);

    /// <summary>Makes errors of rows, whatever they were.</summary>
    internal void Fail(ReadOnlySpan<ulong> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            True[i] &= ~rows[i];
            False[i] &= ~rows[i];
            Other[i] &= ~rows[i];
            Error[i] |= rows[i];
        }
    }
}

internal sealed class TruthConstantKernel : TruthKernel
{
    internal TruthConstantKernel(bool value) => Array.Fill(value ? True : False, ulong.MaxValue);

    internal override void Run(VectorRun run, int block, ReadOnlySpan<ulong> active)
    {
    }
}

internal sealed class TruthColumnKernel(int slot) : TruthKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Run(VectorRun run, int block, ReadOnlySpan<ulong> active)
    {
        if (run.Table[slot] is not { } column)
        {
            Array.Clear(True);
            Array.Clear(False);
            return;
        }

        ReadOnlySpan<ulong> known = column.Known(block), bools = column.Bools(block);
        for (int i = 0; i < known.Length; i++)
        {
            True[i] = known[i] & bools[i];
            False[i] = known[i] & ~bools[i];
        }
    }
}

internal sealed class NotKernel(TruthKernel inner) : TruthKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Run(VectorRun run, int block, ReadOnlySpan<ulong> active)
    {
        inner.Run(run, block, active);
        inner.True.CopyTo(False, 0);
        inner.False.CopyTo(True, 0);
        inner.Error.CopyTo(Error, 0);
    }
}

/// <summary><c>&amp;&amp;</c> and <c>||</c>: what decides wins, then an unknown, then an error. Rows that are decided are not looked at again.</summary>
internal sealed class LogicKernel(bool isAnd, TruthKernel[] operands) : TruthKernel
{
    private readonly ulong[] _open = new ulong[CelColumn.BlockWords];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Run(VectorRun run, int block, ReadOnlySpan<ulong> active)
    {
        // Of the two, the one that decides, and the one that takes all operands.
        ulong[] deciding = isAnd ? False : True, unanimous = isAnd ? True : False;
        Array.Clear(deciding);
        Array.Clear(Error);
        Array.Fill(unanimous, ulong.MaxValue);
        active.CopyTo(_open);
        Span<ulong> unknown = stackalloc ulong[CelColumn.BlockWords];
        unknown.Clear();
        foreach (TruthKernel operand in operands)
        {
            operand.Run(run, block, _open);
            ulong[] theirs = isAnd ? operand.False : operand.True, others = isAnd ? operand.True : operand.False;
            for (int i = 0; i < _open.Length; i++)
            {
                deciding[i] |= theirs[i] & _open[i];
                unanimous[i] &= others[i];
                unknown[i] |= ~(theirs[i] | others[i] | operand.Error[i]);
                Error[i] |= operand.Error[i];
                _open[i] &= ~theirs[i];
            }
        }

        for (int i = 0; i < _open.Length; i++)
            Error[i] &= ~deciding[i] & ~unknown[i];
    }
}

internal sealed class ConditionalKernel(TruthKernel condition, TruthKernel whenTrue, TruthKernel whenFalse) : TruthKernel
{
    private readonly ulong[] _branch = new ulong[CelColumn.BlockWords];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Run(VectorRun run, int block, ReadOnlySpan<ulong> active)
    {
        condition.Run(run, block, active);
        for (int i = 0; i < _branch.Length; i++)
            _branch[i] = active[i] & condition.True[i];
        whenTrue.Run(run, block, _branch);
        for (int i = 0; i < _branch.Length; i++)
            _branch[i] = active[i] & condition.False[i];
        whenFalse.Run(run, block, _branch);
        for (int i = 0; i < _branch.Length; i++)
        {
            ulong yes = condition.True[i], no = condition.False[i];
            True[i] = (yes & whenTrue.True[i]) | (no & whenFalse.True[i]);
            False[i] = (yes & whenTrue.False[i]) | (no & whenFalse.False[i]);
            Other[i] = (yes & whenTrue.Other[i]) | (no & whenFalse.Other[i]);
            Error[i] = condition.Error[i] | (yes & whenTrue.Error[i]) | (no & whenFalse.Error[i]);
        }
    }
}
