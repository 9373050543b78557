using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace EduIct.Expressions;

/// <summary>
/// Makes machine code for the common case: all facts that decide are there and nothing overflows. In any other case the code gives up and the
/// interpreter starts over, so that the two cannot differ in unknowns and errors. What has no typed form is called as the interpreter would.
/// </summary>
internal sealed partial class DelegateCompiler
{
    /// <summary>The just-in-time compiler takes more than linear time for long methods.</summary>
    private const int MaxSize = 2000;

    private static readonly FieldInfo KindField = Field("_kind");
    private static readonly FieldInfo BitsField = Field("_bits");
    private static readonly FieldInfo ReferenceField = Field("_reference");
    private static readonly MethodInfo EvaluateMethod = ((Func<PlanNode, Evaluation, CelValue>)EvaluateNode).Method;
    private static readonly MethodInfo ShortEqualMethod = ((Func<string, string, bool>)string.Equals).Method;
    private static readonly MethodInfo ToDoubleBits = ((Func<long, double>)BitConverter.Int64BitsToDouble).Method;
    private static readonly MethodInfo FromDoubleBits = ((Func<double, long>)BitConverter.DoubleToInt64Bits).Method;
    private static readonly MethodInfo CompareMethod = ((Func<string, string, int>)Equality.CompareCodePoints).Method;
    private static readonly MethodInfo LengthMethod = ((Func<string, int>)LengthOf).Method;
    private static readonly MethodInfo AsTextMethod = ((Func<object?, string?>)Unsafe.As<string>).Method;
    private static readonly MethodInfo BigMulMethod = ((BigMul)Math.BigMul).Method;

    private readonly ParameterExpression _values = Expression.Parameter(typeof(CelValue[]), "values");
    private readonly ParameterExpression _evaluation = Expression.Parameter(typeof(Evaluation), "evaluation");
    private readonly List<ParameterExpression> _locals = [];
    private readonly List<Expression> _code = [];
    private LabelTarget _startOver = Expression.Label();

    private delegate long BigMul(long a, long b, out long low);

    /// <summary>True when the code calls back into the interpreter and so needs an evaluation.</summary>
    internal bool NeedsEvaluation { get; private set; }

    /// <summary>Null where there is nothing to gain: no dynamic code on this platform, a result that is no scalar, or too long.</summary>
    internal CompiledBody? Compile(PlanNode plan, int size)
    {
        if (!CanCompile(plan, size))
            return null;
        ParameterExpression bits = Expression.Parameter(typeof(long).MakeByRefType(), "bits");
        LabelTarget done = Expression.Label(typeof(bool));
        Expression result = Emit(plan, _startOver);
        _code.Add(Expression.Assign(bits, ToBits(result)));
        _code.Add(Expression.Return(done, Expression.Constant(true)));
        _code.Add(Expression.Label(_startOver));
        _code.Add(Expression.Assign(bits, Expression.Constant(0L)));
        _code.Add(Expression.Label(done, Expression.Constant(false)));
        return Expression.Lambda<CompiledBody>(Body(), _values, _evaluation, bits).Compile();
    }

    /// <summary>One piece of code for the programs from one place to another, which reads each fact once; null where none of them yields a bool
    /// without an evaluation.</summary>
    internal static CompiledBatch? Compile(CelProgram[] programs, int from, int to)
    {
        var compiler = new DelegateCompiler();
        ParameterExpression outcomes = Expression.Parameter(typeof(CelOutcome[]), "outcomes");
        for (int i = from; i < to; i++)
        {
            PlanNode plan = programs[i].Plan;
            if (CanCompile(plan, programs[i].Size) && ClrType(plan) == typeof(bool))
                compiler.Add(plan, Expression.ArrayAccess(outcomes, Expression.Constant(i)));
        }

        return compiler._code.Count == 0 ? null : Expression.Lambda<CompiledBatch>(compiler.Body(), compiler._values, outcomes).Compile();
    }

