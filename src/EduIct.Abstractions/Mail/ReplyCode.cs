using System.Buffers;

namespace EduIct.Mail;

/// <summary>Codes that stand for something in what comes back by mail: a prefix, and 24 characters of <c>a–z 2–7</c> (RFC 4648 section 6, in lower case).</summary>
internal static class ReplyCode
{
    public const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public const int Length = 24;

    private static readonly SearchValues<char> s_characters = SearchValues.Create(Alphabet + Alphabet.ToUpperInvariant());

    /// <summary>The code that a text is, in lower case; null: it is none.</summary>
    public static string? Parse(string prefix, string? text) =>
        text is not null && text.Length == prefix.Length + Length && StartsWithCode(prefix, text) ? text.ToLowerInvariant() : null;

    /// <summary>The first code in a text, in lower case; null: there is none.</summary>
    public static string? Find(string prefix, string? text)
    {
        ReadOnlySpan<char> rest = text;
        char before = ' ';
        for (int at; (at = rest.IndexOf(prefix, StringComparison.OrdinalIgnoreCase)) >= 0; rest = rest[(at + 1)..])
        {
            bool isBegin = !char.IsAsciiLetterOrDigit(at == 0 ? before : rest[at - 1]);
            int end = at + prefix.Length + Length;
            if (isBegin && end <= rest.Length && StartsWithCode(prefix, rest[at..]) && (end == rest.Length || !char.IsAsciiLetterOrDigit(rest[end])))
            {
                return rest[at..end].ToString().ToLowerInvariant();
            }

            before = rest[at];
        }

        return null;
    }

    private static bool StartsWithCode(string prefix, ReadOnlySpan<char> text) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && text.Slice(prefix.Length, Length).IndexOfAnyExcept(s_characters) < 0;
}
