namespace EduIct.Expressions;

internal enum TokenKind
{
    End,
    Identifier,
    QuotedIdentifier,
    Literal,

    /// <summary>An int literal; its sign decides whether it fits, so the parser reads it.</summary>
    Int,
    Symbol,

    /// <summary>Text that is no token; <see cref="Token.Text"/> says why, in English, and <see cref="Token.Vietnamese"/> in Vietnamese.</summary>
    Bad,
}

internal readonly record struct Token(TokenKind Kind, int Start, string Text, CelValue Value = default, string Vietnamese = "")
{
    internal bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;
}
