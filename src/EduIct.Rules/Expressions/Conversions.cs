using System.Globalization;
using System.Text;

namespace EduIct.Expressions;

/// <summary>The type conversions (langdef, "Types and Conversions" and "Overflow").</summary>
internal static class Conversions
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    internal static Dictionary<string, FunctionBody> Bodies { get; } = new()
    {
        ["bool"] = new(Unary: (a, _) => ToBool(a)),
        ["bytes"] = new(Unary: ToBytes),
        ["double"] = new(Unary: (a, _) => ToDouble(a)),
        ["dyn"] = new(Unary: (a, _) => a),
        ["int"] = new(Unary: (a, _) => ToInt(a)),
        ["string"] = new(Unary: ToString),
        ["type"] = new(Unary: (a, _) => CelValue.Type(CelType.Of(a))),
        ["uint"] = new(Unary: (a, _) => ToUint(a)),
        ["duration"] = new(Unary: (a, _) => TimeLibrary.ToDuration(a)),
        ["timestamp"] = new(Unary: (a, _) => TimeLibrary.ToTimestamp(a)),
    };

    private static CelValue Refuse(string function, CelValue a) => CelValue.Fail("invalid_argument", $"{function}({a})");

    private static CelValue OutOfRange(string function, CelValue a) => CelValue.Fail("overflow", $"{function}({a})");

    private static CelValue ToBool(CelValue a) => a.Kind switch
    {
        CelKind.Bool => a,
        CelKind.String => a.StringUnchecked switch
        {
            "1" or "t" or "T" or "true" or "TRUE" or "True" => CelValue.True,
            "0" or "f" or "F" or "false" or "FALSE" or "False" => CelValue.False,
            _ => Refuse("bool", a),
        },
        _ => FunctionBody.NoOverload("bool", a),
    };

    private static CelValue ToBytes(CelValue a, Evaluation evaluation)
    {
        if (a.Kind == CelKind.Bytes)
            return a;
        if (a.Kind != CelKind.String)
            return FunctionBody.NoOverload("bytes", a);
        evaluation.ChargeText(a.StringUnchecked.Length);
        return CelValue.FromBytes(Encoding.UTF8.GetBytes(a.StringUnchecked));
    }

    internal static CelValue ToDouble(CelValue a) => a.Kind switch
    {
        CelKind.Double => a,
        CelKind.Int => CelValue.Double(a.Bits),
        CelKind.Uint => CelValue.Double((ulong)a.Bits),
        CelKind.String => ParseDouble(a),
        _ => FunctionBody.NoOverload("double", a),
    };

    private static CelValue ParseDouble(CelValue a)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        string text = a.StringUnchecked;
        ReadOnlySpan<char> word = text.AsSpan().TrimStart("+-");
        if (text.Length - word.Length <= 1 && (word.Equals("inf", StringComparison.OrdinalIgnoreCase) || word.Equals("infinity", StringComparison.OrdinalIgnoreCase)))
            return CelValue.Double(text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity);
        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
            return CelValue.Double(double.NaN);
        if (word.IsEmpty || !(char.IsAsciiDigit(word[0]) || word[0] == '.') || !double.TryParse(text, Style, CultureInfo.InvariantCulture, out double value))
            return Refuse("double", a);
        return double.IsInfinity(value) ? OutOfRange("double", a) : CelValue.Double(value);
    }

    private static CelValue ToInt(CelValue a) => a.Kind switch
    {
        CelKind.Int => a,
        CelKind.Uint => a.Bits >= 0 ? CelValue.Int(a.Bits) : OutOfRange("int", a),
        CelKind.Double => a.DoubleUnchecked is > -9223372036854775808.0 and < 9223372036854775808.0
            ? CelValue.Int((long)a.DoubleUnchecked) : OutOfRange("int", a),
        CelKind.String => long.TryParse(a.StringUnchecked, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? CelValue.Int(value) : Refuse("int", a),
        CelKind.Timestamp => CelValue.Int(a.Bits),
        _ => FunctionBody.NoOverload("int", a),
    };

    private static CelValue ToUint(CelValue a) => a.Kind switch
    {
        CelKind.Uint => a,
        CelKind.Int => a.Bits >= 0 ? CelValue.Uint((ulong)a.Bits) : OutOfRange("uint", a),
        CelKind.Double => a.DoubleUnchecked is >= 0 and < 18446744073709551616.0
            ? CelValue.Uint((ulong)a.DoubleUnchecked) : OutOfRange("uint", a),
        CelKind.String => ulong.TryParse(a.StringUnchecked, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? CelValue.Uint(value) : Refuse("uint", a),
        _ => FunctionBody.NoOverload("uint", a),
    };

    private static CelValue ToString(CelValue a, Evaluation evaluation)
    {
        switch (a.Kind)
        {
            case CelKind.String:
                return a;
            case CelKind.Bool:
                return CelValue.String(a.BoolUnchecked ? "true" : "false");
            case CelKind.Int:
                return CelValue.String(a.Bits.ToString(CultureInfo.InvariantCulture));
            case CelKind.Uint:
                return CelValue.String(((ulong)a.Bits).ToString(CultureInfo.InvariantCulture));
            case CelKind.Double:
                return CelValue.String(NumberText.General(a.DoubleUnchecked));
            case CelKind.Timestamp:
                return CelValue.String(TimeText.Timestamp(a.Bits, a.Nanos));
            case CelKind.Duration:
                return CelValue.String(TimeText.Duration(a.Bits));
            case CelKind.Bytes:
                evaluation.ChargeText(a.BytesUnchecked.Length);
                return Decode(a);
            default:
                return FunctionBody.NoOverload("string", a);
        }
    }

    private static CelValue Decode(CelValue a)
    {
        try
        {
            return CelValue.String(StrictUtf8.GetString(a.BytesUnchecked));
        }
        catch (DecoderFallbackException)
        {
            return CelValue.Fail("invalid_argument", "string(bytes): not UTF-8");
        }
    }
}
