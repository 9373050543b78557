using System.Globalization;
using System.Text;

namespace EduIct.Mail;

/// <summary>What a text of a message may hold.</summary>
internal static class MailText
{
    /// <summary>
    /// Whether a text can stand in a header: no control character (CR and LF begin a new header, NUL ends one in careless servers), no line or paragraph
    /// separator, none that turns the direction of writing around, and well-formed UTF-16.
    /// </summary>
    public static bool IsHeaderText(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            // A lone surrogate is enumerated as U+FFFD; the character itself is no text of anybody's either.
            if (rune == Rune.ReplacementChar
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || IsBidiControl(rune.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text can be a body: well-formed UTF-16, of the control characters only tab and line ends.</summary>
    public static bool IsBody(string text)
    {
        int i = 0;
        while (i < text.Length)
        {
            if (!Rune.TryGetRuneAt(text, i, out Rune rune) || (Rune.IsControl(rune) && rune.Value is not ('\t' or '\r' or '\n')))
            {
                return false;
            }

            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    /// <summary>Whether a text is an identifier as we write and accept them: <c>id@host</c> without the angle brackets, atoms of ASCII (RFC 5322 section 3.6.4), at most 250 characters.</summary>
    public static bool IsMessageId(string? text)
    {
        if (text is not { Length: >= 3 and <= 250 })
        {
            return false;
        }

        int at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && IsDotAtom(text.AsSpan(0, at)) && IsDotAtom(text.AsSpan(at + 1));
    }

    /// <summary>Whether a text is a token of MIME (RFC 2045 section 5.1).</summary>
    public static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (c is <= ' ' or >= (char)0x7F || "()<>@,;:\\\"/[]?=".Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    // Unicode 15.1, UAX 9, table 2: they make "fdp.exe" look like "exe.pdf".
    private static bool IsBidiControl(int value) => value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static bool IsDotAtom(ReadOnlySpan<char> text)
    {
        char before = '.';
        foreach (char c in text)
        {
            if (c == '.' ? before == '.' : !char.IsAsciiLetterOrDigit(c) && !"!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal))
            {
                return false;
            }

            before = c;
        }

        return before != '.';
    }
}
