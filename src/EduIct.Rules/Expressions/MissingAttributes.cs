namespace EduIct.Expressions;

/// <summary>Sets of missing facts, kept sorted by their text so that the same expression always names them in the same order.</summary>
internal static class MissingAttributes
{
    internal static CelAttribute[] Of(ReadOnlySpan<CelAttribute> attributes) => [.. new SortedSet<CelAttribute>(attributes.ToArray())];

    internal static CelValue Merge(CelValue left, CelValue right)
    {
        if (left.Kind != CelKind.Unknown)
            return right;
        if (right.Kind != CelKind.Unknown || left.Equals(right))
            return left;
        return CelValue.FromMissing(Of([.. left.Missing, .. right.Missing]));
    }
}
