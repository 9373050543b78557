using System.Runtime.CompilerServices;

namespace EduIct.Expressions;

/// <summary>
/// Gradual type checking (langdef, "Gradual Type Checking"): deduces a type for every node and reports what cannot be right whatever the
/// facts are. Where a type is dyn, the evaluation decides.
/// </summary>
internal sealed class Checker
{
    private readonly CelEnvironment _environment;
    private readonly DiagnosticBag _diagnostics;
    private readonly Scope _scope;
    private readonly Unifier _unifier = new();
    private readonly Dictionary<Node, CelType> _types = new(ReferenceEqualityComparer.Instance);

    private Checker(CelEnvironment environment, DiagnosticBag diagnostics)
    {
        _environment = environment;
        _diagnostics = diagnostics;
        _scope = new Scope(environment);
    }

    /// <summary>The type of every node; what stayed open is dyn.</summary>
    internal static Dictionary<Node, CelType> Check(Node root, CelEnvironment environment, DiagnosticBag diagnostics)
    {
        var checker = new Checker(environment, diagnostics);
        checker.Visit(root);
        Dictionary<Node, CelType> final = new(ReferenceEqualityComparer.Instance);
        foreach ((Node node, CelType type) in checker._types)
            final[node] = checker._unifier.Substitute(type, freeToDyn: true);
        if (checker._unifier.IsExhausted)
            diagnostics.Add(root.Offset, "limit", "kiểu của biểu thức quá lớn", "the types of the expression are too large");
        return final;
    }

    private CelType Visit(Node node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        CelType type = node switch
        {
            LiteralNode literal => CelType.Of(literal.Value),
            IdentNode ident => Ident(ident),
            SelectNode select => Select(select),
            CallNode call => Call(call),
            LogicNode logic => Logic(logic),
            ConditionalNode conditional => Conditional(conditional),
            ListNode list => CelType.List(Join(list.Items)),
            MapNode map => CelType.Map(Join(map.Keys), Join(map.Values)),
            MessageNode message => Message(message),
            LoopNode loop => Loop(loop),
            _ => throw new NotSupportedException(node.GetType().Name),
        };
        return _types[node] = type;
    }

    private CelType Ident(IdentNode ident) => TypeOf(_scope.Resolve(ident.Name)) ?? Undeclared(ident.Offset, ident.Name);

    private static CelType? TypeOf(Meaning meaning) => meaning.Kind switch
    {
        MeaningKind.None => null,
        MeaningKind.Type => CelType.TypeOf(meaning.Type),
        _ => meaning.Type,
    };

    private CelType Undeclared(int offset, string name)
    {
        _diagnostics.Add(offset, "undeclared", $"chưa khai báo '{name}'", $"'{name}' is not declared");
        return CelType.ErrorType;
    }

    private CelType Select(SelectNode select)
    {
        if (!select.IsTest && Parser.QualifiedName(select) is { } name && TypeOf(_scope.Resolve(name)) is { } resolved)
            return resolved;
        CelType operand = _unifier.Substitute(Visit(select.Operand), freeToDyn: false);
        CelType field = CelType.Dyn;
        if (operand.Name == "map")
            field = operand.Parameters[1];
        else if (operand.IsTypeParam)
            _unifier.TryAssign(CelType.Dyn, operand);
        else if (!operand.IsDyn && !operand.IsError)
        {
            _diagnostics.Add(select.Offset, "type_mismatch",
                $"giá trị kiểu {operand} không có trường '{select.Field}'", $"a value of type {operand} has no field '{select.Field}'");
        }

        return select.IsTest ? CelType.Bool : field;
    }

    private CelType Call(CallNode call)
    {
        FunctionEntry? function;
        Node? target = call.Target;
        if (target is not null && _scope.NamespacedFunction(target, call.Function) is { } namespaced)
        {
            function = namespaced;
            target = null;
        }
        else
        {
            function = _environment.Functions.Find(_environment.Container, call.Function);
        }

        var arguments = new List<CelType>();
        if (target is not null)
            arguments.Add(Visit(target));
        arguments.AddRange(call.Arguments.Select(Visit));
        if (function is null)
            return Undeclared(call.Offset, call.Function);
        CelType result = Resolve(call, function, target is not null, arguments);
        if (result.IsError)
            return result;
        if (function.Name == StandardLibrary.Matches && call.Arguments is [.., LiteralNode { Value.Kind: CelKind.String } pattern])
            VerifyPattern(pattern);
        return result;
    }

