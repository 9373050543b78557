namespace EduIct.Expressions;

/// <summary>Something wrong in an expression, with its place in the source.</summary>
/// <param name="Code">A stable word: <c>syntax</c>, <c>limit</c>, <c>undeclared</c>, <c>no_overload</c>, <c>type_mismatch</c>, <c>bad_macro</c>,
/// <c>bad_regex</c>, <c>bad_format</c>.</param>
/// <param name="Line">1 for the first line.</param>
/// <param name="Column">1 for the first code point of the line.</param>
/// <param name="SourceLine">The line, without its end; cut to 200 code points around the place.</param>
/// <param name="Caret">Blanks and a <c>^</c> that stands under the place when printed below <paramref name="SourceLine"/>.</param>
/// <param name="Vietnamese">The message in Vietnamese.</param>
/// <param name="English">The message in English.</param>
public sealed record CelDiagnostic(string Code, int Line, int Column, string SourceLine, string Caret, string Vietnamese, string English)
{
    /// <summary>The place and the message in English, then the line and the caret.</summary>
    public override string ToString() => Show(English);

    /// <summary>The same with the message in Vietnamese.</summary>
    public string ToVietnamese() => Show(Vietnamese);

    private string Show(string message) => $"{Line}:{Column}: {message}\n | {SourceLine}\n | {Caret}";
}
