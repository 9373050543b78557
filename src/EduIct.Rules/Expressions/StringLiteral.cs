using System.Globalization;
using System.Text;

namespace EduIct.Expressions;

/// <summary>What stands between the quotes of a string or bytes literal (langdef, "String and Bytes Values").</summary>
internal static class StringLiteral
{
    /// <summary>Reads the content; where an escape is wrong, <paramref name="fault"/> is its offset.</summary>
    internal static bool TryRead(string content, bool bytes, bool raw, out CelValue value, out int fault)
    {
        fault = 0;
        value = default;
        if (raw || !content.Contains('\\', StringComparison.Ordinal))
        {
            value = bytes ? CelValue.FromBytes(Encoding.UTF8.GetBytes(content)) : CelValue.String(content);
            return true;
        }

        var text = new StringBuilder(content.Length);
        var octets = new List<byte>();
        for (int at = 0; at < content.Length;)
        {
            int start = at;
            if (content[at] != '\\')
            {
                at = content.IndexOf('\\', at) is int next and >= 0 ? next : content.Length;
                Plain(content.AsSpan(start, at - start));
                continue;
            }

            // A code point is no single octet, so langdef gives \u and \U to strings only.
            if (!TryEscape(content, ref at, out int code, out bool octet) || (bytes && !octet))
            {
                fault = start;
                return false;
            }

            if (bytes && octet)
                octets.Add((byte)code);
            else if (Rune.IsValid(code))
                Plain(new Rune(code).ToString());
            else
            {
                fault = start;
                return false;
            }
        }

        value = bytes ? CelValue.FromBytes([.. octets]) : CelValue.String(text.ToString());
        return true;


        void Plain(ReadOnlySpan<char> piece)
        {
            if (bytes)
                octets.AddRange(Encoding.UTF8.GetBytes(piece.ToString()));
            else
                text.Append(piece);
        }
    }

    private static bool TryEscape(string content, ref int at, out int code, out bool octet)
    {
        code = 0;
        octet = true;
        if (at + 1 >= content.Length)
            return false;
        char c = content[at + 1];
        at += 2;
        int named = "abfnrtv\\?\"'`".IndexOf(c, StringComparison.Ordinal);
        if (named >= 0)
        {
            code = "\a\b\f\n\r\t\v\\?\"'`"[named];
            return true;
        }

        if (c is >= '0' and <= '3')
            return TryDigits(content, ref at, at - 1, 3, 8, out code);
        octet = c is 'x' or 'X';
        return c switch
        {
            'x' or 'X' => TryDigits(content, ref at, at, 2, 16, out code),
            'u' => TryDigits(content, ref at, at, 4, 16, out code),
            'U' => TryDigits(content, ref at, at, 8, 16, out code),
            _ => false,
        };
    }

    private static bool TryDigits(string content, ref int at, int from, int count, int radix, out int code)
    {
        code = 0;
        if (from + count > content.Length)
            return false;
        for (int i = from; i < from + count; i++)
        {
            int digit = char.IsAsciiHexDigit(content[i]) ? int.Parse(content.AsSpan(i, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : radix;
            if (digit >= radix || code > 0x10FFFF)
                return false;
            code = (code * radix) + digit;
        }

        at = from + count;
        return code is >= 0 and <= 0x10FFFF;
    }
}
