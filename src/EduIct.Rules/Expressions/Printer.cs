using System.Globalization;
using System.Text;

namespace EduIct.Expressions;

/// <summary>A tree as source that parses to the same tree, with no more parentheses than it needs.</summary>
internal sealed class Printer
{
    private const int Lowest = 0, Or = 1, And = 2, Member = 7;
    private readonly StringBuilder _text = new();

    internal static string Print(Node node)
    {
        var printer = new Printer();
        printer.Write(node, Lowest);
        return printer._text.ToString();
    }

    private static int PrecedenceOf(Node node) => node switch
    {
        ConditionalNode => Lowest,
        LogicNode logic => logic.IsAnd ? And : Or,
        CallNode { Function: Operators.Not or Operators.Negate, Target: null } => Operators.UnaryPrecedence,
        CallNode { Target: null } call when Operators.SymbolOf(call.Function) is { } symbol && Operators.TryBinary(symbol, out _, out int precedence) => precedence,
        LiteralNode { Value: { IsNumber: true } number } when number.ToString().StartsWith('-') => Operators.UnaryPrecedence,
        _ => Member,
    };

    private void Write(Node node, int least)
    {
        bool brackets = PrecedenceOf(node) < least;
        if (brackets)
            _text.Append('(');
        switch (node)
        {
            case LiteralNode literal:
                Literal(literal.Value);
                break;
            case IdentNode ident:
                _text.Append(ident.Name);
                break;
            case SelectNode select:
                Select(select);
                break;
            case CallNode call:
                Call(call);
                break;
            case LogicNode logic:
                Join(logic.Operands, logic.IsAnd ? " && " : " || ", PrecedenceOf(logic) + 1);
                break;
            case ConditionalNode conditional:
                Write(conditional.Condition, Or);
                _text.Append(" ? ");
                Write(conditional.WhenTrue, Or);
                _text.Append(" : ");
                Write(conditional.WhenFalse, Lowest);
                break;
            case ListNode list:
                _text.Append('[');
                Join(list.Items, ", ", Lowest);
                _text.Append(']');
                break;
            case MapNode map:
                Entries(map.Keys.Length, i => Write(map.Keys[i], Lowest), map.Values);
                break;
            case MessageNode message:
                _text.Append(message.Name);
                Entries(message.Fields.Length, i => Field(message.Fields[i]), message.Values);
                break;
            case LoopNode loop:
                Loop(loop);
                break;
        }

        if (brackets)
            _text.Append(')');
    }

    private void Literal(CelValue value)
    {
        if (value.Kind == CelKind.Bytes)
        {
            _text.Append("b\"");
            foreach (byte octet in value.BytesUnchecked)
                _text.Append(CultureInfo.InvariantCulture, $"\\x{octet:x2}");
            _text.Append('"');
        }
        else if (value.Kind == CelKind.String)
        {
            ValueText.AppendQuoted(_text, value.StringUnchecked);
        }
        else
        {
            _text.Append(value.ToString());
        }
    }

    private void Join(Node[] nodes, string separator, int least)
    {
        for (int i = 0; i < nodes.Length; i++)
        {
            if (i > 0)
                _text.Append(separator);
            Write(nodes[i], least);
        }
    }

    private void Entries(int count, Action<int> key, Node[] values)
    {
        _text.Append('{');
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
                _text.Append(", ");
            key(i);
            _text.Append(": ");
            Write(values[i], Lowest);
        }

        _text.Append('}');
    }

    private void Field(string name) => _text.Append(Names.IsIdentifier(name) ? name : $"`{name}`");

    private void Select(SelectNode select)
    {
        if (select.IsTest)
            _text.Append("has(");
        Write(select.Operand, Member);
        _text.Append('.');
        Field(select.Field);
        if (select.IsTest)
            _text.Append(')');
    }

    private void Call(CallNode call)
    {
        if (call is { Function: Operators.Index, Target: null })
        {
            Write(call.Arguments[0], Member);
            _text.Append('[');
            Write(call.Arguments[1], Lowest);
            _text.Append(']');
            return;
        }

        int precedence = PrecedenceOf(call);
        if (precedence == Operators.UnaryPrecedence)
        {
            // A minus before a number would become part of the number.
            bool number = call.Function == Operators.Negate && call.Arguments[0] is LiteralNode { Value.IsNumber: true };
            _text.Append(call.Function[0]);
            Write(call.Arguments[0], number ? Member + 1 : Operators.UnaryPrecedence);
        }
        else if (precedence < Member)
        {
            Write(call.Arguments[0], precedence);
            _text.Append(' ').Append(Operators.SymbolOf(call.Function)).Append(' ');
            Write(call.Arguments[1], precedence + 1);
        }
        else
        {
            if (call.Target is not null)
            {
                Write(call.Target, Member);
                _text.Append('.');
            }

            // The macros of the math library have no other spelling.
            _text.Append(call.Function switch
            {
                MathLibrary.Min => "math.least",
                MathLibrary.Max => "math.greatest",
                _ => call.Function,
            }).Append('(');
            Join(call.Arguments is [ListNode { Items.Length: > 2 } only] && call.Function is MathLibrary.Min or MathLibrary.Max ? only.Items : call.Arguments, ", ", Lowest);
            _text.Append(')');
        }
    }

    private void Loop(LoopNode loop)
    {
        Write(loop.Range, Member);
        string name = loop.Kind switch
        {
            LoopKind.All => "all",
            LoopKind.Exists => "exists",
            LoopKind.ExistsOne => "exists_one",
            LoopKind.Map => "map",
            _ => "filter",
        };
        _text.Append('.').Append(name).Append('(').Append(loop.Variable).Append(", ");
        if (loop.Condition is not null)
        {
            Write(loop.Condition, Lowest);
            _text.Append(", ");
        }

        Write(loop.Body, Lowest);
        _text.Append(')');
    }
}
