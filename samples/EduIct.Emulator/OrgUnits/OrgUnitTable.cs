namespace EduIct.Emulator.OrgUnits;

/// <summary>The tree of organisational units. A path is walked from the root, so a moved unit needs no rewriting below it.</summary>
internal sealed class OrgUnitTable
{
    private readonly Dictionary<string, OrgUnitRecord> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> children = new(StringComparer.Ordinal);
    private OrgUnitRecord? root;

    public IEnumerable<OrgUnitRecord> All => byId.Values.OrderBy(unit => PathOf(unit.Id), StringComparer.OrdinalIgnoreCase).ToArray();
    public int Count => byId.Count;
    public OrgUnitRecord Root => root ?? throw new InvalidOperationException("The state has no root unit.");

    public OrgUnitRecord? ById(string id) => byId.GetValueOrDefault(id);

    public OrgUnitRecord? ByPath(string path)
    {
        var unit = root;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (unit is null || !children.TryGetValue(unit.Id, out var below) || !below.TryGetValue(name, out var id))
                return null;
            unit = byId[id];
        }
        return unit;
    }

    /// <summary>A unit's key as Google takes it: the path, with or without its leading slash, or the id.</summary>
    public OrgUnitRecord? Find(string key) => key.StartsWith("id:", StringComparison.Ordinal) ? ById(key) : ByPath(key);

    public string? PathOf(string id)
    {
        var names = new Stack<string>();
        for (var unit = ById(id); unit is { ParentId: { } parent }; unit = ById(parent))
            names.Push(unit.Name);
        return byId.ContainsKey(id) ? "/" + string.Join('/', names) : null;
    }

    public IEnumerable<OrgUnitRecord> ChildrenOf(string id) =>
        children.TryGetValue(id, out var below) ? below.Values.Select(child => byId[child]) : [];

    public bool IsWithin(string id, string ancestor)
    {
        for (var unit = ById(id); unit is not null; unit = unit.ParentId is { } parent ? ById(parent) : null)
            if (unit.Id == ancestor)
                return true;
        return false;
    }

    public void Put(OrgUnitRecord unit)
    {
        Remove(unit.Id);
        byId[unit.Id] = unit;
        if (unit.ParentId is null)
        {
            root = unit;
            return;
        }
        if (!children.TryGetValue(unit.ParentId, out var below))
            children[unit.ParentId] = below = new(StringComparer.OrdinalIgnoreCase);
        below[unit.Name] = unit.Id;
    }

    public void Remove(string id)
    {
        if (byId.Remove(id, out var unit) && unit.ParentId is { } parent)
            children[parent].Remove(unit.Name);
    }
}
