namespace EduIct.Emulator.Graph.State;

/// <summary>Who holds whom, from both sides.</summary>
internal sealed class LinkTable
{
    private static readonly SortedSet<string> None = [];
    private readonly Dictionary<(string Kind, string From), SortedSet<string>> down = [];
    private readonly Dictionary<string, HashSet<(string Kind, string From)>> up = new(StringComparer.Ordinal);

    public IEnumerable<DirectoryLink> All => down.SelectMany(pair => pair.Value.Select(to => new DirectoryLink(pair.Key.Kind, pair.Key.From, to)));

    public SortedSet<string> Of(string kind, string from) => down.GetValueOrDefault((kind, from), None);

    public bool Has(string kind, string from, string to) => Of(kind, from).Contains(to);

    /// <summary>Everything that holds this thing.</summary>
    public IReadOnlyCollection<DirectoryLink> To(string to) =>
        up.TryGetValue(to, out var holders) ? [.. holders.Select(holder => new DirectoryLink(holder.Kind, holder.From, to))] : [];

    public void Put(DirectoryLink link)
    {
        if (!down.TryGetValue((link.Kind, link.From), out var held))
            down[(link.Kind, link.From)] = held = new SortedSet<string>(StringComparer.Ordinal);
        held.Add(link.To);
        if (!up.TryGetValue(link.To, out var holders))
            up[link.To] = holders = [];
        holders.Add((link.Kind, link.From));
    }

    public void Remove(DirectoryLink link)
    {
        if (down.TryGetValue((link.Kind, link.From), out var held) && held.Remove(link.To) && held.Count == 0)
            down.Remove((link.Kind, link.From));
        if (up.TryGetValue(link.To, out var holders) && holders.Remove((link.Kind, link.From)) && holders.Count == 0)
            up.Remove(link.To);
    }

    /// <summary>Cuts all links of a thing, in both directions.</summary>
    public void Forget(string id)
    {
        foreach (var link in To(id))
            Remove(link);
        foreach (var kind in (ReadOnlySpan<string>)[DirectoryLink.Member, DirectoryLink.Owner, DirectoryLink.SchoolUser, DirectoryLink.SchoolClass])
            foreach (var to in Of(kind, id).ToArray())
                Remove(new DirectoryLink(kind, id, to));
    }
}
