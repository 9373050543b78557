namespace EduIct.Expressions;

/// <summary>Calls that are syntax rather than functions (langdef, "Macros"; the two of the math library beside them).</summary>
internal sealed class Macros(CelExtensions extensions, DiagnosticBag diagnostics)
{
    internal Node? ExpandFunction(int offset, string name, Node[] arguments)
    {
        if (name != "has" || arguments.Length != 1)
            return null;
        if (arguments[0] is SelectNode { IsTest: false } select)
            return new SelectNode(offset, select.Operand, select.Field, isTest: true);
        return Refuse(arguments[0].Offset, "has() cần một trường, ví dụ has(a.b)", "has() takes a field, such as has(a.b)");
    }

    internal Node? ExpandMethod(int offset, Node target, string name, Node[] arguments)
    {
        if (extensions.HasFlag(CelExtensions.Math) && name is "greatest" or "least" && target is IdentNode { Name: "math" })
            return Extreme(offset, name, arguments);
        LoopKind? kind = (name, arguments.Length) switch
        {
            ("all", 2) => LoopKind.All,
            ("exists", 2) => LoopKind.Exists,
            ("exists_one" or "existsOne", 2) => LoopKind.ExistsOne,
            ("map", 2 or 3) => LoopKind.Map,
            ("filter", 2) => LoopKind.Filter,
            _ => null,
        };
        if (kind is null)
            return null;
        if (arguments[0] is not IdentNode variable || variable.Name.StartsWith('.'))
        {
            return Refuse(arguments[0].Offset, $"đối số đầu của {name}() phải là tên một biến",
                $"the first argument of {name}() must be the name of a variable");
        }

        return new LoopNode(offset, kind.Value, target, variable.Name, arguments.Length == 3 ? arguments[1] : null, arguments[^1]);
    }

    private Node Extreme(int offset, string name, Node[] arguments)
    {
        string function = name == "least" ? MathLibrary.Min : MathLibrary.Max;
        if (arguments.Length == 0)
            return Refuse(offset, $"math.{name}() cần ít nhất một đối số", $"math.{name}() takes at least one argument");
        Node[] numbers = arguments is [ListNode { Items.Length: > 0 } only] ? only.Items : arguments;
        foreach (Node number in numbers)
        {
            if (number is ListNode or MapNode or MessageNode || (number is LiteralNode literal && !literal.Value.IsNumber))
                return Refuse(number.Offset, $"đối số của math.{name}() phải là số", $"the arguments of math.{name}() must be numbers");
        }

        return arguments.Length <= 2
            ? new CallNode(offset, function, null, arguments)
            : new CallNode(offset, function, null, new ListNode(offset, arguments));
    }

    private LiteralNode Refuse(int offset, string vietnamese, string english)
    {
        diagnostics.Add(offset, "bad_macro", vietnamese, english);
        return new LiteralNode(offset, default);
    }
}
