using System.Text;
using System.Xml;

namespace EduIct.Forms;

/// <summary>Texts as a cell can hold them.</summary>
internal static class CellText
{
    // ECMA-376 leaves it open; Excel refuses a file with longer texts.
    private const int Longest = 32_767;

    /// <summary>
    /// The text without what XML cannot say (each such character becomes U+FFFD), with line ends as <c>\n</c>, with <c>_x0041_</c> told apart from the
    /// escape that it looks like (ECMA-376 part 1, 22.9.2.19), and cut at the length that a cell can have.
    /// </summary>
    public static string Clean(string text)
    {
        bool isPlain = text.Length <= Longest;
        for (int i = 0; isPlain && i < text.Length; i++)
        {
            isPlain = text[i] is (>= ' ' and < '\uD800' and not '_') or '\n';
        }

        return isPlain ? text : Rewrite(text);
    }

    /// <summary>Whether somebody who types the text anew would make a formula of it.</summary>
    public static bool LooksLikeFormula(string text) => text.AsSpan().TrimStart() is [('=' or '+' or '-' or '@' or '|' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20'), ..];

    private static string Rewrite(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, Longest) + 16);
        for (int i = 0; i < text.Length && clean.Length < Longest - 8; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (c == '\r')
            {
                clean.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            }
            else if (c == '_' && IsEscape(text.AsSpan(i)))
            {
                clean.Append("_x005F_");
            }
            else
            {
                clean.Append(!char.IsSurrogate(c) && XmlConvert.IsXmlChar(c) ? c : '\uFFFD');
            }
        }

        return clean.ToString();
    }

    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text is ['_', 'x' or 'X', var a, var b, var c, var d, '_', ..] && char.IsAsciiHexDigit(a) && char.IsAsciiHexDigit(b) && char.IsAsciiHexDigit(c) && char.IsAsciiHexDigit(d);
}
