namespace EduIct.Expressions;

/// <summary>An immutable map in the order of its literal. Few keys are found by looking at each, many through an index.</summary>
internal sealed class MapEntries
{
    private const int LinearLimit = 8;
    private readonly Dictionary<CelValue, int>? _index;

    internal MapEntries(KeyValuePair<CelValue, CelValue>[] items)
    {
        Items = items;
        if (items.Length <= LinearLimit)
            return;
        _index = new Dictionary<CelValue, int>(items.Length);
        for (int i = 0; i < items.Length; i++)
            _index[Normal(items[i].Key)] = i;
    }

    internal static MapEntries Empty { get; } = new([]);

    internal KeyValuePair<CelValue, CelValue>[] Items { get; }

    internal int Count => Items.Length;

    internal bool TryGet(CelValue key, out CelValue value)
    {
        CelValue wanted = Normal(key);
        if (_index is null)
        {
            foreach (KeyValuePair<CelValue, CelValue> item in Items)
            {
                if (!Normal(item.Key).Equals(wanted))
                    continue;
                value = item.Value;
                return true;
            }
        }
        else if (_index.TryGetValue(wanted, out int at))
        {
            value = Items[at].Value;
            return true;
        }

        value = default;
        return false;
    }

    internal bool SameAs(MapEntries other)
    {
        if (Count != other.Count)
            return false;
        foreach ((CelValue key, CelValue value) in Items)
            if (!other.TryGet(key, out CelValue theirs) || !value.Equals(theirs))
                return false;
        return true;
    }

    /// <summary>Numbers that are equal on the number line are one key, whatever their kind (langdef, "Numbers").</summary>
    internal static CelValue Normal(CelValue key) => key.Kind switch
    {
        CelKind.Uint when key.Bits >= 0 => CelValue.Int(key.Bits),
        CelKind.Double when Numbers.TryToInt(key.DoubleUnchecked, out long whole) => CelValue.Int(whole),
        CelKind.Double when Numbers.TryToUint(key.DoubleUnchecked, out ulong whole) => CelValue.Uint(whole),
        _ => key,
    };
}
