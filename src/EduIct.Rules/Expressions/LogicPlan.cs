namespace EduIct.Expressions;

/// <summary>
/// <c>&amp;&amp;</c> and <c>||</c> (langdef, "Logical Operators"): an operand that decides wins over errors and unknowns wherever they stand; else an
/// unknown wins over an error, since the missing fact may yet decide.
/// </summary>
internal sealed class LogicPlan(bool isAnd, PlanNode[] operands) : PlanNode
{
    internal bool IsAnd => isAnd;

    internal PlanNode[] Operands => operands;

    internal override CelValue Evaluate(Evaluation evaluation)
    {
        CelValue undecided = CelValue.Bool(isAnd);
        foreach (PlanNode operand in operands)
        {
            CelValue value = operand.Evaluate(evaluation);
            if (value.Kind == CelKind.Bool && value.BoolUnchecked != isAnd)
                return value;
            undecided = Combine(undecided, value, isAnd ? "_&&_" : "_||_");
        }

        return undecided;
    }

    /// <summary>What two operands are together of which neither decides.</summary>
    internal static CelValue Combine(CelValue sofar, CelValue next, string function)
    {
        if (next.Kind == CelKind.Bool)
            return sofar;
        if (next.Kind == CelKind.Unknown)
            return MissingAttributes.Merge(next, sofar);
        if (sofar.Kind is CelKind.Unknown or CelKind.Error)
            return sofar;
        return next.Kind == CelKind.Error ? next : FunctionBody.NoOverload(function, next);
    }
}
