using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NodaTime;

namespace EduIct.Expressions;

/// <summary>
/// A CEL value (langdef, "Values"). Scalars live in the struct itself, so that making and passing them allocates nothing.
/// The default value is <c>null</c>. <see cref="Equals(CelValue)"/> asks for the same kind and the same content, NaN equal to itself;
/// CEL's own <c>==</c>, where <c>1 == 1.0</c>, is <see cref="CelEquals"/>.
/// </summary>
public readonly struct CelValue : IEquatable<CelValue>
{
    private readonly object? _reference;
    private readonly long _bits;
    private readonly int _nanos;
    private readonly CelKind _kind;

    private CelValue(CelKind kind, long bits, object? reference = null, int nanos = 0)
    {
        _kind = kind;
        _bits = bits;
        _reference = reference;
        _nanos = nanos;
    }

    /// <summary>What this value holds.</summary>
    public CelKind Kind => _kind;

    /// <summary><c>null</c>.</summary>
    public static CelValue Null => default;

    /// <summary><c>true</c>.</summary>
    public static CelValue True => new(CelKind.Bool, 1);

    /// <summary><c>false</c>.</summary>
    public static CelValue False => new(CelKind.Bool, 0);

    /// <summary>Makes a <c>bool</c>.</summary>
    public static CelValue Bool(bool value) => new(CelKind.Bool, value ? 1 : 0);

    /// <summary>Makes an <c>int</c>.</summary>
    public static CelValue Int(long value) => new(CelKind.Int, value);

    /// <summary>Makes a <c>uint</c>.</summary>
    public static CelValue Uint(ulong value) => new(CelKind.Uint, unchecked((long)value));

    /// <summary>Makes a <c>double</c>.</summary>
    public static CelValue Double(double value) => new(CelKind.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>Makes a <c>string</c>.</summary>
    public static CelValue String(string value) => new(CelKind.String, 0, value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>Makes <c>bytes</c> from a copy of <paramref name="value"/>.</summary>
    public static CelValue Bytes(ReadOnlySpan<byte> value) => new(CelKind.Bytes, 0, value.ToArray());

    /// <summary>Makes a <c>list</c> from a copy of <paramref name="items"/>; an error or unknown among them is refused.</summary>
    public static CelValue List(IEnumerable<CelValue> items)
    {
        CelValue[] copy = [.. items];
        foreach (CelValue item in copy)
            if (item.Kind >= CelKind.Unknown)
                throw new ArgumentException("A list holds no error and no unknown.", nameof(items));
        return FromList(copy);
    }

    /// <summary>Makes a <c>map</c>, in the order of <paramref name="entries"/>.</summary>
    /// <exception cref="ArgumentException">A key is not a bool, int, uint or string, or occurs twice (<c>1</c> and <c>1u</c> are one key);
    /// or a value is an error or unknown.</exception>
    public static CelValue Map(IEnumerable<KeyValuePair<CelValue, CelValue>> entries)
    {
        var builder = new MapBuilder();
        foreach ((CelValue key, CelValue value) in entries)
        {
            if (value.Kind >= CelKind.Unknown)
                throw new ArgumentException("A map holds no error and no unknown.", nameof(entries));
            if (builder.Add(key, value) is { } error)
                throw new ArgumentException(error.Detail, nameof(entries));
        }

        return FromMap(builder.Build());
    }

    /// <summary>Makes a <c>google.protobuf.Timestamp</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the years 1 to 9999.</exception>
    public static CelValue Timestamp(Instant value)
    {
        Duration sinceEpoch = value - NodaConstants.UnixEpoch;
        long seconds = value.ToUnixTimeSeconds();
        int nanos = (int)(sinceEpoch - NodaTime.Duration.FromSeconds(seconds)).ToInt64Nanoseconds();
        if (!TimeText.IsInRange(seconds))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A timestamp lies in the years 1 to 9999.");
        return FromTimestamp(seconds, nanos);
    }

    /// <summary>Makes a <c>google.protobuf.Duration</c>.</summary>
    /// <exception cref="OverflowException">Beyond about ±292 years.</exception>
    public static CelValue Duration(Duration value) => FromDuration(value.ToInt64Nanoseconds());

    /// <summary>Makes a <c>type</c> value.</summary>
    public static CelValue Type(CelType value) => new(CelKind.Type, 0, value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>Makes an unknown that names the facts that are missing.</summary>
    /// <exception cref="ArgumentException">No attribute was given.</exception>
    public static CelValue Unknown(params ReadOnlySpan<CelAttribute> missing) =>
        missing.IsEmpty ? throw new ArgumentException("An unknown names what is missing.", nameof(missing))
            : new(CelKind.Unknown, 0, MissingAttributes.Of(missing));

    /// <summary>Makes an error.</summary>
    public static CelValue Error(CelError value) => new(CelKind.Error, 0, value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>True for <c>true</c>, and for nothing else.</summary>
    public bool IsTrue => _kind == CelKind.Bool && _bits != 0;

    /// <summary>The <c>bool</c>.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind; so with every accessor below.</exception>
    public bool AsBool() => Expect(CelKind.Bool)._bits != 0;

    /// <summary>The <c>int</c>.</summary>
    public long AsInt() => Expect(CelKind.Int)._bits;

    /// <summary>The <c>uint</c>.</summary>
    public ulong AsUint() => unchecked((ulong)Expect(CelKind.Uint)._bits);

    /// <summary>The <c>double</c>.</summary>
    public double AsDouble() => BitConverter.Int64BitsToDouble(Expect(CelKind.Double)._bits);

    /// <summary>The <c>string</c>.</summary>
    public string AsString() => (string)Expect(CelKind.String)._reference!;

    /// <summary>The <c>bytes</c>.</summary>
    public ReadOnlyMemory<byte> AsBytes() => (byte[])Expect(CelKind.Bytes)._reference!;

    /// <summary>The items of a <c>list</c>.</summary>
    public IReadOnlyList<CelValue> AsList() => (CelValue[])Expect(CelKind.List)._reference!;

    /// <summary>The entries of a <c>map</c>, in the order in which they were put.</summary>
    public IReadOnlyList<KeyValuePair<CelValue, CelValue>> AsMap() => ((MapEntries)Expect(CelKind.Map)._reference!).Items;

    /// <summary>The <c>type</c>.</summary>
    public CelType AsType() => (CelType)Expect(CelKind.Type)._reference!;

    /// <summary>The <c>google.protobuf.Timestamp</c>.</summary>
    public Instant AsTimestamp() => Instant.FromUnixTimeSeconds(Expect(CelKind.Timestamp)._bits).PlusNanoseconds(_nanos);

    /// <summary>The <c>google.protobuf.Duration</c>.</summary>
    public Duration AsDuration() => NodaTime.Duration.FromNanoseconds(Expect(CelKind.Duration)._bits);

    /// <summary>The facts that are missing, sorted by their text and each once; empty when the value is not an unknown.</summary>
    public IReadOnlyList<CelAttribute> Missing => _kind == CelKind.Unknown ? (CelAttribute[])_reference! : [];

    /// <summary>The error, or null when the value is not one.</summary>
    public CelError? Failure => _kind == CelKind.Error ? (CelError)_reference! : null;

    /// <summary>CEL's <c>==</c>: numbers on one line whatever their kind, NaN equal to nothing, other kinds only with their own
    /// (langdef, "Equality"). False when either side is an error or unknown.</summary>
    public bool CelEquals(CelValue other) => _kind < CelKind.Unknown && other._kind < CelKind.Unknown && Equality.AreEqual(this, other);

    /// <inheritdoc/>
    public bool Equals(CelValue other) => _kind == other._kind && _kind switch
    {
        CelKind.Null => true,
        CelKind.Double => AsDouble().Equals(other.AsDouble()),
        CelKind.String => string.Equals((string)_reference!, (string)other._reference!, StringComparison.Ordinal),
        CelKind.Bytes => BytesUnchecked.AsSpan().SequenceEqual(other.BytesUnchecked),
        CelKind.List => ListUnchecked.AsSpan().SequenceEqual(other.ListUnchecked),
        CelKind.Map => MapUnchecked.SameAs(other.MapUnchecked),
        CelKind.Unknown => ((CelAttribute[])_reference!).AsSpan().SequenceEqual((CelAttribute[])other._reference!),
        CelKind.Type or CelKind.Error => _reference!.Equals(other._reference),
        _ => _bits == other._bits && _nanos == other._nanos,
    };

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is CelValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _kind switch
    {
        CelKind.Double => HashCode.Combine(_kind, AsDouble()),
        CelKind.String => ((string)_reference!).GetHashCode(StringComparison.Ordinal),
        CelKind.Bytes => HashCode.Combine(_kind, BytesUnchecked.Length),
        CelKind.List => HashCode.Combine(_kind, ListUnchecked.Length),
        CelKind.Map => HashCode.Combine(_kind, MapUnchecked.Count),
        CelKind.Unknown => HashCode.Combine(_kind, ((CelAttribute[])_reference!).Length),
        CelKind.Type or CelKind.Error => _reference!.GetHashCode(),
        _ => HashCode.Combine(_kind, _bits, _nanos),
    };

    /// <summary>The value as a CEL literal or call that yields it; an unknown or error as its list of facts or its message.</summary>
    public override string ToString() => ValueText.Of(this);

    /// <summary>Same as <see cref="Equals(CelValue)"/>.</summary>
    public static bool operator ==(CelValue left, CelValue right) => left.Equals(right);

    /// <summary>The negation of <see cref="Equals(CelValue)"/>.</summary>
    public static bool operator !=(CelValue left, CelValue right) => !left.Equals(right);

    internal static CelValue FromBytes(byte[] owned) => new(CelKind.Bytes, 0, owned);

    internal static CelValue FromList(CelValue[] owned) => new(CelKind.List, 0, owned);

    internal static CelValue FromMap(MapEntries entries) => new(CelKind.Map, 0, entries);

    internal static CelValue FromTimestamp(long seconds, int nanos) => new(CelKind.Timestamp, seconds, null, nanos);

    internal static CelValue FromDuration(long nanoseconds) => new(CelKind.Duration, nanoseconds);

    internal static CelValue FromMissing(CelAttribute[] sortedDistinct) => new(CelKind.Unknown, 0, sortedDistinct);

    internal static CelValue Fail(string code, string detail) => Error(new CelError(code, detail));

    internal static CelValue FromBits(CelKind kind, long bits) => new(kind, bits);

    internal long Bits => _bits;

    internal int Nanos => _nanos;

    internal object? Reference => _reference;

    internal bool BoolUnchecked => _bits != 0;

    internal double DoubleUnchecked => BitConverter.Int64BitsToDouble(_bits);

    internal string StringUnchecked => Unsafe.As<string>(_reference)!;

    internal byte[] BytesUnchecked => Unsafe.As<byte[]>(_reference)!;

    internal CelValue[] ListUnchecked => Unsafe.As<CelValue[]>(_reference)!;

    internal MapEntries MapUnchecked => Unsafe.As<MapEntries>(_reference)!;

    internal CelType TypeUnchecked => Unsafe.As<CelType>(_reference)!;

    internal bool IsNumber => _kind is CelKind.Int or CelKind.Uint or CelKind.Double;

    private CelValue Expect(CelKind kind) =>
        _kind == kind ? this : throw new InvalidOperationException($"The value is of kind {_kind}, not {kind}: {this}");
}
