using System.Numerics;

namespace EduIct.Expressions;

/// <summary>
/// The values of one variable for many units, and for each whether it was reported. Ints, doubles and bools lie packed; of strings each
/// is kept once, with a number for each row; anything else is kept as <see cref="CelValue"/>. Every row is unknown at first. Not safe for writing and reading at once.
/// </summary>
public sealed class CelColumn
{
    /// <summary>Rows are worked on in blocks; storage is padded to whole blocks so that no loop has a ragged end.</summary>
    internal const int BlockRows = 2048;
    internal const int BlockWords = BlockRows / 64;

    private readonly double[]? _doubles;
    private readonly ulong[]? _bools;
    private readonly CelValue[]? _values;
    private readonly int[]? _codes;
    private readonly Dictionary<string, int>? _codeOf;
    private readonly List<string>? _texts;
    private readonly ulong[] _known;
    private (long Least, long Most)? _range;

    // Ints take half the memory, and so half the time, as long as all of them fit into 32 bits.
    private int[]? _narrow;
    private long[]? _wide;

    private CelColumn(CelKind kind, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Kind = kind;
        Rows = rows;
        int padded = (rows + BlockRows - 1) / BlockRows * BlockRows;
        _known = new ulong[padded / 64];
        _narrow = kind == CelKind.Int ? new int[padded] : null;
        _doubles = kind == CelKind.Double ? new double[padded] : null;
        _bools = kind == CelKind.Bool ? new ulong[padded / 64] : null;
        if (kind == CelKind.String)
            (_codes, _codeOf, _texts) = (new int[padded], new Dictionary<string, int>(StringComparer.Ordinal), []);
        _values = kind != CelKind.String && _narrow is null && _doubles is null && _bools is null ? new CelValue[padded] : null;
    }

    /// <summary>Makes a column for a variable of the type: packed for <c>int</c>, <c>double</c>, <c>bool</c> and <c>string</c>.</summary>
    public static CelColumn For(CelType type, int rows) => new(
        type.Name switch
        {
            "int" => CelKind.Int,
            "double" => CelKind.Double,
            "bool" => CelKind.Bool,
            "string" => CelKind.String,
            _ => CelKind.Null,
        },
        rows);

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    internal CelKind Kind { get; }

    /// <summary>Sets a row; an unknown makes it unknown again.</summary>
    /// <exception cref="ArgumentException">The column holds another kind, or the value is an error.</exception>
    public void Set(int row, CelValue value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        ulong bit = 1ul << row;
        if (value.Kind == CelKind.Unknown)
        {
            _known[row >> 6] &= ~bit;
            return;
        }

        if (value.Kind == CelKind.Error || (_values is null && value.Kind != Kind))
            throw new ArgumentException($"A column of {Kind} holds no {value}.", nameof(value));
        _known[row >> 6] |= bit;
        _range = null;
        if (Kind == CelKind.Int)
            PutInt(row, value.Bits);
        else if (_doubles is not null)
            _doubles[row] = value.DoubleUnchecked;
        else if (_bools is not null)
            _bools[row >> 6] = value.BoolUnchecked ? _bools[row >> 6] | bit : _bools[row >> 6] & ~bit;
        else if (_codes is not null)
            _codes[row] = CodeOf(value.StringUnchecked);
        else
            _values![row] = value;
    }

    /// <summary>Sets a row of a column of ints without making a value of it.</summary>
    /// <exception cref="InvalidOperationException">The column holds another kind.</exception>
    public void SetInt(int row, long value)
    {
        if (Kind != CelKind.Int)
            throw new InvalidOperationException($"The column holds {Kind}.");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        PutInt(row, value);
        _known[row >> 6] |= 1ul << row;
        _range = null;
    }

    /// <summary>Sets a row of a column of doubles without making a value of it.</summary>
    /// <exception cref="InvalidOperationException">The column holds another kind.</exception>
    public void SetDouble(int row, double value)
    {
        if (_doubles is null)
            throw new InvalidOperationException($"The column holds {Kind}.");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        _doubles[row] = value;
        _known[row >> 6] |= 1ul << row;
    }

