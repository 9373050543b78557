namespace EduIct.Expressions;

/// <summary>One pass over a table. The cost of a row adds up over all parts of the expression that need the interpreter, as if it had run them in
/// one go.</summary>
internal sealed class VectorRun(CelTable table, int locals, CancellationToken cancellation)
{
    private readonly Evaluation _evaluation = new(locals);
    private readonly CelFacts _facts = new(table.Environment);
    private readonly long[] _spent = new long[CelColumn.BlockRows];
    internal CelTable Table => table;

    /// <summary>Whether any row of the block cost something.</summary>
    internal bool HasSpent { get; private set; }

    /// <summary>Rows of the block that cost too much; whatever the kernels say of them, they are errors.</summary>
    internal ulong[] Exceeded { get; } = new ulong[CelColumn.BlockWords];

    internal void StartBlock()
    {
        cancellation.ThrowIfCancellationRequested();
        if (!HasSpent)
            return;
        Array.Clear(_spent);
        Array.Clear(Exceeded);
        HasSpent = false;
    }

    internal CelValue EvaluateRow(PlanNode plan, int block, int row)
    {
        table.Load((block * CelColumn.BlockRows) + row, plan.Slots, _facts);
        long limit = table.Environment.Limits.Cost;
        HasSpent = true;
        _evaluation.Start(_facts, limit - _spent[row], cancellation);
        try
        {
            CelValue value = plan.Evaluate(_evaluation);
            _spent[row] = limit - _evaluation.Remaining;
            return value;
        }
        catch (CostExceededException)
        {
            _spent[row] = limit;
            Exceeded[row >> 6] |= 1ul << row;
            return CelValue.Fail("limit", "");
        }
    }

    /// <summary>Evaluates for a text, or for a missing one, apart from any row; the cost is more than any limit where it was exceeded.</summary>
    internal CelValue EvaluateText(PlanNode plan, int slot, string? text, out long cost)
    {
        long limit = table.Environment.Limits.Cost;
        _facts.Values[slot] = text is null ? table.Environment.Unreported[slot] : CelValue.String(text);
        _evaluation.Start(_facts, limit, cancellation);
        try
        {
            CelValue value = plan.Evaluate(_evaluation);
            cost = limit - _evaluation.Remaining;
            return value;
        }
        catch (CostExceededException)
        {
            cost = long.MaxValue;
            return CelValue.Fail("limit", "");
        }
    }

    /// <summary>Books a cost for a row; false where it is too much.</summary>
    internal bool TrySpend(int row, long cost)
    {
        HasSpent = true;
        if (cost <= table.Environment.Limits.Cost - _spent[row])
        {
            _spent[row] += cost;
            return true;
        }

        _spent[row] = table.Environment.Limits.Cost;
        Exceeded[row >> 6] |= 1ul << row;
        return false;
    }
}
