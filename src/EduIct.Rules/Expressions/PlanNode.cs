namespace EduIct.Expressions;

/// <summary>A node of the plan: names are resolved, functions are found. Its <see cref="Evaluate"/> is the interpreter, and the reference for
/// the other ways to run.</summary>
internal abstract class PlanNode
{
    /// <summary>What the checker deduced; dyn without a check.</summary>
    internal CelType Type { get; init; } = CelType.Dyn;

    /// <summary>The slots of the variables that the node and what is below it read.</summary>
    internal int[] Slots { get; set; } = [];

    internal abstract CelValue Evaluate(Evaluation evaluation);

    /// <summary>A strict call: an error among the arguments is the result, whatever an unknown may turn out to be (eval.proto of the
    /// specification: "Errors take precedence in all other cases"); else the unknowns together.</summary>
    internal static CelValue Strict(CelValue left, CelValue right)
    {
        if (left.Kind == CelKind.Error)
            return left;
        return right.Kind == CelKind.Error ? right : MissingAttributes.Merge(left, right);
    }
}

internal sealed class ConstantPlan(CelValue value) : PlanNode
{
    internal CelValue Value => value;

    internal override CelValue Evaluate(Evaluation evaluation) => value;
}

internal sealed class LocalPlan(int index) : PlanNode
{
    internal override CelValue Evaluate(Evaluation evaluation) => evaluation.Locals[index];
}

/// <summary>A variable by itself.</summary>
internal sealed class VariablePlan(int slot) : PlanNode
{
    internal int Slot => slot;

    internal override CelValue Evaluate(Evaluation evaluation)
    {
        CelFacts facts = evaluation.Facts;
        return facts.HasPatterns && facts.MatchUnknown(slot, []) is { } missing ? CelValue.Unknown(missing) : facts.Values[slot];
    }
}

internal sealed class ConditionalPlan(PlanNode condition, PlanNode whenTrue, PlanNode whenFalse) : PlanNode
{
    internal PlanNode Condition => condition;

    internal PlanNode WhenTrue => whenTrue;

    internal PlanNode WhenFalse => whenFalse;

    internal override CelValue Evaluate(Evaluation evaluation)
    {
        CelValue decided = condition.Evaluate(evaluation);
        return decided.Kind switch
        {
            CelKind.Bool => (decided.BoolUnchecked ? whenTrue : whenFalse).Evaluate(evaluation),
            CelKind.Unknown or CelKind.Error => decided,
            _ => FunctionBody.NoOverload("_?_:_", decided),
        };
    }
}

internal sealed class ListPlan(PlanNode[] items) : PlanNode
{
    internal PlanNode[] Items => items;

    internal override CelValue Evaluate(Evaluation evaluation)
    {
        var values = new CelValue[items.Length];
        CelValue trouble = default;
        for (int i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Evaluate(evaluation);
            if (values[i].Kind >= CelKind.Unknown)
                trouble = Strict(trouble, values[i]);
            if (trouble.Kind == CelKind.Error)
                return trouble;
        }

        return trouble.Kind == CelKind.Unknown ? trouble : CelValue.FromList(values);
    }
}

internal sealed class MapPlan(PlanNode[] keys, PlanNode[] values) : PlanNode
{
    internal override CelValue Evaluate(Evaluation evaluation)
    {
        var builder = new MapBuilder(keys.Length);
        CelValue trouble = default;
        for (int i = 0; i < keys.Length; i++)
        {
            CelValue key = keys[i].Evaluate(evaluation);
            CelValue value = values[i].Evaluate(evaluation);
            if (key.Kind >= CelKind.Unknown || value.Kind >= CelKind.Unknown)
                trouble = Strict(trouble, Strict(key, value));
            else if (builder.Add(key, value) is { } refused)
                trouble = Strict(trouble, CelValue.Error(refused));
            if (trouble.Kind == CelKind.Error)
                return trouble;
        }

        return trouble.Kind == CelKind.Unknown ? trouble : CelValue.FromMap(builder.Build());
    }
}
