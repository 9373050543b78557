using System.Numerics;

namespace EduIct.Expressions;

/// <summary>What has no kernel: the interpreter, row by row, for the rows that still matter.</summary>
internal sealed class RowKernel(PlanNode plan, bool isRoot) : TruthKernel
{
    internal override void Run(VectorRun run, int block, ReadOnlySpan<ulong> active)
    {
        for (int w = 0; w < CelColumn.BlockWords; w++)
        {
            (True[w], False[w], Error[w], Other[w]) = (0, 0, 0, 0);
            for (ulong rest = active[w]; rest != 0; rest &= rest - 1)
            {
                int place = BitOperations.TrailingZeroCount(rest);
                ulong bit = 1ul << place;
                CelValue value = run.EvaluateRow(plan, block, (w * 64) + place);
                switch (value.Kind)
                {
                    case CelKind.Bool when value.BoolUnchecked:
                        True[w] |= bit;
                        break;
                    case CelKind.Bool:
                        False[w] |= bit;
                        break;
                    case CelKind.Error:
                        Error[w] |= bit;
                        break;
                    case not CelKind.Unknown:
                        (isRoot ? Other : Error)[w] |= bit;
                        break;
                }
            }
        }
    }
}
