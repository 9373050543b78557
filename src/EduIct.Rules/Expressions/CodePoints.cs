namespace EduIct.Expressions;

/// <summary>Strings by code points, which is how CEL counts; .NET counts UTF-16 units. A lone surrogate counts as one.</summary>
internal static class CodePoints
{
    internal static int Count(string text)
    {
        int pairs = 0;
        for (int i = text.AsSpan().IndexOfAnyInRange('\ud800', '\udbff'); i >= 0 && i + 1 < text.Length; i++)
            if (char.IsSurrogatePair(text[i], text[i + 1]))
                pairs++;
        return text.Length - pairs;
    }

    /// <summary>The UTF-16 offset of a code point; the length of the text for the one after the last; -1 beyond.</summary>
    internal static int Offset(string text, long index)
    {
        if (index < 0 || index > text.Length)
            return -1;
        int at = 0;
        for (long i = 0; i < index; i++)
        {
            if (at >= text.Length)
                return -1;
            at += Width(text, at);
        }

        return at;
    }

    /// <summary>How many UTF-16 units the code point at an offset takes.</summary>
    internal static int Width(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
}
