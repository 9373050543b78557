using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EduIct.Expressions;

/// <summary>Reads the text of a <see cref="CelAttribute"/>.</summary>
internal static class AttributeText
{
    internal static bool TryParse(string text, IEnumerable<string> variables, [NotNullWhen(true)] out CelAttribute? attribute)
    {
        attribute = null;
        string? variable = variables
            .Where(v => text.StartsWith(v, StringComparison.Ordinal) && (text.Length == v.Length || text[v.Length] is '.' or '['))
            .MaxBy(v => v.Length);
        if (variable is null)
            return false;
        var steps = new List<CelValue?>();
        for (int at = variable.Length; at < text.Length;)
        {
            if (!(text[at] == '.' ? TryDotted(text, ref at, steps) : text[at] == '[' && TryBracketed(text, ref at, steps)))
                return false;
        }

        attribute = new CelAttribute(variable, steps.ToArray());
        return true;
    }

    private static bool TryDotted(string text, ref int at, List<CelValue?> steps)
    {
        int start = ++at;
        while (at < text.Length && text[at] is not ('.' or '['))
            at++;
        string key = text[start..at];
        if (key != "*" && !Names.IsIdentifier(key))
            return false;
        steps.Add(key == "*" ? null : CelValue.String(key));
        return true;
    }

    private static bool TryBracketed(string text, ref int at, List<CelValue?> steps)
    {
        int start = ++at;
        if (start < text.Length && text[start] is '"' or '\'')
        {
            var lexer = new Lexer(text, start);
            Token token = lexer.Next();
            if (token.Kind != TokenKind.Literal || token.Value.Kind != CelKind.String || lexer.Position >= text.Length || text[lexer.Position] != ']')
                return false;
            steps.Add(token.Value);
            at = lexer.Position + 1;
            return true;
        }

        int end = text.IndexOf(']', start);
        if (end < 0)
            return false;
        string inner = text[start..end];
        at = end + 1;
        if (inner == "*")
            steps.Add(null);
        else if (inner is "true" or "false")
            steps.Add(CelValue.Bool(inner == "true"));
        else if (inner.EndsWith('u') && ulong.TryParse(inner.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out ulong unsigned))
            steps.Add(CelValue.Uint(unsigned));
        else if (long.TryParse(inner, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long signed))
            steps.Add(CelValue.Int(signed));
        else
            return false;
        return true;
    }
}
