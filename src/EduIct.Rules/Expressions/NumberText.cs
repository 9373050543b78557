using System.Globalization;
using System.Numerics;

namespace EduIct.Expressions;

/// <summary>Doubles as text, rounded as IEEE 754 does: ties of the exact binary value go to the even digit.</summary>
internal static class NumberText
{
    /// <summary>The shortest text that reads back as the same double; an exponent below -4 and from 21 on, as cel-go writes it.</summary>
    internal static string General(double value)
    {
        if (Special(value) is { } special)
            return special;
        (string sign, string digits, int exponent) = Shortest(value);
        if (exponent is >= -4 and < 21)
            return Decimal(value);
        string fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return $"{sign}{digits[0]}{fraction}{Exponent(exponent)}";
    }

    /// <summary>The shortest text that reads back as the same double, without an exponent.</summary>
    internal static string Decimal(double value)
    {
        if (Special(value) is { } special)
            return special;
        (string sign, string digits, int exponent) = Shortest(value);
        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        return digits.Length <= exponent + 1
            ? sign + digits.PadRight(exponent + 1, '0')
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    internal static string Fixed(double value, int precision)
    {
        if (Special(value) is { } special)
            return special;
        string digits = Scaled(Math.Abs(value), precision).ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        string sign = double.IsNegative(value) ? "-" : "";
        return precision == 0 ? sign + digits : $"{sign}{digits[..^precision]}.{digits[^precision..]}";
    }

    internal static string Scientific(double value, int precision)
    {
        if (Special(value) is { } special)
            return special;
        double size = Math.Abs(value);
        int exponent = size == 0 ? 0 : Shortest(size).Exponent;
        string digits = Scaled(size, precision - exponent).ToString(CultureInfo.InvariantCulture);
        if (digits.Length > precision + 1)
        {
            // Rounding up gave a digit more: 9.99 became 10.0.
            exponent++;
            digits = digits[..(precision + 1)];
        }

        digits = digits.PadRight(precision + 1, '0');
        string fraction = precision > 0 ? "." + digits[1..] : "";
        return $"{(double.IsNegative(value) ? "-" : "")}{digits[0]}{fraction}{Exponent(exponent)}";
    }

    private static string? Special(double value) =>
        double.IsNaN(value) ? "NaN" : double.IsPositiveInfinity(value) ? "Infinity" : double.IsNegativeInfinity(value) ? "-Infinity" : null;

    private static string Exponent(int exponent) =>
        string.Create(CultureInfo.InvariantCulture, $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):D2}");

    private static (string Sign, string Digits, int Exponent) Shortest(double value)
    {
        string text = Math.Abs(value).ToString("E16", CultureInfo.InvariantCulture);
        string shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        int mark = shortest.IndexOf('E', StringComparison.Ordinal);
        string digits = (mark < 0 ? shortest : shortest[..mark]).Replace(".", "", StringComparison.Ordinal).Trim('0');
        int exponent = int.Parse(text.AsSpan(text.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

        // Seventeen digits may round up to the next power of ten where the shortest text does not; trust the shortest.
        if (digits.Length > 0 && mark >= 0)
        {
            int point = shortest.IndexOf('.', StringComparison.Ordinal);
            exponent = int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + (point < 0 ? mark - 1 : point - 1);
        }

        return (double.IsNegative(value) ? "-" : "", digits.Length == 0 ? "0" : digits, value == 0 ? 0 : exponent);
    }

    /// <summary>value × 10^power as a whole number, from the exact binary value.</summary>
    private static BigInteger Scaled(double value, int power)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger numerator = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        int shift = (exponent == 0 ? 1 : exponent) - 1075;
        BigInteger denominator = BigInteger.One;
        if (shift >= 0)
            numerator <<= shift;
        else
            denominator <<= -shift;
        if (power >= 0)
            numerator *= BigInteger.Pow(10, power);
        else
            denominator *= BigInteger.Pow(10, -power);
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        int half = (rest * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
