using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    protected static Span<Vector256<ulong>> Vectors(ulong[] words) => MemoryMarshal.Cast<ulong, Vector256<ulong>>(words.AsSpan());

    protected static ReadOnlySpan<Vector256<ulong>> Vectors(ReadOnlySpan<ulong> words) => MemoryMarshal.Cast<ulong, Vector256<ulong>>(words);

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

        ReadOnlySpan<Vector256<ulong>> known = Vectors(column.Known(block)), bools = Vectors(column.Bools(block));
        Span<Vector256<ulong>> yes = Vectors(True), no = Vectors(False);
        for (int i = 0; i < known.Length; i++)
        {
            yes[i] = known[i] & bools[i];
            no[i] = known[i] & ~bools[i];
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
        Span<Vector256<ulong>> decided = Vectors(deciding), agreed = Vectors(unanimous), error = Vectors(Error), open = Vectors(_open);
        Span<Vector256<ulong>> unknown = stackalloc Vector256<ulong>[open.Length];
        unknown.Clear();
        foreach (TruthKernel operand in operands)
        {
            operand.Run(run, block, _open);
            ReadOnlySpan<Vector256<ulong>> theirs = Vectors(isAnd ? operand.False : operand.True), others = Vectors(isAnd ? operand.True : operand.False);
            ReadOnlySpan<Vector256<ulong>> failed = Vectors(operand.Error);
            for (int i = 0; i < open.Length; i++)
            {
                decided[i] |= theirs[i] & open[i];
                agreed[i] &= others[i];
                unknown[i] |= ~(theirs[i] | others[i] | failed[i]);
                error[i] |= failed[i];
                open[i] &= ~theirs[i];
            }
        }

        for (int i = 0; i < open.Length; i++)
            error[i] &= ~decided[i] & ~unknown[i];
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
