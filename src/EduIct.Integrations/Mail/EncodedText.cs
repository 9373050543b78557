using System.Globalization;
using System.Text;

namespace EduIct.Mail;

/// <summary>Text beyond ASCII in headers: encoded words (RFC 2047) and parameters (RFC 2231).</summary>
internal static class EncodedText
{
    // An encoded word has at most 75 characters (RFC 2047 section 2): "=?utf-8?B?" and "?=" leave 63, which is 60 of base64, 45 bytes.
    private const int BytesInWord = 45;

    private const int CharactersInSegment = 60;

    /// <summary>Whether a text can stand in a header as it is, on one line.</summary>
    public static bool IsPlain(string text) =>
        text.Length <= 60 && text.All(c => c is >= ' ' and < (char)0x7F) && !text.Contains("=?", StringComparison.Ordinal) && text[0] != ' ' && text[^1] != ' ';

    /// <summary>Encoded words, each on a line of its own; no character is cut in two (RFC 2047 section 5).</summary>
    public static string Words(string text)
    {
        StringBuilder words = new();
        Span<byte> chunk = stackalloc byte[BytesInWord];
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > BytesInWord)
            {
                Append(words, chunk[..length]);
                length = 0;
            }

            length += rune.EncodeToUtf8(chunk[length..]);
        }

        Append(words, chunk[..length]);
        return words.ToString();

        static void Append(StringBuilder words, ReadOnlySpan<byte> chunk) =>
            words.Append(words.Length == 0 ? "" : "\r\n ").Append("=?utf-8?B?").Append(Convert.ToBase64String(chunk)).Append("?=");
    }

    /// <summary>A display name: a quoted string, or encoded words.</summary>
    public static string Phrase(string text) => IsPlain(text) ? Quoted(text) : Words(text);

    /// <summary>A quoted string (RFC 5322 section 3.2.4) of a plain text.</summary>
    public static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A file name as parameters by RFC 2231, in numbered pieces where it is long (section 3), beginning with the charset (section 4).</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> FileName(string name)
    {
        if (IsPlain(name))
        {
            return [new("filename", name)];
        }

        List<string> pieces = [];
        StringBuilder piece = new("utf-8''");
        foreach (Rune rune in name.EnumerateRunes())
        {
            string encoded = Percent(rune);
            if (piece.Length + encoded.Length > CharactersInSegment)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(encoded);
        }

        pieces.Add(piece.ToString());
        return pieces.Count == 1
            ? [new("filename*", pieces[0])]
            : [.. pieces.Select((text, i) => new KeyValuePair<string, string>(string.Create(CultureInfo.InvariantCulture, $"filename*{i}*"), text))];
    }

    // attribute-char of RFC 2231 section 7, narrowed to what no reader takes amiss.
    private static string Percent(Rune rune)
    {
        if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-' or '_' or '.'))
        {
            return rune.ToString();
        }

        Span<byte> bytes = stackalloc byte[4];
        int length = rune.EncodeToUtf8(bytes);
        StringBuilder encoded = new();
        foreach (byte b in bytes[..length])
        {
            encoded.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return encoded.ToString();
    }
}
