using System.Globalization;
using System.Runtime.CompilerServices;

namespace EduIct.Expressions;

/// <summary>
/// Recursive descent over the grammar of langdef, "Syntax". After a fault inside brackets it goes on at the next comma or closing bracket,
/// so that one run shows more than the first fault.
/// </summary>
internal sealed class Parser
{
    private readonly Lexer _lexer;
    private readonly DiagnosticBag _diagnostics;
    private readonly Macros _macros;
    private readonly int _maxDepth;
    private Token _token;
    private int _nesting;
    private bool _stopped;

    private Parser(string source, CelLimits limits, CelExtensions extensions, DiagnosticBag diagnostics)
    {
        _lexer = new Lexer(source);
        _diagnostics = diagnostics;
        _macros = new Macros(extensions, diagnostics);
        _maxDepth = limits.EffectiveDepth;
        Advance();
    }

    /// <summary>Parses, or returns null with at least one diagnostic.</summary>
    internal static Node? Parse(string source, CelLimits limits, CelExtensions extensions, DiagnosticBag diagnostics)
    {
        if (source.Length > limits.SourceLength)
        {
            diagnostics.Add(limits.SourceLength, "limit",
                string.Create(CultureInfo.InvariantCulture, $"biểu thức dài {source.Length} ký tự, giới hạn là {limits.SourceLength}"),
                string.Create(CultureInfo.InvariantCulture, $"the expression has {source.Length} characters, the limit is {limits.SourceLength}"));
            return null;
        }

        var parser = new Parser(source, limits, extensions, diagnostics);
        Node root = parser.Expression();
        if (parser._token.Kind != TokenKind.End)
            parser.Unexpected();
        return diagnostics.IsEmpty ? root : null;
    }

    private void Advance()
    {
        if (_stopped)
            return;
        _token = _lexer.Next();
        while (_token.Kind == TokenKind.Bad)
        {
            _diagnostics.Add(_token.Start, "syntax", _token.Vietnamese, _token.Text);
            _token = new Token(TokenKind.Literal, _token.Start, "", CelValue.Null);
        }
    }

