namespace EduIct.Expressions;

/// <summary>The number line that int, uint and double share (langdef, "Numbers" and "Overflow").</summary>
internal static class Numbers
{
    private const double TwoTo63 = 9223372036854775808.0;
    private const double TwoTo64 = 18446744073709551616.0;

    /// <summary>-1, 0 or 1, or 2 where either is NaN and there is no order. A whole number beside a double
    /// is rounded to one, as the conformance suite has it: the greatest int is not less than 2^63.</summary>
    internal static int Compare(CelValue left, CelValue right) => (left.Kind, right.Kind) switch
    {
        (CelKind.Int, CelKind.Int) => left.Bits.CompareTo(right.Bits),
        (CelKind.Uint, CelKind.Uint) => ((ulong)left.Bits).CompareTo((ulong)right.Bits),
        (CelKind.Double, CelKind.Double) => Compare(left.DoubleUnchecked, right.DoubleUnchecked),
        (CelKind.Int, CelKind.Uint) => left.Bits < 0 ? -1 : ((ulong)left.Bits).CompareTo((ulong)right.Bits),
        (CelKind.Uint, CelKind.Int) => Reverse(Compare(right, left)),
        (CelKind.Int, CelKind.Double) => Compare(left.Bits, right.DoubleUnchecked),
        (CelKind.Double, CelKind.Int) => Reverse(Compare(right.Bits, left.DoubleUnchecked)),
        (CelKind.Uint, CelKind.Double) => Compare((ulong)left.Bits, right.DoubleUnchecked),
        (CelKind.Double, CelKind.Uint) => Reverse(Compare((ulong)right.Bits, left.DoubleUnchecked)),
        _ => 2,
    };

    internal static bool TryToInt(double value, out long whole)
    {
        bool fits = value >= -TwoTo63 && value < TwoTo63 && Math.Truncate(value) == value;
        whole = fits ? (long)value : 0;
        return fits;
    }

    internal static bool TryToUint(double value, out ulong whole)
    {
        bool fits = value >= 0 && value < TwoTo64 && Math.Truncate(value) == value;
        whole = fits ? (ulong)value : 0;
        return fits;
    }

    private static int Compare(double left, double right) => left < right ? -1 : left > right ? 1 : left == right ? 0 : 2;

    private static int Compare(long left, double right)
    {
        if (double.IsNaN(right))
            return 2;
        if (right < -TwoTo63)
            return 1;
        if (right > TwoTo63)
            return -1;
        return Compare((double)left, right);
    }

    private static int Compare(ulong left, double right)
    {
        if (double.IsNaN(right))
            return 2;
        if (right < 0)
            return 1;
        if (right > TwoTo64)
            return -1;
        return Compare((double)left, right);
    }

    private static int Reverse(int order) => order == 2 ? 2 : -order;
}
