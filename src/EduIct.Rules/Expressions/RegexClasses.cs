using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EduIct.Expressions;

/// <summary>Escapes and named classes of RE2; all but <c>\p</c> are ASCII.</summary>
internal static class RegexClasses
{
    private static readonly string[] CategoryNames =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static readonly Dictionary<string, string> Posix = new()
    {
        ["alnum"] = "09AZaz",
        ["alpha"] = "AZaz",
        ["ascii"] = "\0\u007f",
        ["blank"] = "\t\t  ",
        ["cntrl"] = "\0\u001f\u007f\u007f",
        ["digit"] = "09",
        ["graph"] = "!~",
        ["lower"] = "az",
        ["print"] = " ~",
        ["punct"] = "!/:@[`{~",
        ["space"] = "\t\r  ",
        ["upper"] = "AZ",
        ["word"] = "09AZaz__",
        ["xdigit"] = "09AFaf",
    };

    /// <summary><c>\d \s \w \p</c> and their opposites, the backslash already read. False with a fault, or without where it is none of them.</summary>
    internal static bool TryPerl(string pattern, ref int at, bool ignoreCase, [NotNullWhen(true)] out RegexSet? set, out string? fault)
    {
        (set, fault) = (null, null);
        if (at >= pattern.Length)
            return false;
        char letter = pattern[at];
        string? ranges = char.ToLowerInvariant(letter) switch
        {
            'd' => "09",
            's' => "\t\n\f\r  ",
            'w' => "09AZaz__",
            _ => null,
        };
        if (ranges is not null)
        {
            at++;
            set = Ranges(new RegexSet(false) { IsNegated = char.IsAsciiLetterUpper(letter) }, ranges);
            return true;
        }

        if (letter is not ('p' or 'P'))
            return false;
        at++;
        if (Categories(pattern, ref at, out bool negated) is not { } bits)
        {
            fault = "no such Unicode category (scripts are not supported)";
            return false;
        }

        set = new RegexSet(ignoreCase).AddCategories(bits, negated != (letter == 'P'));
        return true;
    }

    private static int? Categories(string pattern, ref int at, out bool negated)
    {
        negated = false;
        if (at >= pattern.Length)
            return null;
        string name = pattern[at].ToString();
        int end = at + 1;
        if (pattern[at] == '{')
        {
            int close = pattern.IndexOf('}', at);
            if (close < 0)
                return null;
            name = pattern[(at + 1)..close];
            end = close + 1;
        }

        at = end;
        negated = name.StartsWith('^');
        if (negated)
            name = name[1..];
        if (name == "Any")
            return (1 << CategoryNames.Length) - 1;
        int bits = 0;
        for (int i = 0; i < CategoryNames.Length; i++)
            if (name.Length > 0 && (CategoryNames[i] == name || (name.Length == 1 && CategoryNames[i][0] == name[0])))
                bits |= 1 << i;
        return bits == 0 ? null : bits;
    }

    /// <summary><c>[:alpha:]</c> or <c>[:^alpha:]</c> inside a class.</summary>
    internal static bool TryPosix(string pattern, ref int at, RegexSet set)
    {
        int end = pattern.IndexOf(":]", at + 2, StringComparison.Ordinal);
        if (end < 0)
            return false;
        string name = pattern[(at + 2)..end];
        bool negated = name.StartsWith('^');
        if (!Posix.TryGetValue(negated ? name[1..] : name, out string? ranges))
            return false;
        at = end + 2;
        set.Add(Ranges(new RegexSet(false) { IsNegated = negated }, ranges));
        return true;
    }

    /// <summary>A single code point after a backslash.</summary>
    internal static bool TryPoint(string pattern, ref int at, out int point)
    {
        point = 0;
        if (at >= pattern.Length)
            return false;
        char c = pattern[at++];
        int named = "afnrtv".IndexOf(c, StringComparison.Ordinal);
        if (named >= 0)
        {
            point = "\a\f\n\r\t\v"[named];
            return true;
        }

        if (c == 'x')
            return TryHex(pattern, ref at, out point);
        if (c is >= '0' and <= '7' && (c == '0' || (at < pattern.Length && pattern[at] is >= '0' and <= '7')))
        {
            // A single digit other than 0 would be a backreference.
            point = c - '0';
            for (int i = 0; i < 2 && at < pattern.Length && pattern[at] is >= '0' and <= '7'; i++)
                point = (point * 8) + pattern[at++] - '0';
            return true;
        }

        point = c;
        return c < 0x80 && !char.IsAsciiLetterOrDigit(c);
    }

    private static bool TryHex(string pattern, ref int at, out int point)
    {
        point = 0;
        int start = at, length = 2;
        if (at < pattern.Length && pattern[at] == '{')
        {
            start = at + 1;
            length = pattern.IndexOf('}', start) - start;
            at = start + length + 1;
        }
        else
        {
            at += 2;
        }

        return length is > 0 and <= 8 && start + length <= pattern.Length
            && int.TryParse(pattern.AsSpan(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out point)
            && point is >= 0 and <= 0x10FFFF;
    }

    private static RegexSet Ranges(RegexSet set, string pairs)
    {
        for (int i = 0; i < pairs.Length; i += 2)
            set.Add(pairs[i], pairs[i + 1]);
        return set;
    }
}
