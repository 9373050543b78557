using System.Globalization;
using System.Text;

namespace EduIct.Expressions;

/// <summary>The strings extension as cel-go documents it (<c>ext/README.md</c>, version 4). Indices count code points.
/// A start beyond the end is an error, as in the conformance suite; cel-go's newest release yields -1.</summary>
internal static class StringLibrary
{
    internal static string[] Signatures { get; } =
    [
        ".charAt string int -> string",
        ".indexOf string string -> int", ".indexOf string string int -> int",
        ".lastIndexOf string string -> int", ".lastIndexOf string string int -> int",
        ".join list(string) -> string", ".join list(string) string -> string",
        ".lowerAscii string -> string", ".upperAscii string -> string",
        ".replace string string string -> string", ".replace string string string int -> string",
        ".split string string -> list(string)", ".split string string int -> list(string)",
        ".substring string int -> string", ".substring string int int -> string",
        ".trim string -> string", ".reverse string -> string",
        ".format string list(dyn) -> string",
        "strings.quote string -> string",
    ];

    internal static Dictionary<string, FunctionBody> Bodies { get; } = new()
    {
        ["charAt"] = Text("charAt", (a, _) => CharAt(a), CelKind.Int),
        ["indexOf"] = Text("indexOf", (a, _) => IndexOf(a), CelKind.String, CelKind.Int),
        ["lastIndexOf"] = Text("lastIndexOf", (a, _) => LastIndexOf(a), CelKind.String, CelKind.Int),
        ["join"] = new(Unary: (list, e) => Join(list, CelValue.String(""), e), Binary: Join),
        ["lowerAscii"] = Text("lowerAscii", (a, _) => Map(a, c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c)),
        ["upperAscii"] = Text("upperAscii", (a, _) => Map(a, c => char.IsAsciiLetterLower(c) ? (char)(c & ~0x20) : c)),
        ["replace"] = Text("replace", Replace, CelKind.String, CelKind.String, CelKind.Int),
        ["split"] = Text("split", Split, CelKind.String, CelKind.Int),
        ["substring"] = Text("substring", (a, _) => Substring(a), CelKind.Int, CelKind.Int),
        ["trim"] = Text("trim", (a, _) => CelValue.String(a[0].StringUnchecked.Trim())),
        ["reverse"] = Text("reverse", (a, _) => Reverse(a[0].StringUnchecked)),
        ["format"] = new(Binary: StringFormat.Format),
        ["strings.quote"] = Text("strings.quote", (a, _) => Quote(a[0].StringUnchecked)),
    };

    /// <summary>A body whose first argument is a string and whose others, as far as given, are of the kinds; touching the text is charged.</summary>
    private static FunctionBody Text(string function, GeneralBody body, params CelKind[] kinds)
    {
        return new FunctionBody((a, e) => Run([a], e), (a, b, e) => Run([a, b], e), Run);

        CelValue Run(CelValue[] arguments, Evaluation evaluation)
        {
            for (int i = 0; i < arguments.Length; i++)
                if (arguments[i].Kind != (i == 0 ? CelKind.String : kinds[i - 1]))
                    return FunctionBody.NoOverload(function, arguments);
            evaluation.ChargeText(arguments[0].StringUnchecked.Length);
            return body(arguments, evaluation);
        }
    }

    private static CelValue BadIndex(string function, CelValue index) => CelValue.Fail("invalid_index", $"{function}: {index}");

    private static CelValue CharAt(CelValue[] a)
    {
        string text = a[0].StringUnchecked;
        int at = CodePoints.Offset(text, a[1].Bits);
        if (at < 0)
            return BadIndex("charAt", a[1]);
        return CelValue.String(at == text.Length ? "" : text.Substring(at, CodePoints.Width(text, at)));
    }

    private static CelValue IndexOf(CelValue[] a)
    {
        string text = a[0].StringUnchecked, sought = a[1].StringUnchecked;
        long from = a.Length > 2 ? a[2].Bits : 0;
        if (from < 0)
            return BadIndex("indexOf", a[2]);
        int start = CodePoints.Offset(text, from);
        if (sought.Length == 0)
            return CelValue.Int(start < 0 ? CodePoints.Count(text) : from);
        if (start < 0)
            return BadIndex("indexOf", a[2]);
        int found = text.IndexOf(sought, start, StringComparison.Ordinal);
        return CelValue.Int(found < 0 ? -1 : CodePoints.Count(text[..found]));
    }

