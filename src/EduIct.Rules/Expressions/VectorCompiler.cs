namespace EduIct.Expressions;

/// <summary>Makes kernels of a plan for a table. Kernels keep their results in buffers of their own, so one set serves one thread.</summary>
internal static class VectorCompiler
{
    /// <summary>At the root, and in the branches of a conditional at the root, a value that is no bool is the result; elsewhere it is an error.</summary>
    internal static TruthKernel Truth(PlanNode node, CelTable table, bool isRoot = true) => Typed(node, table, isRoot)
        ?? (node.Slots is [int slot] && table.Environment.Variables[slot].Type.Equals(CelType.String) ? new TextKernel(node, slot, isRoot) : new RowKernel(node, isRoot));

    private static TruthKernel? Typed(PlanNode node, CelTable table, bool isRoot)
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
                return not.Argument.Type.Name == "bool" ? new NotKernel(Truth(not.Argument, table, isRoot: false)) : null;
            case LogicPlan logic:
                // An operand of another type is an error to the operator, which a kernel for it alone could not say.
                return logic.Operands.All(o => o.Type.Name == "bool")
                    ? new LogicKernel(logic.IsAnd, [.. logic.Operands.Select(o => Truth(o, table, isRoot: false))])
                    : null;
            case ConditionalPlan conditional when conditional.Condition.Type.Name == "bool"
                && conditional.WhenTrue.Type.Name == "bool" && conditional.WhenFalse.Type.Name == "bool":
                return new ConditionalKernel(
                    Truth(conditional.Condition, table, isRoot: false),
                    Truth(conditional.WhenTrue, table, isRoot),
                    Truth(conditional.WhenFalse, table, isRoot));
            case BinaryPlan binary:
                return (binary.Left.Type.Name, binary.Right.Type.Name) switch
                {
                    ("int", "int") => Comparison(binary.Function, Whole(binary.Left, table), Whole(binary.Right, table)),
                    ("double", "double") => Comparison(binary.Function, Real(binary.Left, table), Real(binary.Right, table)),
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

    private static TruthKernel? Comparison(string function, WholeKernel? left, WholeKernel? right) => (left, right) switch
    {
        ({ Narrow: { } a }, { Narrow: { } b }) => Comparison(function, a, b),
        ({ } a, { } b) => Comparison(function, a.Wide, b.Wide),
        _ => null,
    };

    private static WholeKernel? Whole(PlanNode node, CelTable table) => node switch
    {
        { Type.Name: not "int" } => null,
        ConstantPlan { Value.Bits: >= int.MinValue and <= int.MaxValue } constant => new WholeKernel(new NumberConstantKernel<int>((int)constant.Value.Bits)),
        ConstantPlan constant => new WholeKernel(null, new NumberConstantKernel<long>(constant.Value.Bits)),
        VariablePlan variable when table[variable.Slot] is { IsNarrow: false } => new WholeKernel(null, new ColumnKernel<long>(variable.Slot)),
        VariablePlan variable => new WholeKernel(new ColumnKernel<int>(variable.Slot)),
        UnaryPlan { Function: Operators.Negate } negate when Whole(negate.Argument, table) is { } inner =>
            Arithmetic(Operators.Subtract, new WholeKernel(new NumberConstantKernel<int>(0)), inner, table),
        BinaryPlan binary when Whole(binary.Left, table) is { } left && Whole(binary.Right, table) is { } right => binary.Function switch
        {
            Operators.Add or Operators.Subtract or Operators.Multiply => Arithmetic(binary.Function, left, right, table),
            Operators.Divide or Operators.Remainder => new WholeKernel(null, new DivisionKernel(binary.Function, left.Wide, right.Wide)),
            _ => null,
        },
        _ => null,
    };

    /// <summary>In 32 bits where the operands are and no row can overflow them.</summary>
    private static WholeKernel Arithmetic(string function, WholeKernel left, WholeKernel right, CelTable table)
    {
        if (left.Narrow is { } a && right.Narrow is { } b)
        {
            var narrow = new ArithmeticKernel<int>(function, a, b);
            (Int128 least, Int128 most) = narrow.Exact(table);
            if (least >= int.MinValue && most <= int.MaxValue)
                return new WholeKernel(narrow);
        }

        return new WholeKernel(null, new ArithmeticKernel<long>(function, left.Wide, right.Wide));
    }

    private static NumberKernel<double>? Real(PlanNode node, CelTable table) => node switch
    {
        { Type.Name: not "double" } => null,
        ConstantPlan constant => new NumberConstantKernel<double>(constant.Value.DoubleUnchecked),
        VariablePlan variable => new ColumnKernel<double>(variable.Slot),
        UnaryPlan { Function: Operators.Negate } negate when Real(negate.Argument, table) is { } inner =>
            new ArithmeticKernel<double>(Operators.Multiply, new NumberConstantKernel<double>(-1), inner),
        UnaryPlan { Function: "double" } widening when Whole(widening.Argument, table) is { } inner =>
            inner.Narrow is { } narrow ? new WideningKernel<int, double>(narrow) : new WideningKernel<long, double>(inner.Wide),
        BinaryPlan binary when Real(binary.Left, table) is { } left && Real(binary.Right, table) is { } right => binary.Function switch
        {
            Operators.Add or Operators.Subtract or Operators.Multiply or Operators.Divide => new ArithmeticKernel<double>(binary.Function, left, right),
            _ => null,
        },
        _ => null,
    };
}
