namespace EduIct.Expressions;

/// <summary>A node of the syntax tree, after macros are expanded.</summary>
internal abstract class Node
{
    protected Node(int offset, params ReadOnlySpan<Node?> children)
    {
        Offset = offset;
        foreach (Node? child in children)
        {
            if (child is null)
                continue;
            Depth = Math.Max(Depth, child.Depth);
            Size += child.Size;
        }

        Depth++;
        Size++;
    }

    /// <summary>Where a diagnostic about this node points.</summary>
    internal int Offset { get; }

    internal int Depth { get; }

    /// <summary>How many nodes the tree has; what one turn of a loop around it costs.</summary>
    internal int Size { get; }
}

internal sealed class LiteralNode(int offset, CelValue value) : Node(offset)
{
    internal CelValue Value { get; } = value;
}

/// <summary>A name; with a leading dot only the root scope is searched.</summary>
internal sealed class IdentNode(int offset, string name) : Node(offset)
{
    internal string Name { get; } = name;
}

internal sealed class SelectNode(int offset, Node operand, string field, bool isTest = false) : Node(offset, operand)
{
    internal Node Operand { get; } = operand;

    internal string Field { get; } = field;

    /// <summary><c>has(operand.field)</c>.</summary>
    internal bool IsTest { get; } = isTest;
}

/// <summary>A function, method or operator; operators have the names that langdef gives them (<c>_+_</c>).</summary>
internal sealed class CallNode(int offset, string function, Node? target, params Node[] arguments) : Node(offset, [target, .. arguments])
{
    internal string Function { get; } = function;

    internal Node? Target { get; } = target;

    internal Node[] Arguments { get; } = arguments;
}

/// <summary>A chain of <c>&amp;&amp;</c> or of <c>||</c>, kept flat: the operators are associative, and long chains stay shallow.</summary>
internal sealed class LogicNode(int offset, bool isAnd, Node[] operands) : Node(offset, operands)
{
    internal bool IsAnd { get; } = isAnd;

    internal Node[] Operands { get; } = operands;
}

internal sealed class ConditionalNode(int offset, Node condition, Node whenTrue, Node whenFalse) : Node(offset, condition, whenTrue, whenFalse)
{
    internal Node Condition { get; } = condition;

    internal Node WhenTrue { get; } = whenTrue;

    internal Node WhenFalse { get; } = whenFalse;
}

internal sealed class ListNode(int offset, Node[] items) : Node(offset, items)
{
    internal Node[] Items { get; } = items;
}

internal sealed class MapNode(int offset, Node[] keys, Node[] values) : Node(offset, [.. keys, .. values])
{
    internal Node[] Keys { get; } = keys;

    internal Node[] Values { get; } = values;
}

/// <summary><c>Name{field: value}</c>: parsed, since the grammar has it, and refused, since there are no messages.</summary>
internal sealed class MessageNode(int offset, string name, string[] fields, Node[] values) : Node(offset, values)
{
    internal string Name { get; } = name;

    internal string[] Fields { get; } = fields;

    internal Node[] Values { get; } = values;
}

internal enum LoopKind
{
    All,
    Exists,
    ExistsOne,
    Map,
    Filter,
}

/// <summary>A comprehension macro. For a filter <see cref="Body"/> is the predicate; <see cref="Condition"/> is only the middle argument of a
/// three-argument map.</summary>
internal sealed class LoopNode(int offset, LoopKind kind, Node range, string variable, Node? condition, Node body)
    : Node(offset, range, condition, body)
{
    internal LoopKind Kind { get; } = kind;

    internal Node Range { get; } = range;

    internal string Variable { get; } = variable;

    internal Node? Condition { get; } = condition;

    internal Node Body { get; } = body;
}