    private void Add(PlanNode plan, IndexExpression outcome)
    {
        int start = _code.Count;
        NeedsEvaluation = false;
        _startOver = Expression.Label();
        LabelTarget yes = Expression.Label(), no = Expression.Label();
        Branch(plan, yes, no, _startOver);
        if (NeedsEvaluation)
        {
            _code.RemoveRange(start, _code.Count - start);
            return;
        }

        _code.Add(Expression.Label(yes));
        _code.Add(Expression.Assign(outcome, Expression.Constant(CelOutcome.True)));
        _code.Add(Expression.Goto(_startOver));
        _code.Add(Expression.Label(no));
        _code.Add(Expression.Assign(outcome, Expression.Constant(CelOutcome.False)));
        _code.Add(Expression.Label(_startOver));
    }

    private static bool CanCompile(PlanNode plan, int size) =>
        RuntimeFeature.IsDynamicCodeSupported && size <= MaxSize && ClrType(plan) is { } type && type != typeof(string) && HasTypedForm(plan);

    private BlockExpression Body() => Expression.Block(_locals, _code);

    private static FieldInfo Field(string name) => typeof(CelValue).GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static CelValue EvaluateNode(PlanNode node, Evaluation evaluation) => node.Evaluate(evaluation);

    private static int LengthOf(string text) => text.Length;

    private static Type? ClrType(PlanNode node) => node.Type.Name switch
    {
        "bool" => typeof(bool),
        "int" => typeof(long),
        "uint" => typeof(ulong),
        "double" => typeof(double),
        "string" => typeof(string),
        _ => null,
    };

    private static CelKind KindOf(Type type) =>
        type == typeof(bool) ? CelKind.Bool : type == typeof(long) ? CelKind.Int : type == typeof(ulong) ? CelKind.Uint
        : type == typeof(double) ? CelKind.Double : CelKind.String;

    /// <summary>True when <see cref="Emit"/> does better than to call the interpreter for the node itself.</summary>
    private static bool HasTypedForm(PlanNode node) => node switch
    {
        ConstantPlan or VariablePlan => ClrType(node) is not null,
        LogicPlan logic => logic.Operands.All(MayBeBool),
        ConditionalPlan conditional => MayBeBool(conditional.Condition) && ClrType(conditional.WhenTrue) is { } type && type == ClrType(conditional.WhenFalse),
        UnaryPlan { Function: Operators.Not } unary => ClrType(unary.Argument) == typeof(bool),
        UnaryPlan { Function: Operators.Negate } unary => ClrType(unary.Argument) is { } type && (type == typeof(long) || type == typeof(double)),
        UnaryPlan { Function: "double" } unary => ClrType(unary.Argument) is { } type && (type == typeof(long) || type == typeof(double)),
        BinaryPlan binary => HasTypedForm(binary),
        _ => false,
    };

    private static bool MayBeBool(PlanNode node) => (ClrType(node) ?? typeof(bool)) == typeof(bool);

    private static bool HasTypedForm(BinaryPlan binary)
    {
        Type? left = ClrType(binary.Left);
        if (binary.Function == Operators.In)
            return left is not null && IsShortListOf(binary.Right, KindOf(left));
        if (left is null || left != ClrType(binary.Right))
            return false;
        return binary.Function switch
        {
            Operators.Equal or Operators.NotEqual => true,
            Operators.Less or Operators.LessOrEqual or Operators.Greater or Operators.GreaterOrEqual => left != typeof(bool),
            Operators.Add or Operators.Subtract or Operators.Multiply or Operators.Divide => left == typeof(long) || left == typeof(double),
            Operators.Remainder => left == typeof(long),
            _ => false,
        };
    }

    private static bool IsShortListOf(PlanNode node, CelKind kind) =>
        node is ConstantPlan { Value: { Kind: CelKind.List } list } && list.ListUnchecked.Length <= Evaluation.Free
        && list.ListUnchecked.All(i => i.Kind == kind && (kind != CelKind.String || i.StringUnchecked.Length <= Evaluation.Free));

    private ParameterExpression Local(Type type, Expression? value = null)
    {
        ParameterExpression local = Expression.Variable(type);
        _locals.Add(local);
        if (value is not null)
            _code.Add(Expression.Assign(local, value));
        return local;
    }

    private void BailIf(Expression condition, LabelTarget bail) => _code.Add(Expression.IfThen(condition, Expression.Goto(bail)));

