namespace EduIct.Directives;

/// <summary>The items that count for a fact, for each fact: while any two of these sets are nested or apart, buying for the innermost needs first is the
/// least that one can buy.</summary>
internal static class ItemNesting
{
    /// <summary>Two facts whose items overlap without the one's being among the other's; nulls where there are none.</summary>
    public static (string? First, string? Second) Crossing(IReadOnlyCollection<NeededItem> items)
    {
        (string Fact, HashSet<string> Items)[] sets =
        [
            .. items.SelectMany(item => item.CountsFor, (item, fact) => (Item: item.Id, Fact: fact))
                .GroupBy(pair => pair.Fact, pair => pair.Item, StringComparer.Ordinal)
                .Select(group => (group.Key, group.ToHashSet(StringComparer.Ordinal))),
        ];
        for (int i = 0; i < sets.Length; i++)
        {
            for (int j = i + 1; j < sets.Length; j++)
            {
                if (sets[i].Items.Overlaps(sets[j].Items) && !sets[i].Items.IsSubsetOf(sets[j].Items) && !sets[j].Items.IsSubsetOf(sets[i].Items))
                {
                    return (sets[i].Fact, sets[j].Fact);
                }
            }
        }

        return (null, null);
    }
}
