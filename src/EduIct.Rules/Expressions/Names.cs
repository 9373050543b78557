namespace EduIct.Expressions;

/// <summary>What may be called what (langdef, "Syntax").</summary>
internal static class Names
{
    private static readonly HashSet<string> ReservedWords =
    [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ];

    internal static bool IsReserved(string word) => ReservedWords.Contains(word);

    internal static bool IsIdentifierStart(char c) => char.IsAsciiLetter(c) || c == '_';

    internal static bool IsIdentifierPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>True when the text can follow a dot as it stands.</summary>
    internal static bool IsIdentifier(string text) =>
        text.Length > 0 && IsIdentifierStart(text[0]) && text.All(IsIdentifierPart) && text is not ("true" or "false" or "null" or "in");

    /// <summary>The full names that a name may mean in a container, from the innermost out (langdef, "Name Resolution").</summary>
    internal static IEnumerable<string> Candidates(string container, string name)
    {
        if (name.StartsWith('.'))
        {
            yield return name[1..];
            yield break;
        }

        for (string scope = container; scope.Length > 0; scope = scope[..Math.Max(scope.LastIndexOf('.'), 0)])
            yield return scope + "." + name;
        yield return name;
    }
}