    private static CelValue LastIndexOf(CelValue[] a)
    {
        string text = a[0].StringUnchecked, sought = a[1].StringUnchecked;
        int count = CodePoints.Count(text);
        if (a.Length > 2 && a[2].Bits < 0)
            return BadIndex("lastIndexOf", a[2]);
        if (sought.Length == 0)
            return CelValue.Int(a.Length > 2 ? Math.Min(a[2].Bits, count) : count);
        if (a.Length > 2 && a[2].Bits > count)
            return BadIndex("lastIndexOf", a[2]);
        int from = a.Length > 2 ? CodePoints.Offset(text, a[2].Bits) : text.Length;
        int found = text.AsSpan(0, (int)Math.Min((long)from + sought.Length, text.Length)).LastIndexOf(sought, StringComparison.Ordinal);
        return CelValue.Int(found < 0 ? -1 : CodePoints.Count(text[..found]));
    }

    private static CelValue Join(CelValue list, CelValue separator, Evaluation evaluation)
    {
        if (list.Kind != CelKind.List || separator.Kind != CelKind.String)
            return FunctionBody.NoOverload("join", list, separator);
        var joined = new StringBuilder();
        foreach (CelValue item in list.ListUnchecked)
        {
            if (item.Kind != CelKind.String)
                return FunctionBody.NoOverload("join", item);
            evaluation.Charge(1 + (((long)item.StringUnchecked.Length + separator.StringUnchecked.Length) / 10));
            joined.Append(item.StringUnchecked).Append(separator.StringUnchecked);
        }

        if (list.ListUnchecked.Length > 0)
            joined.Length -= separator.StringUnchecked.Length;
        return CelValue.String(joined.ToString());
    }

    private static CelValue Map(CelValue[] a, Func<char, char> change) =>
        CelValue.String(string.Create(a[0].StringUnchecked.Length, (a[0].StringUnchecked, change), static (span, state) =>
        {
            for (int i = 0; i < span.Length; i++)
                span[i] = state.change(state.StringUnchecked[i]);
        }));

    private static CelValue Replace(CelValue[] a, Evaluation evaluation)
    {
        string text = a[0].StringUnchecked, old = a[1].StringUnchecked, put = a[2].StringUnchecked;
        long left = a.Length > 3 && a[3].Bits >= 0 ? a[3].Bits : long.MaxValue;
        var result = new StringBuilder();
        int at = 0;

        // An empty text is found before every code point and at the end.
        while (left-- > 0)
        {
            int found = text.IndexOf(old, at, StringComparison.Ordinal);
            if (found < 0)
                break;
            evaluation.Charge(1 + (put.Length / 10));
            result.Append(text, at, found - at).Append(put);
            at = found + old.Length;
            if (old.Length > 0)
                continue;
            if (at >= text.Length)
                break;
            int width = CodePoints.Width(text, at);
            result.Append(text, at, width);
            at += width;
        }

        return CelValue.String(result.Append(text, at, text.Length - at).ToString());
    }

    private static CelValue Split(CelValue[] a, Evaluation evaluation)
    {
        string text = a[0].StringUnchecked, separator = a[1].StringUnchecked;
        long limit = a.Length > 2 && a[2].Bits >= 0 ? a[2].Bits : long.MaxValue;
        var parts = new List<CelValue>();
        if (limit == 0 || (separator.Length == 0 && text.Length == 0))
            return CelValue.FromList([]);
        int at = 0;
        while (parts.Count + 1 < limit)
        {
            int end = separator.Length > 0 ? text.IndexOf(separator, at, StringComparison.Ordinal)
                : at + CodePoints.Width(text, at) is int next && next < text.Length ? next : -1;
            if (end < 0)
                break;
            evaluation.Charge(1);
            parts.Add(CelValue.String(text[at..end]));
            at = end + separator.Length;
        }

        parts.Add(CelValue.String(text[at..]));
        return CelValue.FromList([.. parts]);
    }

    private static CelValue Substring(CelValue[] a)
    {
        string text = a[0].StringUnchecked;
        int start = CodePoints.Offset(text, a[1].Bits);
        int end = a.Length > 2 ? CodePoints.Offset(text, a[2].Bits) : text.Length;
        if (start < 0 || end < start)
            return CelValue.Fail("invalid_index", string.Create(CultureInfo.InvariantCulture, $"substring: {a[1]} to {a[^1]}"));
        return CelValue.String(text[start..end]);
    }

    private static CelValue Reverse(string text)
    {
        var reversed = new StringBuilder(text.Length);
        for (int end = text.Length; end > 0;)
        {
            int start = end > 1 && char.IsSurrogatePair(text[end - 2], text[end - 1]) ? end - 2 : end - 1;
            reversed.Append(text, start, end - start);
            end = start;
        }

        return CelValue.String(reversed.ToString());
    }

    private static CelValue Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            int escape = rune.IsAscii ? "\a\b\f\n\r\t\v\\\"".IndexOf((char)rune.Value, StringComparison.Ordinal) : -1;
            if (escape >= 0)
                quoted.Append('\\').Append("abfnrtv\\\""[escape]);
            else
                quoted.Append(rune.ToString());
        }

        return CelValue.String(quoted.Append('"').ToString());
    }
}
