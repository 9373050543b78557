using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EduIct.Expressions;

/// <summary>A number for each row of a block. A row is known, or an error, or else unknown; an error wins over an unknown, as in every strict
/// call. What stands in rows that are not known does not matter.</summary>
internal abstract class NumberKernel<T>
    where T : unmanaged, INumber<T>
{
    protected static readonly ulong[] None = new ulong[CelColumn.BlockWords];

    protected static readonly ulong[] All = [.. Enumerable.Repeat(ulong.MaxValue, CelColumn.BlockWords)];

    internal abstract ReadOnlySpan<T> Run(CelTable table, int block, out ReadOnlySpan<ulong> known, out ReadOnlySpan<ulong> error);

    /// <summary>Bounds of what any known row can be; only for ints.</summary>
    internal virtual (Int128 Least, Int128 Most) Range(CelTable table) => (long.MinValue, long.MaxValue);
}

internal sealed class ColumnKernel<T>(int slot) : NumberKernel<T>
    where T : unmanaged, INumber<T>
{
    private static readonly T[] Zeros = new T[CelColumn.BlockRows];

    internal override ReadOnlySpan<T> Run(CelTable table, int block, out ReadOnlySpan<ulong> known, out ReadOnlySpan<ulong> error)
    {
        error = None;
        known = table[slot] is { } column ? column.Known(block) : None;
        return table[slot] is { } values ? values.Numbers<T>(block) : Zeros;
    }

    internal override (Int128 Least, Int128 Most) Range(CelTable table) =>
        typeof(T) != typeof(double) && table[slot] is { } column ? column.Range() : base.Range(table);
}

internal sealed class NumberConstantKernel<T>(T value) : NumberKernel<T>
    where T : unmanaged, INumber<T>
{
    private readonly T[] _values = [.. Enumerable.Repeat(value, CelColumn.BlockRows)];

    internal T Value => value;

    internal override ReadOnlySpan<T> Run(CelTable table, int block, out ReadOnlySpan<ulong> known, out ReadOnlySpan<ulong> error)
    {
        known = All;
        error = None;
        return _values;
    }

    internal override (Int128 Least, Int128 Most) Range(CelTable table) =>
        value is double ? base.Range(table) : (long.CreateChecked(value), long.CreateChecked(value));
}

/// <summary>A number as one of a wider type.</summary>
internal sealed class WideningKernel<TFrom, T>(NumberKernel<TFrom> inner) : NumberKernel<T>
    where TFrom : unmanaged, INumber<TFrom>
    where T : unmanaged, INumber<T>
{
    private readonly T[] _values = new T[CelColumn.BlockRows];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override ReadOnlySpan<T> Run(CelTable table, int block, out ReadOnlySpan<ulong> known, out ReadOnlySpan<ulong> error)
    {
        ReadOnlySpan<TFrom> whole = inner.Run(table, block, out known, out error);
        if (typeof(TFrom) == typeof(int))
        {
            ReadOnlySpan<Vector256<int>> narrow = MemoryMarshal.Cast<TFrom, Vector256<int>>(whole);
            Span<Vector256<T>> wide = MemoryMarshal.Cast<T, Vector256<T>>(_values.AsSpan());
            for (int i = 0; i < narrow.Length; i++)
            {
                (Vector256<long> lower, Vector256<long> upper) = Vector256.Widen(narrow[i]);
                wide[2 * i] = Converted(lower);
                wide[(2 * i) + 1] = Converted(upper);
            }

            return _values;
        }

        for (int i = 0; i < _values.Length; i++)
            _values[i] = T.CreateTruncating(whole[i]);
        return _values;
    }

    private static Vector256<T> Converted(Vector256<long> whole) =>
        typeof(T) == typeof(double) ? Vector256.ConvertToDouble(whole).As<double, T>() : whole.As<long, T>();

    internal override (Int128 Least, Int128 Most) Range(CelTable table) => inner.Range(table);
}