    /// <summary>A pattern that stands in the source is refused here rather than at every evaluation.</summary>
    private void VerifyPattern(LiteralNode pattern)
    {
        if (RegexParser.TryParse(pattern.Value.StringUnchecked, _environment.Limits.RegexSize, out _, out string fault))
            return;
        _diagnostics.Add(pattern.Offset, "bad_regex", $"biểu thức chính quy không hợp lệ (RE2): {fault}", $"not a regular expression (RE2): {fault}");
    }

    private CelType Resolve(CallNode call, FunctionEntry function, bool member, List<CelType> arguments)
    {
        CelType? result = null;
        foreach (CelFunction overload in function.Overloads)
        {
            if (overload.IsMember != member || overload.Parameters.Count != arguments.Count)
                continue;
            CelType[] signature = _unifier.Instantiate(overload);
            if (!_unifier.TryAssign(arguments, signature[..^1]))
                continue;
            CelType found = _unifier.Substitute(signature[^1], freeToDyn: false);
            if (result is null)
                result = found;
            else if (!result.IsDyn && !found.Equals(result))
                result = CelType.Dyn;
        }

        if (result is not null)
            return result;
        string types = string.Join(", ", arguments.Select(a => _unifier.Substitute(a, freeToDyn: true)));
        string shown = Operators.SymbolOf(call.Function) ?? (call.Function is Operators.Not or Operators.Negate ? call.Function[..1] : call.Function);
        _diagnostics.Add(call.Offset, "no_overload", $"'{shown}' không nhận ({types})", $"'{shown}' does not take ({types})");
        return CelType.ErrorType;
    }

    private CelType Logic(LogicNode logic)
    {
        foreach (Node operand in logic.Operands)
            ExpectBool(operand);
        return CelType.Bool;
    }

    private CelType Conditional(ConditionalNode conditional)
    {
        ExpectBool(conditional.Condition);
        CelType whenTrue = Visit(conditional.WhenTrue);
        CelType whenFalse = Visit(conditional.WhenFalse);
        CelType common = _unifier.Fresh();
        if (_unifier.TryAssign([whenTrue, whenFalse], [common, common]))
            return _unifier.Substitute(common, freeToDyn: false);
        Mismatch(conditional.WhenFalse.Offset, whenTrue, whenFalse);
        return CelType.ErrorType;
    }

    private void ExpectBool(Node node)
    {
        CelType type = Visit(node);
        if (!_unifier.TryAssign(type, CelType.Bool))
            Mismatch(node.Offset, CelType.Bool, type);
    }

    private void Mismatch(int offset, CelType expected, CelType found)
    {
        string wanted = _unifier.Substitute(expected, freeToDyn: true).ToString();
        string got = _unifier.Substitute(found, freeToDyn: true).ToString();
        _diagnostics.Add(offset, "type_mismatch", $"cần kiểu {wanted}, có kiểu {got}", $"expected type {wanted}, found type {got}");
    }

    /// <summary>The type of all items of a literal: the most general of them, or dyn where they do not fit.</summary>
    private CelType Join(Node[] items)
    {
        CelType? joined = null;
        foreach (Node item in items)
        {
            CelType type = Visit(item);
            if (joined is null)
                joined = type;
            else if (_unifier.TryAssign(joined, type))
                joined = Unifier.IsAsGeneral(joined, type) ? joined : type;
            else
                joined = CelType.Dyn;
        }

        return joined ?? _unifier.Fresh();
    }

    private CelType Message(MessageNode message)
    {
        foreach (Node value in message.Values)
            Visit(value);
        return Undeclared(message.Offset, message.Name);
    }

    private CelType Loop(LoopNode loop)
    {
        CelType range = _unifier.Substitute(Visit(loop.Range), freeToDyn: false);
        CelType item = CelType.Dyn;
        if (range.Name is "list" or "map")
            item = range.Parameters[0];
        else if (range.IsTypeParam)
            _unifier.TryAssign(CelType.Dyn, range);
        else if (!range.IsDyn && !range.IsError)
        {
            _diagnostics.Add(loop.Range.Offset, "type_mismatch",
                $"chỉ duyệt được list hoặc map, không phải {range}", $"only a list or a map can be gone through, not {range}");
        }

        _scope.Push(loop.Variable, item);
        if (loop.Condition is not null)
            ExpectBool(loop.Condition);
        CelType result;
        if (loop.Kind == LoopKind.Map)
        {
            result = CelType.List(Visit(loop.Body));
        }
        else
        {
            ExpectBool(loop.Body);
            result = loop.Kind == LoopKind.Filter ? CelType.List(item) : CelType.Bool;
        }

        _scope.Pop();
        return result;
    }
}
