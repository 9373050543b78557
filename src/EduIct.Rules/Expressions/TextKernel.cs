using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EduIct.Expressions;

/// <summary>What depends on one string variable alone: evaluated once for each text that the column has, however many rows have it.</summary>
internal sealed class TextKernel(PlanNode plan, int slot, bool isRoot) : TruthKernel
{
    private CelColumn? _column;
    private (CelValue Value, long Cost)?[] _results = [];

    // For each text a bit where it makes the expression true, false, fail: what a row needs when no text costs anything.
    private byte[] _bits = [];
    private bool _isFree;

    // The same for a column of few texts of which none fails: in the sign where a text makes it true, false in the one below.
    private Vector256<int>? _few;

    internal override void Run(VectorRun run, int block, ReadOnlySpan<ulong> active)
    {
        CelColumn? column = run.Table[slot];
        if (column is null || column != _column || _results.Length <= column.TextCount)
            Start(run, column);
        if (_few is { } signs)
        {
            RunFew(block, signs, active);
            return;
        }

        if (_isFree)
        {
            RunFree(block);
            return;
        }

        for (int w = 0; w < CelColumn.BlockWords; w++)
        {
            (True[w], False[w], Error[w], Other[w]) = (0, 0, 0, 0);
            ulong known = column is null ? 0 : column.Known(block)[w];
            for (ulong rest = active[w]; rest != 0; rest &= rest - 1)
            {
                int row = (w * 64) + BitOperations.TrailingZeroCount(rest);
                int result = (known & (rest & (~rest + 1))) == 0 ? 0 : 1 + column!.Codes(block)[row];
                (CelValue value, long cost) = _results[result] ??= Evaluate(run, result);
                if (cost > 0 && !run.TrySpend(row, cost))
                    Error[w] |= 1ul << row;
                else
                    Put(w, 1ul << row, value);
            }
        }
    }

    /// <summary>The first place is that of the missing text. A dictionary that is short beside the table is evaluated at once.</summary>
    private void Start(VectorRun run, CelColumn? column)
    {
        _column = column;
        _results = new (CelValue, long)?[1 + (column?.TextCount ?? 0)];
        _isFree = column is not null && _results.Length <= 1 + (column.Rows / 16);
        _few = null;
        if (!_isFree)
            return;
        _bits = new byte[_results.Length];
        for (int i = 0; i < _results.Length && _isFree; i++)
        {
            (CelValue value, long cost) = (_results[i] = Evaluate(run, i)).Value;
            _isFree = cost == 0 && value.Kind is CelKind.Bool or CelKind.Unknown or CelKind.Error;
            _bits[i] = (byte)(value.Kind == CelKind.Error ? 4 : value.IsTrue ? 1 : value.Kind == CelKind.Bool ? 2 : 0);
        }

        if (_isFree && _bits.Length <= 1 + Vector256<int>.Count && !_bits.Any(bits => bits == 4))
        {
            Span<int> signs = stackalloc int[Vector256<int>.Count];
            for (int i = 1; i < _bits.Length; i++)
                signs[i - 1] = _bits[i] << 30 << 1 | _bits[i] >> 1 << 30;
            _few = Vector256.Create<int>(signs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunFew(int block, Vector256<int> signs, ReadOnlySpan<ulong> active)
    {
        ReadOnlySpan<ulong> allKnown = _column!.Known(block);
        ReadOnlySpan<Vector256<int>> codes = MemoryMarshal.Cast<int, Vector256<int>>(_column.Codes(block));
        ulong missingIsTrue = (_bits[0] & 1) == 0 ? 0 : ulong.MaxValue, missingIsFalse = (_bits[0] & 2) == 0 ? 0 : ulong.MaxValue;
        int perWord = 64 / Vector256<int>.Count;
        for (int w = 0; w < CelColumn.BlockWords; w++)
        {
            ulong yes = 0, no = 0, known = allKnown[w];
            for (int i = 0; i < perWord && active[w] != 0; i++)
            {
                Vector256<int> found = Vector256.Shuffle(signs, codes[(w * perWord) + i]);
                yes |= (ulong)found.ExtractMostSignificantBits() << (i * Vector256<int>.Count);
                no |= (ulong)(found << 1).ExtractMostSignificantBits() << (i * Vector256<int>.Count);
            }

            True[w] = (yes & known) | (missingIsTrue & ~known);
            False[w] = (no & known) | (missingIsFalse & ~known);
            Error[w] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunFree(int block)
    {
        ReadOnlySpan<ulong> allKnown = _column!.Known(block);
        ReadOnlySpan<int> codes = _column.Codes(block);
        for (int w = 0; w < CelColumn.BlockWords; w++)
        {
            ulong yes = 0, no = 0, bad = 0, known = allKnown[w];
            ReadOnlySpan<int> word = codes.Slice(w * 64, 64);
            for (int i = 0; i < word.Length; i++)
            {
                ulong bits = _bits[word[i] + 1];
                yes |= (bits & 1) << i;
                no |= (bits >> 1 & 1) << i;
                bad |= (bits >> 2) << i;
            }

            True[w] = (yes & known) | ((_bits[0] & 1) == 0 ? 0 : ~known);
            False[w] = (no & known) | ((_bits[0] & 2) == 0 ? 0 : ~known);
            Error[w] = (bad & known) | ((_bits[0] & 4) == 0 ? 0 : ~known);
        }
    }

    private void Put(int word, ulong bit, CelValue value)
    {
        if (value.Kind == CelKind.Bool)
            (value.BoolUnchecked ? True : False)[word] |= bit;
        else if (value.Kind != CelKind.Unknown)
            (isRoot && value.Kind != CelKind.Error ? Other : Error)[word] |= bit;
    }

    private (CelValue Value, long Cost) Evaluate(VectorRun run, int result)
    {
        CelValue value = run.EvaluateText(plan, slot, result == 0 ? null : _column!.Text(result - 1), out long cost);
        return (value, cost);
    }
}