    private static Expression ToBits(Expression value) =>
        value.Type == typeof(bool) ? Expression.Condition(value, Expression.Constant(1L), Expression.Constant(0L))
        : value.Type == typeof(double) ? Expression.Call(FromDoubleBits, value)
        : Expression.Convert(value, typeof(long));

    /// <summary>Adds statements and returns an expression without effects that holds the value.</summary>
    private Expression Emit(PlanNode node, LabelTarget bail)
    {
        if (!HasTypedForm(node))
            return Interpreted(node, bail);
        return node switch
        {
            ConstantPlan constant => Constant(constant.Value),
            VariablePlan variable => Variable(variable, bail),
            LogicPlan logic => Logic(logic, bail),
            ConditionalPlan conditional => Conditional(conditional, bail),
            UnaryPlan unary => Unary(unary, bail),
            BinaryPlan { Function: Operators.In } binary => In(binary, bail),
            BinaryPlan binary => Binary(binary, bail),
            _ => throw new NotSupportedException(node.GetType().Name),
        };
    }

    private static ConstantExpression Constant(CelValue value) => value.Kind switch
    {
        CelKind.Bool => Expression.Constant(value.BoolUnchecked),
        CelKind.Int => Expression.Constant(value.Bits),
        CelKind.Uint => Expression.Constant((ulong)value.Bits),
        CelKind.Double => Expression.Constant(value.DoubleUnchecked),
        _ => Expression.Constant(value.StringUnchecked),
    };

    /// <summary>A fact is read where it is needed: to keep all of them for later takes more than to read one twice.</summary>
    private ParameterExpression Variable(VariablePlan variable, LabelTarget bail) =>
        Read(Expression.ArrayAccess(_values, Expression.Constant(variable.Slot)), ClrType(variable)!, bail);

    /// <summary>Takes the content out of a value that must be of the type.</summary>
    private ParameterExpression Read(Expression value, Type type, LabelTarget bail)
    {
        BailIf(IsOther(value, type), bail);
        return Local(type, Content(value, type));
    }

    private static BinaryExpression IsOther(Expression value, Type type) =>
        Expression.NotEqual(Expression.Convert(Expression.Field(value, KindField), typeof(int)), Expression.Constant((int)KindOf(type)));

    /// <summary>For a value of another kind this is rubbish, which is looked at by nobody.</summary>
    private static Expression Content(Expression value, Type type)
    {
        Expression bits = Expression.Field(value, BitsField);
        return type switch
        {
            _ when type == typeof(bool) => Expression.NotEqual(bits, Expression.Constant(0L)),
            _ when type == typeof(long) => bits,
            _ when type == typeof(ulong) => Expression.Convert(bits, typeof(ulong)),
            _ when type == typeof(double) => Expression.Call(ToDoubleBits, bits),
            _ => Expression.Call(AsTextMethod, Expression.Field(value, ReferenceField)),
        };
    }

    private ParameterExpression Interpreted(PlanNode node, LabelTarget bail)
    {
        NeedsEvaluation = true;
        ParameterExpression value = Local(typeof(CelValue), Expression.Call(EvaluateMethod, Expression.Constant(node, typeof(PlanNode)), _evaluation));
        return Read(value, ClrType(node) ?? typeof(bool), bail);
    }

    /// <summary>True when an operand that gives up has spent as much of the cost limit as the interpreter would have: the rest of the chain may
    /// then go on.</summary>
    private static bool SpendsAlike(PlanNode node) => node switch
    {
        LogicPlan => true,
        UnaryPlan { Function: Operators.Not } not => SpendsAlike(not.Argument),
        BinaryPlan { Left: ConstantPlan or VariablePlan, Right: ConstantPlan or VariablePlan } => true,
        _ => SpendsNothing(node),
    };

    private static bool SpendsNothing(PlanNode node) => HasTypedForm(node) && node switch
    {
        ConstantPlan or VariablePlan => true,
        UnaryPlan unary => SpendsNothing(unary.Argument),
        BinaryPlan { Function: not Operators.In } binary => ClrType(binary.Left) != typeof(string) && SpendsNothing(binary.Left) && SpendsNothing(binary.Right),
        ConditionalPlan conditional => SpendsNothing(conditional.Condition) && SpendsNothing(conditional.WhenTrue) && SpendsNothing(conditional.WhenFalse),
        _ => false,
    };

