using System.Runtime.CompilerServices;

namespace EduIct.Expressions;

/// <summary>Makes a plan from a tree. Without a check, what cannot be resolved becomes an error when evaluated.</summary>
internal sealed class Planner
{
    private readonly CelEnvironment _environment;
    private readonly Dictionary<Node, CelType>? _types;
    private readonly Scope _scope;
    private HashSet<int> _variables = [];

    internal Planner(CelEnvironment environment, Dictionary<Node, CelType>? types)
    {
        _environment = environment;
        _types = types;
        _scope = new Scope(environment);
    }

    /// <summary>How many locals the plan needs.</summary>
    internal int Locals => _scope.Peak;

    private CelType TypeOf(Node node) => _types?.GetValueOrDefault(node) ?? CelType.Dyn;

    internal PlanNode Plan(Node node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        HashSet<int> around = _variables;
        _variables = [];
        PlanNode plan = Made(node);
        int[] slots = [.. _variables];
        Array.Sort(slots);
        plan.Slots = slots;
        around.UnionWith(_variables);
        _variables = around;
        return plan;
    }

    private PlanNode Made(Node node)
    {
        return node switch
        {
            LiteralNode literal => new ConstantPlan(literal.Value) { Type = CelType.Of(literal.Value) },
            IdentNode ident => Meant(_scope.Resolve(ident.Name)) ?? Undeclared(ident.Name),
            SelectNode or CallNode { Function: Operators.Index, Target: null } => Path(node),
            CallNode call => Call(call),
            LogicNode logic => new LogicPlan(logic.IsAnd, [.. logic.Operands.Select(Plan)]) { Type = CelType.Bool },
            ConditionalNode conditional =>
                new ConditionalPlan(Plan(conditional.Condition), Plan(conditional.WhenTrue), Plan(conditional.WhenFalse)) { Type = TypeOf(node) },
            ListNode list => Fold(new ListPlan([.. list.Items.Select(Plan)]) { Type = TypeOf(node) }),
            MapNode map => new MapPlan([.. map.Keys.Select(Plan)], [.. map.Values.Select(Plan)]) { Type = TypeOf(node) },
            MessageNode message => Undeclared(message.Name, [.. message.Values.Select(Plan)]),
            LoopNode loop => Loop(loop),
            _ => throw new NotSupportedException(node.GetType().Name),
        };
    }

    private PlanNode? Meant(Meaning meaning)
    {
        switch (meaning.Kind)
        {
            case MeaningKind.Variable:
                _variables.Add(meaning.Index);
                return new VariablePlan(meaning.Index) { Type = _types is null ? CelType.Dyn : meaning.Type };
            case MeaningKind.Local:
                return new LocalPlan(meaning.Index) { Type = _types is null ? CelType.Dyn : meaning.Type };
            case MeaningKind.Type:
                return new ConstantPlan(CelValue.Type(meaning.Type)) { Type = CelType.Type };
            default:
                return null;
        }
    }

    private static FailurePlan Undeclared(string name, params PlanNode[] arguments) => new(new CelError("undeclared", name), arguments);

    /// <summary>A list of literals is made once.</summary>
    private static PlanNode Fold(ListPlan list) => list.Items.All(i => i is ConstantPlan)
        ? new ConstantPlan(CelValue.FromList([.. list.Items.Select(i => ((ConstantPlan)i).Value)])) { Type = list.Type }
        : list;

    private PlanNode Path(Node node)
    {
        var steps = new Stack<PathStep>();
        Node at = node;
        while (true)
        {
            if (at is SelectNode select)
            {
                if (!select.IsTest && Parser.QualifiedName(select) is { } name && Meant(_scope.Resolve(name)) is { } named)
                    return Rooted(named, steps, node);
                if (select.IsTest && at != node)
                    break;
                steps.Push(new PathStep(CelValue.String(select.Field), null));
                at = select.Operand;
            }
            else if (at is CallNode { Function: Operators.Index, Target: null, Arguments: [{ } operand, { } index] })
            {
                steps.Push(new PathStep(default, Plan(index)));
                at = operand;
            }
            else
            {
                break;
            }
        }

        return Rooted(Plan(at), steps, node);
    }

    private PlanNode Rooted(PlanNode root, Stack<PathStep> steps, Node node) =>
        steps.Count == 0 ? root : new PathPlan(root, [.. steps], node is SelectNode { IsTest: true }) { Type = TypeOf(node) };

    private PlanNode Call(CallNode call)
    {
        Node? target = call.Target;
        FunctionEntry? function;
        if (target is not null && _scope.NamespacedFunction(target, call.Function) is { } namespaced)
        {
            function = namespaced;
            target = null;
        }
        else
        {
            function = _environment.Functions.Find(_environment.Container, call.Function);
        }

        PlanNode[] arguments = target is null ? [.. call.Arguments.Select(Plan)] : [Plan(target), .. call.Arguments.Select(Plan)];
        if (function is null)
            return Undeclared(call.Function, arguments);
        CelType type = TypeOf(call);
        FunctionBody? body = function.Takes(target is not null, arguments.Length) ? function.Body : null;
        return (arguments, body) switch
        {
            ([{ } only], { Unary: { } unary }) => new UnaryPlan(function.Name, unary, only) { Type = type },
            ([{ } left, { } right], { Binary: { } binary }) =>
                new BinaryPlan(function.Name, Prepared(function.Name, right) ?? binary, left, right) { Type = type },
            (_, { General: { } general }) => new GeneralPlan(general, arguments) { Type = type },
            _ => new FailurePlan(new CelError("no_matching_overload", $"{function.Name} with {arguments.Length} arguments"), arguments),
        };
    }

    /// <summary>A pattern that is a literal is compiled once.</summary>
    private BinaryBody? Prepared(string function, PlanNode right)
    {
        if (function != StandardLibrary.Matches || right is not ConstantPlan { Value: { Kind: CelKind.String } pattern })
            return null;
        return RegexParser.TryParse(pattern.StringUnchecked, _environment.Limits.RegexSize, out RegexProgram? regex, out _)
            ? (text, _, evaluation) => text.Kind == CelKind.String
                ? CelValue.Bool(regex.IsMatch(text.StringUnchecked, evaluation))
                : FunctionBody.NoOverload(function, text, pattern)
            : null;
    }

    private LoopPlan Loop(LoopNode loop)
    {
        PlanNode range = Plan(loop.Range);
        CelType item = range.Type.Name is "list" or "map" ? range.Type.Parameters[0] : CelType.Dyn;
        int local = _scope.Count;
        _scope.Push(loop.Variable, item);
        PlanNode? condition = loop.Condition is null ? null : Plan(loop.Condition);
        PlanNode body = Plan(loop.Body);
        _scope.Pop();
        return new LoopPlan(loop.Kind, range, local, condition, body, (loop.Condition?.Size ?? 0) + loop.Body.Size) { Type = TypeOf(loop) };
    }
}