    /// <summary>The value of a row, or null where nobody reported one.</summary>
    public CelValue? this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            if ((_known[row >> 6] >> row & 1) == 0)
                return null;
            return _narrow is not null ? CelValue.Int(_narrow[row])
                : _wide is not null ? CelValue.Int(_wide[row])
                : _doubles is not null ? CelValue.Double(_doubles[row])
                : _bools is not null ? CelValue.Bool((_bools[row >> 6] >> row & 1) != 0)
                : _codes is not null ? CelValue.String(_texts![_codes[row]])
                : _values![row];
        }
    }

    /// <summary>The same values in a column of more rows, which are unknown, or of fewer, where nothing was set behind them.</summary>
    internal CelColumn Resized(int rows)
    {
        var resized = new CelColumn(Kind, rows);
        int words = Math.Min(_known.Length, resized._known.Length);
        Array.Copy(_known, resized._known, words);
        Copy(_doubles, resized._doubles, words * 64);
        Copy(_bools, resized._bools, words);
        Copy(_values, resized._values, words * 64);
        Copy(_codes, resized._codes, words * 64);
        Copy(_narrow, resized._narrow, words * 64);
        if (_wide is not null)
        {
            resized._narrow = null;
            resized._wide = new long[resized._known.Length * 64];
            Copy(_wide, resized._wide, words * 64);
        }

        foreach (string text in _texts ?? [])
            resized.CodeOf(text);
        return resized;

        static void Copy<T>(T[]? from, T[]? to, int count)
        {
            if (from is not null)
                Array.Copy(from, to!, count);
        }
    }

    /// <summary>The same values in another order.</summary>
    /// <param name="places">Of each row its new place, from 0, each once; rows behind them fall away.</param>
    internal CelColumn Laid(ReadOnlySpan<int> places)
    {
        var laid = new CelColumn(Kind, places.Length);
        if (_wide is not null)
            (laid._narrow, laid._wide) = (null, new long[laid._known.Length * 64]);
        foreach (string text in _texts ?? [])
            laid.CodeOf(text);
        for (int row = 0; row < places.Length; row++)
        {
            ulong known = _known[row >> 6];
            if (known == 0)
            {
                row |= 63;
                continue;
            }

            if ((known >> row & 1) != 0)
                laid._known[places[row] >> 6] |= 1ul << places[row];
        }

        Lay(_narrow, laid._narrow, places);
        Lay(_wide, laid._wide, places);
        Lay(_doubles, laid._doubles, places);
        Lay(_codes, laid._codes, places);
        Lay(_values, laid._values, places);
        for (int row = 0; _bools is not null && row < places.Length; row++)
            laid._bools![places[row] >> 6] |= (_bools[row >> 6] >> row & 1) << places[row];
        return laid;

        static void Lay<T>(T[]? from, T[]? to, ReadOnlySpan<int> places)
        {
            for (int row = 0; from is not null && row < places.Length; row++)
                to![places[row]] = from[row];
        }
    }

    /// <summary>Makes a row unknown again.</summary>
    internal void Forget(int row) => _known[row >> 6] &= ~(1ul << row);

    internal bool IsNarrow => _narrow is not null;

    internal int TextCount => _texts!.Count;

    internal string Text(int code) => _texts![code];

    internal ReadOnlySpan<int> Codes(int block) => _codes.AsSpan(block * BlockRows, BlockRows);

    internal ReadOnlySpan<ulong> Known(int block) => _known.AsSpan(block * BlockWords, BlockWords);

    internal ReadOnlySpan<ulong> Bools(int block) => _bools.AsSpan(block * BlockWords, BlockWords);

    internal ReadOnlySpan<T> Numbers<T>(int block)
        where T : unmanaged, INumber<T> => ((T[])(typeof(T) == typeof(int) ? _narrow! : typeof(T) == typeof(long) ? _wide! : (Array)_doubles!)).AsSpan(block * BlockRows, BlockRows);

    private void PutInt(int row, long value)
    {
        if (_narrow is not null && value is >= int.MinValue and <= int.MaxValue)
        {
            _narrow[row] = (int)value;
            return;
        }

        if (_narrow is not null)
        {
            _wide = Array.ConvertAll(_narrow, n => (long)n);
            _narrow = null;
        }

        _wide![row] = value;
    }

    private int CodeOf(string text)
    {
        if (!_codeOf!.TryGetValue(text, out int code))
        {
            _codeOf[text] = code = _texts!.Count;
            _texts.Add(text);
        }

        return code;
    }

    /// <summary>The least and the greatest int, so that most columns need no check for overflow.</summary>
    internal (long Least, long Most) Range()
    {
        if (_range is { } range)
            return range;
        long least = 0, most = 0;
        foreach (int value in _narrow ?? [])
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        foreach (long value in _wide ?? [])
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        return (_range = (least, most)).Value;
    }
}