    private ParameterExpression Logic(LogicPlan logic, LabelTarget bail)
    {
        ParameterExpression result = Local(typeof(bool));
        LabelTarget yes = Expression.Label(), no = Expression.Label(), end = Expression.Label();
        Branch(logic, yes, no, bail);
        _code.Add(Expression.Label(yes));
        _code.Add(Expression.Assign(result, Expression.Constant(true)));
        _code.Add(Expression.Goto(end));
        _code.Add(Expression.Label(no));
        _code.Add(Expression.Assign(result, Expression.Constant(false)));
        _code.Add(Expression.Label(end));
        return result;
    }

    /// <summary>Jumps by a condition without making a value of it.</summary>
    private void Branch(PlanNode node, LabelTarget yes, LabelTarget no, LabelTarget bail)
    {
        switch (node)
        {
            case LogicPlan logic when HasTypedForm(logic):
                BranchLogic(logic, yes, no, bail);
                break;
            case UnaryPlan { Function: Operators.Not } not when HasTypedForm(not):
                Branch(not.Argument, no, yes, bail);
                break;
            default:
                _code.Add(Expression.IfThenElse(Emit(node, bail), Expression.Goto(yes), Expression.Goto(no)));
                break;
        }
    }

    /// <summary>An operand that gives up does not end the chain: a later one may decide it.</summary>
    private void BranchLogic(LogicPlan logic, LabelTarget yes, LabelTarget no, LabelTarget bail)
    {
        ParameterExpression uncertain = Local(typeof(bool), Expression.Constant(false));
        foreach (PlanNode operand in logic.Operands)
        {
            LabelTarget next = Expression.Label(), gaveUp = Expression.Label();
            Branch(operand, logic.IsAnd ? next : yes, logic.IsAnd ? no : next, SpendsAlike(operand) ? gaveUp : _startOver);
            _code.Add(Expression.Label(gaveUp));
            _code.Add(Expression.Assign(uncertain, Expression.Constant(true)));
            _code.Add(Expression.Label(next));
        }

        BailIf(uncertain, bail);
        _code.Add(Expression.Goto(logic.IsAnd ? yes : no));
    }

    private ParameterExpression Conditional(ConditionalPlan conditional, LabelTarget bail)
    {
        ParameterExpression result = Local(ClrType(conditional.WhenTrue)!);
        LabelTarget otherwise = Expression.Label(), end = Expression.Label();
        Expression condition = Emit(conditional.Condition, bail);
        _code.Add(Expression.IfThen(Expression.Not(condition), Expression.Goto(otherwise)));
        _code.Add(Expression.Assign(result, Emit(conditional.WhenTrue, bail)));
        _code.Add(Expression.Goto(end));
        _code.Add(Expression.Label(otherwise));
        _code.Add(Expression.Assign(result, Emit(conditional.WhenFalse, bail)));
        _code.Add(Expression.Label(end));
        return result;
    }

    private Expression Unary(UnaryPlan unary, LabelTarget bail)
    {
        Expression argument = Emit(unary.Argument, bail);
        if (unary.Function == Operators.Not)
            return Expression.Not(argument);
        if (unary.Function == "double")
            return argument.Type == typeof(double) ? argument : Expression.Convert(argument, typeof(double));
        if (argument.Type == typeof(long))
            BailIf(Expression.Equal(argument, Expression.Constant(long.MinValue)), bail);
        return Expression.Negate(argument);
    }

    private ParameterExpression In(BinaryPlan binary, LabelTarget bail)
    {
        Expression item = Emit(binary.Left, bail);
        if (item.Type == typeof(string))
            BailIf(IsLong(item), _startOver);
        Expression found = Expression.Constant(false);
        foreach (CelValue candidate in ((ConstantPlan)binary.Right).Value.ListUnchecked.Reverse())
            found = Expression.OrElse(AreEqual(item, Constant(candidate)), found);
        return Local(typeof(bool), found);
    }

    private static BinaryExpression IsLong(Expression text) => Expression.GreaterThan(Expression.Call(LengthMethod, text), Expression.Constant(Evaluation.Free));