/// <summary><c>+ - *</c> on doubles and ints and <c>/</c> on doubles. Longs are checked for overflow only where the columns' bounds
/// leave one possible; 32-bit ints are used only where they leave none.</summary>
internal sealed class ArithmeticKernel<T>(string function, NumberKernel<T> left, NumberKernel<T> right) : NumberKernel<T>
    where T : unmanaged, INumber<T>
{
    private readonly T[] _values = new T[CelColumn.BlockRows];
    private readonly ulong[] _known = new ulong[CelColumn.BlockWords];
    private readonly ulong[] _error = new ulong[CelColumn.BlockWords];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override ReadOnlySpan<T> Run(CelTable table, int block, out ReadOnlySpan<ulong> known, out ReadOnlySpan<ulong> error)
    {
        ReadOnlySpan<T> a = left.Run(table, block, out ReadOnlySpan<ulong> knownLeft, out ReadOnlySpan<ulong> errorLeft);
        ReadOnlySpan<T> b = right.Run(table, block, out ReadOnlySpan<ulong> knownRight, out ReadOnlySpan<ulong> errorRight);
        for (int w = 0; w < _known.Length; w++)
        {
            _known[w] = knownLeft[w] & knownRight[w];
            _error[w] = errorLeft[w] | errorRight[w];
        }

        if (typeof(T) == typeof(long) && !Fits(Exact(table)))
            Checked(MemoryMarshal.Cast<T, long>(a), MemoryMarshal.Cast<T, long>(b), MemoryMarshal.Cast<T, long>(_values.AsSpan()));
        else
            Unchecked(a, b);
        known = _known;
        error = _error;
        return _values;
    }

    internal override (Int128 Least, Int128 Most) Range(CelTable table)
    {
        (Int128 Least, Int128 Most) exact = Exact(table);
        return (Int128.Clamp(exact.Least, long.MinValue, long.MaxValue), Int128.Clamp(exact.Most, long.MinValue, long.MaxValue));
    }

    private static bool Fits((Int128 Least, Int128 Most) range) => range.Least >= long.MinValue && range.Most <= long.MaxValue;

    /// <summary>Bounds of the result as if there were no overflow.</summary>
    internal (Int128 Least, Int128 Most) Exact(CelTable table)
    {
        (Int128 a, Int128 b) = left.Range(table);
        (Int128 c, Int128 d) = right.Range(table);
        if (function == Operators.Add)
            return (a + c, b + d);
        if (function == Operators.Subtract)
            return (a - d, b - c);
        return (Int128.Min(Int128.Min(a * c, a * d), Int128.Min(b * c, b * d)), Int128.Max(Int128.Max(a * c, a * d), Int128.Max(b * c, b * d)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Unchecked(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
    {
        ReadOnlySpan<Vector256<T>> x = MemoryMarshal.Cast<T, Vector256<T>>(a), y = MemoryMarshal.Cast<T, Vector256<T>>(b);
        Span<Vector256<T>> z = MemoryMarshal.Cast<T, Vector256<T>>(_values.AsSpan());
        switch (function)
        {
            case Operators.Add:
                for (int i = 0; i < z.Length; i++)
                    z[i] = x[i] + y[i];
                break;
            case Operators.Subtract:
                for (int i = 0; i < z.Length; i++)
                    z[i] = x[i] - y[i];
                break;
            case Operators.Multiply:
                for (int i = 0; i < z.Length; i++)
                    z[i] = x[i] * y[i];
                break;
            default:
                for (int i = 0; i < z.Length; i++)
                    z[i] = x[i] / y[i];
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Checked(ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> results)
    {
        for (int i = 0; i < results.Length; i++)
        {
            Int128 exact = function switch
            {
                Operators.Add => (Int128)a[i] + b[i],
                Operators.Subtract => (Int128)a[i] - b[i],
                _ => (Int128)a[i] * b[i],
            };
            results[i] = unchecked((long)exact);
            ulong bit = 1ul << i;
            if (results[i] == exact || (_known[i >> 6] & bit) == 0)
                continue;
            _known[i >> 6] &= ~bit;
            _error[i >> 6] |= bit;
        }
    }
}

/// <summary><c>/</c> and <c>%</c> on ints.</summary>
internal sealed class DivisionKernel(string function, NumberKernel<long> left, NumberKernel<long> right) : NumberKernel<long>
{
    private readonly long[] _values = new long[CelColumn.BlockRows];
    private readonly ulong[] _known = new ulong[CelColumn.BlockWords];
    private readonly ulong[] _error = new ulong[CelColumn.BlockWords];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override ReadOnlySpan<long> Run(CelTable table, int block, out ReadOnlySpan<ulong> known, out ReadOnlySpan<ulong> error)
    {
        ReadOnlySpan<long> a = left.Run(table, block, out ReadOnlySpan<ulong> knownLeft, out ReadOnlySpan<ulong> errorLeft);
        ReadOnlySpan<long> b = right.Run(table, block, out ReadOnlySpan<ulong> knownRight, out ReadOnlySpan<ulong> errorRight);
        for (int w = 0; w < _known.Length; w++)
        {
            _known[w] = knownLeft[w] & knownRight[w];
            _error[w] = errorLeft[w] | errorRight[w];
        }

        if (IsExactInDouble(left.Range(table)) && IsExactInDouble(right.Range(table)))
            ByVectors(a, b);
        else
            OneByOne(a, b);
        known = _known;
        error = _error;
        return _values;
    }

    /// <summary>Below 2^52 the rounded quotient of two whole doubles never passes the next whole number, so cutting it off is exact.</summary>
    private static bool IsExactInDouble((Int128 Least, Int128 Most) range) => range.Least > -(1L << 52) && range.Most < 1L << 52;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ByVectors(ReadOnlySpan<long> a, ReadOnlySpan<long> b)
    {
        ReadOnlySpan<Vector256<long>> x = MemoryMarshal.Cast<long, Vector256<long>>(a), y = MemoryMarshal.Cast<long, Vector256<long>>(b);
        Span<Vector256<long>> z = MemoryMarshal.Cast<long, Vector256<long>>(_values.AsSpan());
        int perWord = 64 / Vector256<long>.Count;
        bool divide = function == Operators.Divide;
        for (int i = 0; i < z.Length; i++)
        {
            Vector256<long> quotient = Vector256.ConvertToInt64Native(Vector256.ConvertToDouble(x[i]) / Vector256.ConvertToDouble(y[i]));
            z[i] = divide ? quotient : x[i] - (quotient * y[i]);
            uint zeros = Vector256.Equals(y[i], Vector256<long>.Zero).ExtractMostSignificantBits();
            if (zeros != 0)
                Fail(i / perWord, (ulong)zeros << (i % perWord * Vector256<long>.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneByOne(ReadOnlySpan<long> a, ReadOnlySpan<long> b)
    {
        bool divide = function == Operators.Divide;
        for (int i = 0; i < _values.Length; i++)
        {
            if (b[i] != 0 && (b[i] != -1 || a[i] != long.MinValue))
                _values[i] = divide ? a[i] / b[i] : a[i] % b[i];
            else
                Fail(i >> 6, 1ul << i);
        }
    }

    private void Fail(int word, ulong rows)
    {
        _error[word] |= _known[word] & rows;
        _known[word] &= ~rows;
    }
}
