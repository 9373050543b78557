using System.Numerics;

namespace EduIct.Expressions;

/// <summary>What depends on one string variable alone: evaluated once for each text that the column has, however many rows have it.</summary>
internal sealed class TextKernel(PlanNode plan, int slot, bool isRoot) : TruthKernel
{
    private CelColumn? _column;
    private (CelValue Value, long Cost)?[] _results = [];

    internal override void Run(VectorRun run, int block, ReadOnlySpan<ulong> active)
    {
        CelColumn? column = run.Table[slot];
        if (column is null || column != _column || _results.Length <= column.TextCount)
        {
            // The first place is that of the missing text.
            _column = column;
            _results = new (CelValue, long)?[1 + (column?.TextCount ?? 0)];
        }

        for (int w = 0; w < CelColumn.BlockWords; w++)
        {
            (True[w], False[w], Error[w], Other[w]) = (0, 0, 0, 0);
            ulong known = column is null ? 0 : column.Known(block)[w];
            for (ulong rest = active[w]; rest != 0; rest &= rest - 1)
            {
                int place = BitOperations.TrailingZeroCount(rest);
                ulong bit = 1ul << place;
                int result = (known & bit) == 0 ? 0 : 1 + column!.Codes(block)[(w * 64) + place];
                (CelValue value, long cost) = _results[result] ??= Evaluate(run, result);
                if (cost > 0 && !run.TrySpend((w * 64) + place, cost))
                    Error[w] |= bit;
                else if (value.Kind == CelKind.Bool)
                    (value.BoolUnchecked ? True : False)[w] |= bit;
                else if (value.Kind != CelKind.Unknown)
                    (isRoot && value.Kind != CelKind.Error ? Other : Error)[w] |= bit;
            }
        }
    }

    private (CelValue Value, long Cost) Evaluate(VectorRun run, int result)
    {
        CelValue value = run.EvaluateText(plan, slot, result == 0 ? null : _column!.Text(result - 1), out long cost);
        return (value, cost);
    }
}
