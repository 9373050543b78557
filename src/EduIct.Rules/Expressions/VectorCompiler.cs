namespace EduIct.Expressions;

/// <summary>Makes kernels of a plan. Kernels keep their results in buffers of their own, so one set serves one thread at a time.</summary>
internal static class VectorCompiler
{
    /// <summary>At the root, and in the branches of a conditional at the root, a value that is no bool is the result; elsewhere it is an error.</summary>
    internal static TruthKernel Truth(PlanNode node, CelEnvironment environment, bool isRoot = true) => Typed(node, environment, isRoot)
        ?? (node.Slots is [int slot] && environment.Variables[slot].Type.Equals(CelType.String) ? new TextKernel(node, slot, isRoot) : new RowKernel(node, isRoot));

    private static TruthKernel? Typed(PlanNode node, CelEnvironment environment, bool isRoot)
    {
        if (node.Type.Name != "bool")
            return null;
        switch (node)
        {
            case ConstantPlan constant:
                return new TruthConstantKernel(constant.Value.BoolUnchecked);
            case VariablePlan variable:
                return new TruthColumnKernel(variable.Slot);
            case UnaryPlan { Function: Operators.Not } not:
                return not.Argument.Type.Name == "bool" ? new NotKernel(Truth(not.Argument, environment, isRoot: false)) : null;
            case LogicPlan logic:
                // An operand of another type is an error to the operator, which a kernel for it alone could not say.
                return logic.Operands.All(o => o.Type.Name == "bool")
                    ? new LogicKernel(logic.IsAnd, [.. logic.Operands.Select(o => Truth(o, environment, isRoot: false))])
                    : null;
            case ConditionalPlan conditional when conditional.Condition.Type.Name == "bool"
                && conditional.WhenTrue.Type.Name == "bool" && conditional.WhenFalse.Type.Name == "bool":
                return new ConditionalKernel(
                    Truth(conditional.Condition, environment, isRoot: false),
                    Truth(conditional.WhenTrue, environment, isRoot),
                    Truth(conditional.WhenFalse, environment, isRoot));
            case BinaryPlan binary:
                return (binary.Left.Type.Name, binary.Right.Type.Name) switch
                {
                    ("int", "int") => Comparison(binary.Function, Whole(binary.Left), Whole(binary.Right)),
                    ("double", "double") => Comparison(binary.Function, Real(binary.Left), Real(binary.Right)),
                    _ => null,
                };
            default:
                return null;
        }
    }

    private static TruthKernel? Comparison<T>(string function, NumberKernel<T>? left, NumberKernel<T>? right)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        if (left is null || right is null)
            return null;
        return function switch
        {
            Operators.Equal => new ComparisonKernel<T, IsEqual>(left, right, negate: false),
            Operators.NotEqual => new ComparisonKernel<T, IsEqual>(left, right, negate: true),
            Operators.Less => new ComparisonKernel<T, IsLess>(left, right, negate: false),
            Operators.LessOrEqual => new ComparisonKernel<T, IsLessOrEqual>(left, right, negate: false),
            Operators.Greater => new ComparisonKernel<T, IsLess>(right, left, negate: false),
            Operators.GreaterOrEqual => new ComparisonKernel<T, IsLessOrEqual>(right, left, negate: false),
            _ => null,
        };
    }

    private static NumberKernel<long>? Whole(PlanNode node) => node switch
    {
        { Type.Name: not "int" } => null,
        ConstantPlan constant => new NumberConstantKernel<long>(constant.Value.Bits),
        VariablePlan variable => new ColumnKernel<long>(variable.Slot),
        UnaryPlan { Function: Operators.Negate } negate when Whole(negate.Argument) is { } inner =>
            new ArithmeticKernel<long>(Operators.Subtract, new NumberConstantKernel<long>(0), inner),
        BinaryPlan binary when Whole(binary.Left) is { } left && Whole(binary.Right) is { } right => binary.Function switch
        {
            Operators.Add or Operators.Subtract or Operators.Multiply => new ArithmeticKernel<long>(binary.Function, left, right),
            Operators.Divide or Operators.Remainder => new DivisionKernel(binary.Function, left, right),
            _ => null,
        },
        _ => null,
    };

    private static NumberKernel<double>? Real(PlanNode node) => node switch
    {
        { Type.Name: not "double" } => null,
        ConstantPlan constant => new NumberConstantKernel<double>(constant.Value.DoubleUnchecked),
        VariablePlan variable => new ColumnKernel<double>(variable.Slot),
        UnaryPlan { Function: Operators.Negate } negate when Real(negate.Argument) is { } inner =>
            new ArithmeticKernel<double>(Operators.Multiply, new NumberConstantKernel<double>(-1), inner),
        UnaryPlan { Function: "double" } widening when Whole(widening.Argument) is { } inner => new WideningKernel(inner),
        BinaryPlan binary when Real(binary.Left) is { } left && Real(binary.Right) is { } right => binary.Function switch
        {
            Operators.Add or Operators.Subtract or Operators.Multiply or Operators.Divide => new ArithmeticKernel<double>(binary.Function, left, right),
            _ => null,
        },
        _ => null,
    };
}
