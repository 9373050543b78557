using System.Globalization;
using System.Text;

namespace EduIct.Expressions;

/// <summary>Values as CEL source. Bounded, since a value may be large and the text is for people.</summary>
internal static class ValueText
{
    private const int MaxLength = 10_000;

    internal static string Of(CelValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.Length <= MaxLength ? text.ToString() : text.ToString(0, MaxLength) + "…";
    }

    private static void Append(StringBuilder text, CelValue value)
    {
        if (text.Length > MaxLength)
            return;
        switch (value.Kind)
        {
            case CelKind.Null:
                text.Append("null");
                break;
            case CelKind.Bool:
                text.Append(value.BoolUnchecked ? "true" : "false");
                break;
            case CelKind.Int:
                text.Append(value.Bits.ToString(CultureInfo.InvariantCulture));
                break;
            case CelKind.Uint:
                text.Append(((ulong)value.Bits).ToString(CultureInfo.InvariantCulture)).Append('u');
                break;
            case CelKind.Double:
                text.Append(OfDouble(value.DoubleUnchecked));
                break;
            case CelKind.String:
                AppendQuoted(text, value.StringUnchecked.Length > MaxLength ? value.StringUnchecked[..MaxLength] : value.StringUnchecked);
                break;
            case CelKind.Bytes:
                text.Append("b\"");
                foreach (byte octet in value.BytesUnchecked.AsSpan(0, Math.Min(value.BytesUnchecked.Length, MaxLength)))
                    text.Append(CultureInfo.InvariantCulture, $"\\x{octet:x2}");
                text.Append('"');
                break;
            case CelKind.List:
                AppendAll(text, '[', value.ListUnchecked, ']', static (t, item) => Append(t, item));
                break;
            case CelKind.Map:
                AppendAll(text, '{', value.MapUnchecked.Items, '}', static (t, entry) =>
                {
                    Append(t, entry.Key);
                    t.Append(": ");
                    Append(t, entry.Value);
                });
                break;
            case CelKind.Type:
                text.Append(value.TypeUnchecked.Name);
                break;
            case CelKind.Timestamp:
                text.Append("timestamp(\"").Append(TimeText.Timestamp(value.Bits, value.Nanos)).Append("\")");
                break;
            case CelKind.Duration:
                text.Append("duration(\"").Append(TimeText.Duration(value.Bits)).Append("\")");
                break;
            case CelKind.Unknown:
                text.Append("unknown(").AppendJoin(", ", value.Missing).Append(')');
                break;
            default:
                text.Append("error(").Append(value.Failure).Append(')');
                break;
        }
    }

    private static string OfDouble(double value)
    {
        if (!double.IsFinite(value))
            return $"double(\"{NumberText.General(value)}\")";
        string text = NumberText.General(value);
        return text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0";
    }

    private static void AppendAll<T>(StringBuilder text, char open, T[] items, char close, Action<StringBuilder, T> append)
    {
        text.Append(open);
        for (int i = 0; i < items.Length && text.Length <= MaxLength; i++)
        {
            if (i > 0)
                text.Append(", ");
            append(text, items[i]);
        }

        text.Append(close);
    }

    internal static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            int escape = "\a\b\f\n\r\t\v\\\"".IndexOf(c, StringComparison.Ordinal);
            if (escape >= 0)
                text.Append('\\').Append("abfnrtv\\\""[escape]);
            else if (char.IsControl(c))
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                text.Append(c);
        }

        text.Append('"');
    }
}
