using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EduIct.Expressions;

/// <summary>How two vectors compare; the other relations are these with sides changed or negated.</summary>
internal interface IVectorRelation
{
    static abstract Vector256<T> Of<T>(Vector256<T> a, Vector256<T> b);
}

internal readonly struct IsLess : IVectorRelation
{
    public static Vector256<T> Of<T>(Vector256<T> a, Vector256<T> b) => Vector256.LessThan(a, b);
}

internal readonly struct IsLessOrEqual : IVectorRelation
{
    public static Vector256<T> Of<T>(Vector256<T> a, Vector256<T> b) => Vector256.LessThanOrEqual(a, b);
}

internal readonly struct IsEqual : IVectorRelation
{
    public static Vector256<T> Of<T>(Vector256<T> a, Vector256<T> b) => Vector256.Equals(a, b);
}

/// <summary>A relation between two numbers of one kind.</summary>
internal sealed class ComparisonKernel<T, TRelation>(NumberKernel<T> left, NumberKernel<T> right, bool negate) : TruthKernel
    where T : unmanaged, INumber<T>
    where TRelation : struct, IVectorRelation
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Run(VectorRun run, int block, ReadOnlySpan<ulong> active)
    {
        ReadOnlySpan<T> a = left.Run(run.Table, block, out ReadOnlySpan<ulong> knownLeft, out ReadOnlySpan<ulong> errorLeft);
        ReadOnlySpan<T> b = right.Run(run.Table, block, out ReadOnlySpan<ulong> knownRight, out ReadOnlySpan<ulong> errorRight);
        ReadOnlySpan<Vector256<T>> x = MemoryMarshal.Cast<T, Vector256<T>>(a), y = MemoryMarshal.Cast<T, Vector256<T>>(b);
        int perWord = 64 / Vector256<T>.Count;
        for (int w = 0; w < CelColumn.BlockWords; w++)
        {
            if (active[w] == 0)
            {
                (True[w], False[w], Error[w]) = (0, 0, 0);
                continue;
            }

            ulong holds = 0;
            for (int i = 0; i < perWord; i++)
                holds |= (ulong)TRelation.Of(x[(w * perWord) + i], y[(w * perWord) + i]).ExtractMostSignificantBits() << (i * Vector256<T>.Count);
            if (negate)
                holds = ~holds;
            ulong known = knownLeft[w] & knownRight[w];
            True[w] = known & holds;
            False[w] = known & ~holds;
            Error[w] = errorLeft[w] | errorRight[w];
        }
    }
}
