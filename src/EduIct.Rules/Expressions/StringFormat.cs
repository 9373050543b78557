using System.Globalization;
using System.Numerics;
using System.Text;

namespace EduIct.Expressions;

/// <summary><c>string.format(list)</c> of the strings extension, as cel-go documents it.</summary>
internal static class StringFormat
{
    private const int DefaultPrecision = 6;
    private const int MaxPrecision = 1000;

    internal static CelValue Format(CelValue pattern, CelValue arguments, Evaluation evaluation)
    {
        if (pattern.Kind != CelKind.String || arguments.Kind != CelKind.List)
            return FunctionBody.NoOverload("format", pattern, arguments);
        string text = pattern.StringUnchecked;
        evaluation.ChargeText(text.Length);
        var result = new StringBuilder();
        int used = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] != '%')
            {
                result.Append(text[at]);
                continue;
            }

            if (++at >= text.Length)
                return Refuse("the pattern ends after %");
            if (text[at] == '%')
            {
                result.Append('%');
                continue;
            }

            if (Precision(text, ref at) is not { } precision)
                return Refuse("no such precision");
            if (used >= arguments.ListUnchecked.Length)
                return Refuse($"there is no argument {used}");
            if (One(text[at], precision, arguments.ListUnchecked[used], evaluation) is not { } one)
                return Refuse($"%{text[at]} does not take {CelType.Of(arguments.ListUnchecked[used]).Name}");
            evaluation.ChargeText(one.Length);
            result.Append(one);
            used++;
        }

        return CelValue.String(result.ToString());
    }

    private static CelValue Refuse(string why) => CelValue.Fail("invalid_argument", $"format: {why}");

    private static int? Precision(string text, ref int at)
    {
        if (text[at] != '.')
            return DefaultPrecision;
        int start = ++at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at < text.Length && int.TryParse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value <= MaxPrecision ? value : null;
    }

    private static string? One(char clause, int precision, CelValue value, Evaluation evaluation) => clause switch
    {
        's' => Text(value, evaluation),
        'd' when value.IsNumber => Text(value, evaluation),
        'f' when value.IsNumber => NumberText.Fixed(Conversions.ToDouble(value).DoubleUnchecked, precision),
        'e' when value.IsNumber => NumberText.Scientific(Conversions.ToDouble(value).DoubleUnchecked, precision),
        'b' when value.Kind == CelKind.Bool => value.BoolUnchecked ? "1" : "0",
        'b' => Whole(value) is { } whole ? Digits(whole, 1) : null,
        'o' => Whole(value) is { } whole ? Digits(whole, 3) : null,
        'x' => Hex(value),
        'X' => Hex(value)?.ToUpperInvariant(),
        _ => null,
    };

    /// <summary>Octets as UTF-8; adjacent ones that are not become one replacement character (the specification's <c>strings.md</c>).</summary>
    private static string Decode(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder();
        for (bool wasGood = true; !octets.IsEmpty;)
        {
            bool good = Rune.DecodeFromUtf8(octets, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (good || wasGood)
                text.Append(rune.ToString());
            wasGood = good;
            octets = octets[length..];
        }

        return text.ToString();
    }

    private static BigInteger? Whole(CelValue value) => value.Kind switch
    {
        CelKind.Int => value.Bits,
        CelKind.Uint => (ulong)value.Bits,
        _ => null,
    };

    private static string Digits(BigInteger value, int bitsPerDigit)
    {
        if (value.IsZero)
            return "0";
        var digits = new StringBuilder();
        for (BigInteger rest = BigInteger.Abs(value); rest > 0; rest >>= bitsPerDigit)
            digits.Insert(0, "0123456789abcdef"[(int)(rest & ((1 << bitsPerDigit) - 1))]);
        return value.Sign < 0 ? "-" + digits : digits.ToString();
    }

    private static string? Hex(CelValue value) => value.Kind switch
    {
        CelKind.String => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value.StringUnchecked)),
        CelKind.Bytes => Convert.ToHexStringLower(value.BytesUnchecked),
        _ => Whole(value) is { } whole ? Digits(whole, 4) : null,
    };

    private static string Text(CelValue value, Evaluation evaluation)
    {
        evaluation.Charge(1);
        switch (value.Kind)
        {
            case CelKind.String:
                return value.StringUnchecked;
            case CelKind.Bytes:
                return Decode(value.BytesUnchecked);
            case CelKind.Double:
                return NumberText.Decimal(value.DoubleUnchecked);
            case CelKind.Uint:
                return ((ulong)value.Bits).ToString(CultureInfo.InvariantCulture);
            case CelKind.Timestamp:
                return TimeText.Timestamp(value.Bits, value.Nanos);
            case CelKind.Duration:
                return TimeText.Duration(value.Bits);
            case CelKind.List:
                return $"[{string.Join(", ", value.ListUnchecked.Select(v => Text(v, evaluation)))}]";
            case CelKind.Map:
                return $"{{{string.Join(", ", value.MapUnchecked.Items
                    .Select(e => (Key: Text(e.Key, evaluation), Value: Text(e.Value, evaluation)))
                    .OrderBy(e => e.Key, Comparer<string>.Create(Equality.CompareCodePoints))
                    .Select(e => $"{e.Key}: {e.Value}"))}}}";
            default:
                return value.ToString();
        }
    }
}
