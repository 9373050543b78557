using System.Numerics;
using System.Runtime.InteropServices;
using EduIct.Facts;

namespace EduIct.Benchmarks.Compliance;

/// <summary>What the machine can do: as many bytes as the columns of a table have, taken from a stretch that no cache holds, summed.</summary>
internal sealed class PlainRead
{
    // More than the last cache of any machine; reads walk through it, so that no pass finds what the one before left.
    private const long Stretch = 1L << 30;

    private readonly long[] _memory = new long[Stretch / sizeof(long)];
    private readonly long[] _sums = new long[2];
    private int _from;

    public PlainRead(long bytes)
    {
        Bytes = bytes;
        Array.Fill(_memory, 1);
    }

    public long Bytes { get; }

    private int Length => (int)(Bytes / sizeof(long));

    /// <summary>The bytes of the columns that <see cref="SchoolFacts"/> fills: a bit that says whether it is known, and the value.</summary>
    public static long BytesOf(FactDictionary facts, int rows)
    {
        var names = typeof(SchoolUnit).GetProperties().Select(property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        long bits = facts.Definitions.Where(fact => names.Contains(fact.Id.Replace(".", "", StringComparison.Ordinal))).Sum(fact => fact.Type switch
        {
            FactType.Flag => 1 + 1,
            FactType.Number => 1 + 64,
            _ => 1 + 32L,
        });
        return bits * rows / 8;
    }

    public long Sum()
    {
        int from = Next();
        return SumOf(_memory.AsSpan(from, Length));
    }

    public long SumOnTwo()
    {
        int from = Next(), half = Length / 2;
        Parallel.For(0, 2, part => _sums[part] = SumOf(_memory.AsSpan(from + (part * half), half)));
        return _sums[0] + _sums[1];
    }

    public override string ToString() => $"the columns have {Bytes:N0} bytes";

    private int Next()
    {
        _from = _from + (2 * Length) > _memory.Length ? 0 : _from + Length;
        return _from;
    }

    private static long SumOf(ReadOnlySpan<long> part)
    {
        ReadOnlySpan<Vector<long>> vectors = MemoryMarshal.Cast<long, Vector<long>>(part);
        Vector<long> a = default, b = default, c = default, d = default;
        for (int i = 0; i + 3 < vectors.Length; i += 4)
        {
            a += vectors[i];
            b += vectors[i + 1];
            c += vectors[i + 2];
            d += vectors[i + 3];
        }

        return Vector.Sum(a + b + c + d);
    }
}
