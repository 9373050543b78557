using System.Globalization;

namespace EduIct.Expressions;

/// <summary>Cuts a source into tokens (langdef, "Syntax").</summary>
internal sealed class Lexer(string source, int position = 0)
{
    internal int Position { get; private set; } = position;

    internal Token Next()
    {
        SkipBlanks();
        int start = Position;
        if (start >= source.Length)
            return new Token(TokenKind.End, source.Length, "");
        char c = source[start];
        if (StringPrefixLength(start) is int prefix and >= 0)
            return String(start, prefix);
        if (Names.IsIdentifierStart(c))
            return Word(start);
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
            return Number(start);
        if (c == '`')
            return Quoted(start);
        string two = start + 1 < source.Length ? source.Substring(start, 2) : "";
        if (two is "&&" or "||" or "==" or "!=" or "<=" or ">=")
        {
            Position += 2;
            return new Token(TokenKind.Symbol, start, two);
        }

        Position++;
        return "+-*/%<>!?:.,()[]{}".Contains(c, StringComparison.Ordinal)
            ? new Token(TokenKind.Symbol, start, c.ToString())
            : new Token(TokenKind.Bad, start, $"'{c}' is not part of the language", default, $"'{c}' không thuộc ngôn ngữ");
    }

    private char Peek(int ahead) => Position + ahead < source.Length ? source[Position + ahead] : '\0';

    private void SkipBlanks()
    {
        while (Position < source.Length)
        {
            if (source[Position] is ' ' or '\t' or '\r' or '\n' or '\f')
                Position++;
            else if (source[Position] == '/' && Peek(1) == '/')
                Position = source.IndexOf('\n', Position) is int end and >= 0 ? end : source.Length;
            else
                return;
        }
    }

    /// <summary>How many letters stand before the quote of a string literal, or -1 where none begins.</summary>
    private int StringPrefixLength(int start)
    {
        int length = 0;
        if (Peek(length) is 'b' or 'B')
            length++;
        if (Peek(length) is 'r' or 'R')
            length++;
        return start + length < source.Length && source[start + length] is '"' or '\'' ? length : -1;
    }

    private Token Word(int start)
    {
        while (Position < source.Length && Names.IsIdentifierPart(source[Position]))
            Position++;
        string word = source[start..Position];
        return word switch
        {
            "true" => new Token(TokenKind.Literal, start, word, CelValue.True),
            "false" => new Token(TokenKind.Literal, start, word, CelValue.False),
            "null" => new Token(TokenKind.Literal, start, word, CelValue.Null),
            "in" => new Token(TokenKind.Symbol, start, word),
            _ => new Token(TokenKind.Identifier, start, word),
        };
    }

    private Token Quoted(int start)
    {
        int end = source.IndexOf('`', start + 1);
        string name = end < 0 ? "" : source[(start + 1)..end];
        Position = end < 0 ? source.Length : end + 1;
        return name.Length > 0 && name.All(c => Names.IsIdentifierPart(c) || c is '.' or '-' or '/' or ' ')
            ? new Token(TokenKind.QuotedIdentifier, start, name)
            : new Token(TokenKind.Bad, start, "a quoted name has letters, digits, '_', '.', '-', '/' and blanks between two backticks", default,
                "tên trong dấu ` chỉ gồm chữ cái, chữ số, '_', '.', '-', '/' và dấu cách");
    }

    private Token Number(int start)
    {
        if (source[start] == '0' && Peek(1) is 'x' or 'X' && char.IsAsciiHexDigit(Peek(2)))
        {
            Position += 2;
            while (char.IsAsciiHexDigit(Peek(0)))
                Position++;
            return Whole(start);
        }

        SkipDigits();
        bool real = false;
        if (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
        {
            real = true;
            Position++;
            SkipDigits();
        }

        int exponent = Peek(1) is '+' or '-' ? 2 : 1;
        if (Peek(0) is 'e' or 'E' && char.IsAsciiDigit(Peek(exponent)))
        {
            real = true;
            Position += exponent;
            SkipDigits();
        }

        if (!real)
            return Whole(start);
        string text = source[start..Position];
        double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsInfinity(value)
            ? new Token(TokenKind.Bad, start, "the number is beyond the range of double", default, "số vượt phạm vi của double")
            : new Token(TokenKind.Literal, start, text, CelValue.Double(value));
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek(0)))
            Position++;
    }

    private Token Whole(int start)
    {
        string text = source[start..Position];
        if (Peek(0) is not ('u' or 'U'))
            return new Token(TokenKind.Int, start, text);
        Position++;
        return TryMagnitude(text, out ulong value)
            ? new Token(TokenKind.Literal, start, text, CelValue.Uint(value))
            : new Token(TokenKind.Bad, start, "the number is beyond the range of uint", default, "số vượt phạm vi của uint");
    }

    internal static bool TryMagnitude(string text, out ulong value) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private Token String(int start, int prefix)
    {
        bool bytes = source[start] is 'b' or 'B';
        bool raw = prefix > 0 && source[start + prefix - 1] is 'r' or 'R';
        int open = start + prefix;
        char quote = source[open];
        bool triple = open + 2 < source.Length && source[open + 1] == quote && source[open + 2] == quote;
        int width = triple ? 3 : 1;
        int end = open + width;
        while (end < source.Length && !Closes(end, quote, triple))
        {
            if (!triple && source[end] is '\n' or '\r')
                break;
            end += source[end] == '\\' && !raw ? 2 : 1;
        }

        if (end >= source.Length || !Closes(end, quote, triple))
        {
            Position = Math.Min(Math.Max(end, open + 1), source.Length);
            return new Token(TokenKind.Bad, start, "the string has no end", default, "chuỗi không có dấu kết thúc");
        }

        Position = end + width;
        string content = source[(open + width)..end];
        return StringLiteral.TryRead(content, bytes, raw, out CelValue value, out int fault)
            ? new Token(TokenKind.Literal, start, "string", value)
            : new Token(TokenKind.Bad, open + width + fault, "no such escape sequence", default, "không có ký hiệu thoát như vậy");
    }

    private bool Closes(int at, char quote, bool triple) =>
        source[at] == quote && (!triple || (at + 2 < source.Length && source[at + 1] == quote && source[at + 2] == quote));
}
