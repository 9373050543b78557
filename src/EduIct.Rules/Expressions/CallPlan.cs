namespace EduIct.Expressions;

/// <summary>A call of one argument.</summary>
internal sealed class UnaryPlan(string function, UnaryBody body, PlanNode argument) : PlanNode
{
    internal string Function => function;

    internal PlanNode Argument => argument;

    internal override CelValue Evaluate(Evaluation evaluation)
    {
        CelValue value = argument.Evaluate(evaluation);
        return value.Kind >= CelKind.Unknown ? value : body(value, evaluation);
    }
}

/// <summary>A call of two arguments, or a binary operator.</summary>
internal sealed class BinaryPlan(string function, BinaryBody body, PlanNode left, PlanNode right) : PlanNode
{
    internal string Function => function;

    internal PlanNode Left => left;

    internal PlanNode Right => right;

    internal override CelValue Evaluate(Evaluation evaluation)
    {
        CelValue first = left.Evaluate(evaluation);
        if (first.Kind == CelKind.Error)
            return first;
        CelValue second = right.Evaluate(evaluation);
        return first.Kind == CelKind.Unknown || second.Kind >= CelKind.Unknown ? Strict(first, second) : body(first, second, evaluation);
    }
}

/// <summary>A call of any other number of arguments.</summary>
internal sealed class GeneralPlan(GeneralBody body, PlanNode[] arguments) : PlanNode
{
    internal override CelValue Evaluate(Evaluation evaluation)
    {
        var values = new CelValue[arguments.Length];
        CelValue trouble = default;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(evaluation);
            if (values[i].Kind >= CelKind.Unknown)
                trouble = Strict(trouble, values[i]);
            if (trouble.Kind == CelKind.Error)
                return trouble;
        }

        return trouble.Kind == CelKind.Unknown ? trouble : body(values, evaluation);
    }
}

/// <summary>What can only fail: an undeclared name or function, a call that no overload takes. An error among the arguments comes first.</summary>
internal sealed class FailurePlan(CelError error, PlanNode[] arguments) : PlanNode
{
    internal override CelValue Evaluate(Evaluation evaluation)
    {
        foreach (PlanNode argument in arguments)
            if (argument.Evaluate(evaluation) is { Kind: CelKind.Error } failed)
                return failed;
        return CelValue.Error(error);
    }
}
