namespace EduIct.Expressions;

/// <summary>Equality and order between values of any kind (langdef, "Equality" and "Ordering").</summary>
internal static class Equality
{
    /// <summary>Without an evaluation nothing is charged.</summary>
    internal static bool AreEqual(CelValue left, CelValue right, Evaluation? evaluation = null)
    {
        if (left.Kind != right.Kind)
            return left.IsNumber && right.IsNumber && Numbers.Compare(left, right) == 0;
        return left.Kind switch
        {
            CelKind.Double => left.DoubleUnchecked == right.DoubleUnchecked,
            CelKind.String => StringsEqual(left.StringUnchecked, right.StringUnchecked, evaluation),
            CelKind.List => ListsEqual(left.ListUnchecked, right.ListUnchecked, evaluation),
            CelKind.Map => MapsEqual(left.MapUnchecked, right.MapUnchecked, evaluation),
            CelKind.Type => left.TypeUnchecked.Name == right.TypeUnchecked.Name,
            _ => left.Equals(right),
        };
    }

    /// <summary>-1, 0 or 1; 2 where NaN leaves no order; null where the kinds have none.</summary>
    internal static int? Compare(CelValue left, CelValue right)
    {
        if (left.IsNumber && right.IsNumber)
            return Numbers.Compare(left, right);
        if (left.Kind != right.Kind)
            return null;
        return left.Kind switch
        {
            CelKind.Bool or CelKind.Duration => left.Bits.CompareTo(right.Bits),
            CelKind.String => CompareCodePoints(left.StringUnchecked, right.StringUnchecked),
            CelKind.Bytes => Math.Sign(left.BytesUnchecked.AsSpan().SequenceCompareTo(right.BytesUnchecked)),
            CelKind.Timestamp => left.Bits != right.Bits ? left.Bits.CompareTo(right.Bits) : left.Nanos.CompareTo(right.Nanos),
            _ => null,
        };
    }

    /// <summary>UTF-16 order and code point order differ only where one side has a surrogate and the other a unit above it.</summary>
    internal static int CompareCodePoints(string left, string right)
    {
        int at = left.AsSpan().CommonPrefixLength(right);
        if (at == left.Length || at == right.Length)
            return left.Length.CompareTo(right.Length);
        char a = left[at], b = right[at];
        bool aHigh = char.IsSurrogate(a), bHigh = char.IsSurrogate(b);
        return aHigh == bHigh ? a.CompareTo(b) < 0 ? -1 : 1 : aHigh ? 1 : -1;
    }

    internal static bool StringsEqual(string left, string right, Evaluation? evaluation)
    {
        if (left.Length != right.Length)
            return false;
        evaluation?.ChargeText(left.Length);
        return string.Equals(left, right, StringComparison.Ordinal);
    }

    private static bool ListsEqual(CelValue[] left, CelValue[] right, Evaluation? evaluation)
    {
        if (left.Length != right.Length)
            return false;
        evaluation?.Charge(left.Length);
        for (int i = 0; i < left.Length; i++)
            if (!AreEqual(left[i], right[i], evaluation))
                return false;
        return true;
    }

    private static bool MapsEqual(MapEntries left, MapEntries right, Evaluation? evaluation)
    {
        if (left.Count != right.Count)
            return false;
        evaluation?.Charge(left.Count);
        foreach ((CelValue key, CelValue value) in left.Items)
            if (!right.TryGet(key, out CelValue theirs) || !AreEqual(value, theirs, evaluation))
                return false;
        return true;
    }
}
