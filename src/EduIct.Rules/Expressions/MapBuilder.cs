namespace EduIct.Expressions;

/// <summary>Collects entries and refuses what langdef refuses: other kinds of key, and a key given twice.</summary>
internal sealed class MapBuilder(int capacity = 4)
{
    private readonly List<KeyValuePair<CelValue, CelValue>> _items = new(capacity);
    private readonly HashSet<CelValue> _keys = [];

    internal CelError? Add(CelValue key, CelValue value)
    {
        if (key.Kind is not (CelKind.Bool or CelKind.Int or CelKind.Uint or CelKind.String))
            return new CelError("invalid_argument", $"{key} cannot be the key of a map");
        if (!_keys.Add(MapEntries.Normal(key)))
            return new CelError("duplicate_key", $"the key {key} occurs twice");
        _items.Add(new(key, value));
        return null;
    }

    internal MapEntries Build() => _items.Count == 0 ? MapEntries.Empty : new([.. _items]);
}
