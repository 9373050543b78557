namespace EduIct.Expressions;

/// <summary>The names by which langdef calls the operators, and their precedence.</summary>
internal static class Operators
{
    internal const string Negate = "-_";
    internal const string Not = "!_";
    internal const string Index = "_[_]";
    internal const string In = "@in";
    internal const string Equal = "_==_";
    internal const string NotEqual = "_!=_";
    internal const string Less = "_<_";
    internal const string LessOrEqual = "_<=_";
    internal const string Greater = "_>_";
    internal const string GreaterOrEqual = "_>=_";
    internal const string Add = "_+_";
    internal const string Subtract = "_-_";
    internal const string Multiply = "_*_";
    internal const string Divide = "_/_";
    internal const string Remainder = "_%_";

    internal const int RelationPrecedence = 3;
    internal const int UnaryPrecedence = 6;

    /// <summary>The binary operators that are functions, by symbol.</summary>
    internal static bool TryBinary(string symbol, out string function, out int precedence)
    {
        (function, precedence) = symbol switch
        {
            "==" => (Equal, RelationPrecedence),
            "!=" => (NotEqual, RelationPrecedence),
            "<" => (Less, RelationPrecedence),
            "<=" => (LessOrEqual, RelationPrecedence),
            ">" => (Greater, RelationPrecedence),
            ">=" => (GreaterOrEqual, RelationPrecedence),
            "in" => (In, RelationPrecedence),
            "+" => (Add, 4),
            "-" => (Subtract, 4),
            "*" => (Multiply, 5),
            "/" => (Divide, 5),
            "%" => (Remainder, 5),
            _ => ("", 0),
        };
        return precedence > 0;
    }

    internal static string? SymbolOf(string function) => function switch
    {
        In => "in",
        _ when function.Length is >= 3 and <= 4 && function[0] == '_' && function[^1] == '_' => function[1..^1],
        _ => null,
    };
}