    private bool Accept(string symbol)
    {
        if (!_token.Is(symbol))
            return false;
        Advance();
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Accept(symbol))
            Fault(_token.Start, "syntax", $"ở đây phải là '{symbol}'{Found("có")}", $"expected '{symbol}'{Found("found")}");
    }

    private string Found(string verb) => _token.Kind == TokenKind.End ? "" : $", {verb} '{_token.Text}'";

    private void Unexpected()
    {
        if (_token.Kind == TokenKind.End)
            Fault(_token.Start, "syntax", "biểu thức kết thúc quá sớm", "the expression ends too early");
        else
            Fault(_token.Start, "syntax", $"không mong đợi '{_token.Text}' ở đây", $"'{_token.Text}' is not expected here");
    }

    private void Fault(int offset, string code, string vietnamese, string english)
    {
        if (!_stopped)
            _diagnostics.Add(offset, code, vietnamese, english);
    }

    /// <summary>Ends the parse: from here on there are only end tokens, so that every caller returns.</summary>
    private void TooDeep(int offset)
    {
        Fault(offset, "limit",
            string.Create(CultureInfo.InvariantCulture, $"biểu thức lồng quá {_maxDepth} tầng"),
            string.Create(CultureInfo.InvariantCulture, $"the expression is nested more than {_maxDepth} deep"));
        _stopped = true;
        _token = new Token(TokenKind.End, offset, "");
    }

    private T Checked<T>(T node)
        where T : Node
    {
        if (node.Depth > _maxDepth && !_stopped)
            TooDeep(node.Offset);
        return node;
    }

    private bool Enter()
    {
        if (++_nesting <= _maxDepth && RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return true;
        if (!_stopped)
            TooDeep(_token.Start);
        return false;
    }

    private Node Expression()
    {
        int start = _token.Start;
        if (!Enter())
        {
            _nesting--;
            return new LiteralNode(start, default);
        }

        Node condition = Logic(isAnd: false);
        int at = _token.Start;
        if (Accept("?"))
        {
            Node whenTrue = Logic(isAnd: false);
            Expect(":");
            condition = Checked(new ConditionalNode(at, condition, whenTrue, Expression()));
        }

        _nesting--;
        return condition;
    }

    private Node Logic(bool isAnd)
    {
        string symbol = isAnd ? "&&" : "||";
        Node first = isAnd ? Binary(Operators.RelationPrecedence) : Logic(isAnd: true);
        if (!_token.Is(symbol))
            return first;
        int at = _token.Start;
        var operands = new List<Node> { first };
        while (Accept(symbol))
            operands.Add(isAnd ? Binary(Operators.RelationPrecedence) : Logic(isAnd: true));
        return Checked(new LogicNode(at, isAnd, [.. operands]));
    }

    private Node Binary(int precedence)
    {
        if (precedence == Operators.UnaryPrecedence)
            return Unary();
        Node left = Binary(precedence + 1);
        while (_token.Kind == TokenKind.Symbol && Operators.TryBinary(_token.Text, out string function, out int found) && found == precedence)
        {
            int at = _token.Start;
            Advance();
            left = Checked(new CallNode(at, function, null, left, Binary(precedence + 1)));
        }

        return left;
    }

    private Node Unary()
    {
        if (!_token.Is("!") && !_token.Is("-"))
            return Member();
        Token sign = _token;
        Advance();
        if (sign.Is("-") && (_token.Kind == TokenKind.Int || (_token.Kind == TokenKind.Literal && _token.Value.Kind == CelKind.Double)))
            return Suffixes(Number(negative: true, sign.Start));
        Node operand = Enter() ? Unary() : new LiteralNode(sign.Start, default);
        _nesting--;
        return Checked(new CallNode(sign.Start, sign.Is("!") ? Operators.Not : Operators.Negate, null, operand));
    }

    private LiteralNode Number(bool negative, int start)
    {
        Token token = _token;
        Advance();
        if (token.Kind == TokenKind.Literal)
            return new LiteralNode(start, CelValue.Double(-token.Value.DoubleUnchecked));
        if (Lexer.TryMagnitude(token.Text, out ulong magnitude) && magnitude <= (ulong)long.MaxValue + (negative ? 1ul : 0))
            return new LiteralNode(start, CelValue.Int(negative ? unchecked(-(long)magnitude) : (long)magnitude));
        Fault(start, "syntax", "số vượt phạm vi của int", "the number is beyond the range of int");
        return new LiteralNode(start, default);
    }

    private Node Member() => Suffixes(Primary());

    private Node Suffixes(Node node)
    {
        while (!_stopped)
        {
            int at = _token.Start;
            if (Accept("."))
                node = Field(node, at);
            else if (Accept("["))
            {
                node = new CallNode(at, Operators.Index, null, node, Expression());
                Close("]");
            }
            else if (_token.Is("{") && QualifiedName(node) is { } name)
                node = Message(node.Offset, name);
            else
                return node;
            Checked(node);
        }

        return node;
    }

    private Node Field(Node operand, int at)
    {
        if (_token.Kind is not (TokenKind.Identifier or TokenKind.QuotedIdentifier))
        {
            Unexpected();
            return operand;
        }

        Token field = _token;
        Advance();
        if (field.Kind == TokenKind.QuotedIdentifier || !_token.Is("("))
            return new SelectNode(at, operand, field.Text);
        Node[] arguments = Arguments();
        return _macros.ExpandMethod(field.Start, operand, field.Text, arguments) ?? new CallNode(field.Start, field.Text, operand, arguments);
    }

    private Node Primary()
    {
        Token token = _token;
        switch (token.Kind)
        {
            case TokenKind.Literal:
                Advance();
                return new LiteralNode(token.Start, token.Value);
            case TokenKind.Int:
                return Number(negative: false, token.Start);
            case TokenKind.Identifier:
                return Name(leadingDot: false);
            case TokenKind.Symbol when token.Text == ".":
                Advance();
                if (_token.Kind == TokenKind.Identifier)
                    return Name(leadingDot: true);
                break;
            case TokenKind.Symbol when token.Text == "(":
                Advance();
                Node inner = Expression();
                Close(")");
                return inner;
            case TokenKind.Symbol when token.Text == "[":
                Advance();
                return new ListNode(token.Start, Items("]", trailingComma: true));
            case TokenKind.Symbol when token.Text == "{":
                return Map();
        }

        Unexpected();
        return new LiteralNode(token.Start, default);
    }

    private Node Name(bool leadingDot)
    {
        Token name = _token;
        Advance();
        string full = leadingDot ? "." + name.Text : name.Text;
        if (Names.IsReserved(name.Text))
            Fault(name.Start, "syntax", $"'{name.Text}' là từ dành riêng", $"'{name.Text}' is a reserved word");
        if (!_token.Is("("))
            return new IdentNode(name.Start, full);
        Node[] arguments = Arguments();
        return _macros.ExpandFunction(name.Start, full, arguments) ?? new CallNode(name.Start, full, null, arguments);
    }

    private Node[] Arguments()
    {
        Expect("(");
        return Items(")", trailingComma: false);
    }

    private Node[] Items(string close, bool trailingComma)
    {
        var items = new List<Node>();
        if (Accept(close))
            return [];
        do
        {
            if (trailingComma && items.Count > 0 && _token.Is(close))
                break;
            items.Add(Expression());
        }
        while (Next(close));
        Close(close);
        return [.. items];
    }

    private MapNode Map()
    {
        int start = _token.Start;
        Expect("{");
        var keys = new List<Node>();
        var values = new List<Node>();
        while (!_token.Is("}"))
        {
            keys.Add(Expression());
            Expect(":");
            values.Add(Expression());
            if (!Next("}"))
                break;
        }

        Close("}");
        return new MapNode(start, [.. keys], [.. values]);
    }

    private MessageNode Message(int start, string name)
    {
        Expect("{");
        var fields = new List<string>();
        var values = new List<Node>();
        while (!_token.Is("}"))
        {
            if (_token.Kind is TokenKind.Identifier or TokenKind.QuotedIdentifier)
                fields.Add(_token.Text);
            else
                Unexpected();
            Advance();
            Expect(":");
            values.Add(Expression());
            if (!Next("}"))
                break;
        }

        Close("}");
        return new MessageNode(start, name, [.. fields], [.. values]);
    }

    /// <summary>After an item: true when a comma says that another may follow; a fault is reported and skipped.</summary>
    private bool Next(string close)
    {
        if (!_token.Is(",") && !_token.Is(close))
        {
            Unexpected();
            Skip();
        }

        return Accept(",");
    }

    private void Close(string symbol)
    {
        if (Accept(symbol))
            return;
        Expect(symbol);
        Skip();
        Accept(symbol);
    }

    /// <summary>Goes to the next comma or closing bracket that belongs to the brackets we are in.</summary>
    private void Skip()
    {
        for (int open = 0; _token.Kind != TokenKind.End; Advance())
        {
            if (_token.Is("(") || _token.Is("[") || _token.Is("{"))
                open++;
            else if (_token.Is(")") || _token.Is("]") || _token.Is("}"))
                open--;
            if (open < 0 || (open == 0 && _token.Is(",")))
                return;
        }
    }

    /// <summary><c>a.b.c</c> as text, or null where the node is more than a name.</summary>
    internal static string? QualifiedName(Node node)
    {
        var parts = new Stack<string>();
        while (node is SelectNode { IsTest: false } select)
        {
            if (!Names.IsIdentifier(select.Field))
                return null;
            parts.Push(select.Field);
            node = select.Operand;
        }

        return node is IdentNode ident ? parts.Count == 0 ? ident.Name : $"{ident.Name}.{string.Join('.', parts)}" : null;
    }
}