    private static Expression AreEqual(Expression left, Expression right) =>
        left.Type == typeof(string) ? Expression.Call(ShortEqualMethod, left, right) : Expression.Equal(left, right);

    private Expression Binary(BinaryPlan binary, LabelTarget bail)
    {
        Expression left = Emit(binary.Left, bail);
        Expression right = Emit(binary.Right, bail);
        if (left.Type != typeof(string))
            return IsRelation(binary.Function, out ExpressionType relation)
                ? Expression.MakeBinary(relation, left, right)
                : left.Type == typeof(long) ? Whole(binary.Function, left, right, bail) : Real(binary.Function, left, right);

        // Only the interpreter keeps account of long texts.
        BailIf(Expression.OrElse(IsLong(left), IsLong(right)), _startOver);
        if (binary.Function == Operators.Equal)
            return AreEqual(left, right);
        if (binary.Function == Operators.NotEqual)
            return Expression.Not(AreEqual(left, right));
        _ = IsRelation(binary.Function, out ExpressionType order);
        return Expression.MakeBinary(order, Expression.Call(CompareMethod, left, right), Expression.Constant(0));
    }

    private static bool IsRelation(string function, out ExpressionType relation)
    {
        ExpressionType? found = function switch
        {
            Operators.Equal => ExpressionType.Equal,
            Operators.NotEqual => ExpressionType.NotEqual,
            Operators.Less => ExpressionType.LessThan,
            Operators.LessOrEqual => ExpressionType.LessThanOrEqual,
            Operators.Greater => ExpressionType.GreaterThan,
            Operators.GreaterOrEqual => ExpressionType.GreaterThanOrEqual,
            _ => null,
        };
        relation = found.GetValueOrDefault();
        return found is not null;
    }

    private static BinaryExpression Real(string function, Expression left, Expression right) => function switch
    {
        Operators.Add => Expression.Add(left, right),
        Operators.Subtract => Expression.Subtract(left, right),
        Operators.Multiply => Expression.Multiply(left, right),
        _ => Expression.Divide(left, right),
    };

    private ParameterExpression Whole(string function, Expression left, Expression right, LabelTarget bail)
    {
        switch (function)
        {
            case Operators.Add:
                ParameterExpression sum = Local(typeof(long), Expression.Add(left, right));
                BailIf(Expression.LessThan(Expression.And(Expression.ExclusiveOr(left, sum), Expression.ExclusiveOr(right, sum)), Expression.Constant(0L)), bail);
                return sum;
            case Operators.Subtract:
                ParameterExpression difference = Local(typeof(long), Expression.Subtract(left, right));
                BailIf(Expression.LessThan(Expression.And(Expression.ExclusiveOr(left, right), Expression.ExclusiveOr(left, difference)), Expression.Constant(0L)), bail);
                return difference;
            case Operators.Multiply:
                return Product(left, right, bail);
            default:
                // 0 is an error; -1 is one for the least int only, and not worth more than to start over.
                if (right is not ConstantExpression { Value: long divisor } || divisor is 0 or -1)
                {
                    BailIf(Expression.Equal(right, Expression.Constant(0L)), bail);
                    BailIf(Expression.Equal(right, Expression.Constant(-1L)), _startOver);
                }

                return Local(typeof(long), function == Operators.Divide ? Expression.Divide(left, right) : Expression.Modulo(left, right));
        }
    }

    private ParameterExpression Product(Expression left, Expression right, LabelTarget bail)
    {
        if (left is ConstantExpression)
            (left, right) = (right, left);
        if (right is ConstantExpression { Value: long factor } && factor > 0)
        {
            BailIf(Expression.GreaterThan(left, Expression.Constant(long.MaxValue / factor)), bail);
            BailIf(Expression.LessThan(left, Expression.Constant(long.MinValue / factor)), bail);
            return Local(typeof(long), Expression.Multiply(left, right));
        }

        ParameterExpression low = Local(typeof(long));
        ParameterExpression high = Local(typeof(long), Expression.Call(BigMulMethod, left, right, low));
        BailIf(Expression.NotEqual(high, Expression.RightShift(low, Expression.Constant(63))), bail);
        return low;
    }
}
