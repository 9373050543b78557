namespace EduIct.Expressions;

/// <summary>The comprehension macros (langdef, "Macros"). Every turn is charged with the size of what it evaluates.</summary>
internal sealed class LoopPlan(LoopKind kind, PlanNode range, int local, PlanNode? condition, PlanNode body, int turnCost) : PlanNode
{
    internal override CelValue Evaluate(Evaluation evaluation)
    {
        CelValue source = range.Evaluate(evaluation);
        switch (source.Kind)
        {
            case CelKind.List:
                CelValue[] items = source.ListUnchecked;
                return Run(evaluation, items.Length, (items, null));
            case CelKind.Map:
                KeyValuePair<CelValue, CelValue>[] entries = source.MapUnchecked.Items;
                return Run(evaluation, entries.Length, (null, entries));
            case CelKind.Unknown or CelKind.Error:
                return source;
            default:
                return FunctionBody.NoOverload("comprehension", source);
        }
    }

    private CelValue Run(Evaluation evaluation, int count, (CelValue[]? Items, KeyValuePair<CelValue, CelValue>[]? Entries) source) => kind switch
    {
        LoopKind.All or LoopKind.Exists => Quantify(evaluation, count, source),
        LoopKind.ExistsOne => Count(evaluation, count, source),
        _ => Transform(evaluation, count, source),
    };

    private CelValue Turn(Evaluation evaluation, int i, (CelValue[]? Items, KeyValuePair<CelValue, CelValue>[]? Entries) source)
    {
        evaluation.Charge(turnCost);
        CelValue item = source.Items is { } items ? items[i] : source.Entries![i].Key;
        evaluation.Locals[local] = item;
        return item;
    }

    private CelValue Quantify(Evaluation evaluation, int count, (CelValue[]?, KeyValuePair<CelValue, CelValue>[]?) source)
    {
        bool all = kind == LoopKind.All;
        CelValue undecided = CelValue.Bool(all);
        for (int i = 0; i < count; i++)
        {
            Turn(evaluation, i, source);
            CelValue value = body.Evaluate(evaluation);
            if (value.Kind == CelKind.Bool && value.BoolUnchecked != all)
                return value;
            undecided = LogicPlan.Combine(undecided, value, all ? "all" : "exists");
        }

        return undecided;
    }

    private CelValue Count(Evaluation evaluation, int count, (CelValue[]?, KeyValuePair<CelValue, CelValue>[]?) source)
    {
        int found = 0;
        CelValue trouble = default;
        for (int i = 0; i < count; i++)
        {
            Turn(evaluation, i, source);
            if (Holds(body.Evaluate(evaluation), ref trouble))
                found++;
            if (trouble.Kind == CelKind.Error)
                return trouble;
        }

        return trouble.Kind == CelKind.Unknown ? trouble : CelValue.Bool(found == 1);
    }

    private CelValue Transform(Evaluation evaluation, int count, (CelValue[]?, KeyValuePair<CelValue, CelValue>[]?) source)
    {
        var results = new List<CelValue>();
        CelValue trouble = default;
        PlanNode? predicate = kind == LoopKind.Filter ? body : condition;
        for (int i = 0; i < count; i++)
        {
            CelValue result = Turn(evaluation, i, source);
            if (predicate is not null && !Holds(predicate.Evaluate(evaluation), ref trouble))
            {
                if (trouble.Kind == CelKind.Error)
                    return trouble;
                continue;
            }

            if (kind == LoopKind.Map)
                result = body.Evaluate(evaluation);
            if (result.Kind >= CelKind.Unknown)
                trouble = Strict(trouble, result);
            if (trouble.Kind == CelKind.Error)
                return trouble;
            results.Add(result);
        }

        return trouble.Kind == CelKind.Unknown ? trouble : CelValue.FromList([.. results]);
    }

    /// <summary>True where the predicate says true; anything but a bool goes into <paramref name="trouble"/>.</summary>
    private static bool Holds(CelValue value, ref CelValue trouble)
    {
        if (value.Kind == CelKind.Bool)
            return value.BoolUnchecked;
        trouble = Strict(trouble, value.Kind >= CelKind.Unknown ? value : FunctionBody.NoOverload("predicate", value));
        return false;
    }
}
