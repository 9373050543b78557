using System.Text.Json.Nodes;

namespace EduIct.Emulator.Graph.State;

/// <summary>All things of the Graph tenant, with what they are found by.</summary>
internal sealed class GraphTable
{
    private static readonly string[] Indexed = ["userPrincipalName", "mail", "mailNickname", "employeeId", "uniqueName"];
    private static readonly SortedSet<string> None = [];

    private readonly Dictionary<string, DirectoryObject> byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SortedSet<string>> live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> deleted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> index = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DirectoryGone> gone = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> seats = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<(DateTimeOffset At, string Id)> byDeletion = [];
    private readonly SortedSet<(long Revision, string Id)> usersByRevision = [];
    private readonly SortedSet<(long Revision, string Id)> groupsByRevision = [];
    private readonly Dictionary<string, long> groupRevisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<(string Kind, string To), (long Revision, bool IsRemoved)>> memberships = new(StringComparer.Ordinal);
    private readonly LinkTable links = new();

    /// <summary>The last revision that these tables have taken in.</summary>
    public long Revision { get; private set; }
    public LinkTable Links => links;
    public IEnumerable<DirectoryObject> All => byId.Values;
    public IEnumerable<DirectoryGone> Gone => gone.Values;

    /// <summary>Accounts and their ends, in the order of their last changes.</summary>
    public SortedSet<(long Revision, string Id)> UsersByRevision => usersByRevision;

    /// <summary>Groups and their ends, in the order of their last changes; that somebody came in or went out is one.</summary>
    public SortedSet<(long Revision, string Id)> GroupsByRevision => groupsByRevision;

    /// <summary>Who came into a group or went out after a revision, by the kind of the link.</summary>
    public IEnumerable<(string To, bool IsRemoved)> MembershipsSince(string group, string kind, long revision) =>
        memberships.TryGetValue(group, out var changes)
            ? changes.Where(change => change.Key.Kind == kind && change.Value.Revision > revision).Select(change => (change.Key.To, change.Value.IsRemoved)).OrderBy(change => change.To, StringComparer.Ordinal)
            : [];

    public SortedSet<string> Live(string kind) => live.GetValueOrDefault(kind, None);
    public SortedSet<string> Deleted(string kind) => deleted.GetValueOrDefault(kind, None);
    public int SeatsTaken(string skuId) => seats.GetValueOrDefault(skuId);
    public DirectoryObject? ById(string id) => byId.GetValueOrDefault(id);
    public DirectoryObject? LiveById(string id) => ById(id) is { Deleted: null } found ? found : null;
    public DirectoryGone? GoneById(string id) => gone.GetValueOrDefault(id);

    public DirectoryObject? LiveOf(string kind, string id) => LiveById(id) is { } found && found.Kind == kind ? found : null;

    public IReadOnlyList<string> By(string kind, string property, string value) =>
        index.TryGetValue(Key(kind, property, value), out var ids) ? ids : [];

    public static bool IsIndexed(string property) =>
        Indexed.Contains(property) || property == "proxyAddresses" || property.StartsWith("onPremisesExtensionAttributes/", StringComparison.Ordinal);

    /// <summary>An account as Graph's paths name it: by its id or its userPrincipalName.</summary>
    public DirectoryObject? User(string key) =>
        LiveOf(DirectoryObject.User, key) ?? (By(DirectoryObject.User, "userPrincipalName", key) is [var id] ? byId[id] : null);

    public IEnumerable<DirectoryObject> DeletedBefore(DateTimeOffset time) =>
        byDeletion.TakeWhile(entry => entry.At <= time).Select(entry => byId[entry.Id]).ToArray();

    public void Put(DirectoryObject item)
    {
        Take(item.Id);
        byId[item.Id] = item;
        Revision = Math.Max(Revision, item.Revision);
        Of(item.Deleted is null ? live : deleted, item.Kind).Add(item.Id);
        if (item.Kind == DirectoryObject.User)
            usersByRevision.Add((item.Revision, item.Id));
        if (item.Kind == DirectoryObject.Group)
            Move(item.Id, item.Revision);
        if (item.Deleted is { } at)
        {
            byDeletion.Add((at, item.Id));
            return;
        }
        foreach (var key in Keys(item))
        {
            if (!index.TryGetValue(key, out var ids))
                index[key] = ids = new List<string>(1);
            ids.Add(item.Id);
        }
        foreach (var sku in Skus(item))
            seats[sku] = seats.GetValueOrDefault(sku) + 1;
    }

    public void Remove(DirectoryGone end)
    {
        Take(end.Id);
        foreach (var link in links.To(end.Id))
            Note(link with { Revision = end.Revision }, isRemoved: true);
        links.Forget(end.Id);
        Revision = Math.Max(Revision, end.Revision);
        gone[end.Id] = end;
        if (end.Kind == DirectoryObject.User)
            usersByRevision.Add((end.Revision, end.Id));
        if (end.Kind == DirectoryObject.Group)
            Move(end.Id, end.Revision);
    }

    public void Put(DirectoryLink link)
    {
        links.Put(link);
        Note(link, isRemoved: false);
    }

    public void Remove(DirectoryLink link)
    {
        links.Remove(link);
        Note(link, isRemoved: true);
    }

    private void Note(DirectoryLink link, bool isRemoved)
    {
        Revision = Math.Max(Revision, link.Revision);
        if (link.Kind is not (DirectoryLink.Member or DirectoryLink.Owner) || ById(link.From) is not { Kind: DirectoryObject.Group })
            return;
        if (!memberships.TryGetValue(link.From, out var changes))
            memberships[link.From] = changes = [];
        changes[(link.Kind, link.To)] = (link.Revision, isRemoved);
        Move(link.From, link.Revision);
    }

    private void Move(string group, long revision)
    {
        if (groupRevisions.TryGetValue(group, out var before) && !groupsByRevision.Remove((before, group)))
            throw new InvalidOperationException("The index of groups has lost one.");
        revision = Math.Max(before, revision);
        groupRevisions[group] = revision;
        groupsByRevision.Add((revision, group));
    }

    private void Take(string id)
    {
        if (!byId.Remove(id, out var item))
            return;
        Of(item.Deleted is null ? live : deleted, item.Kind).Remove(id);
        usersByRevision.Remove((item.Revision, id));
        if (item.Deleted is { } at)
        {
            byDeletion.Remove((at, id));
            return;
        }
        foreach (var key in Keys(item))
            if (index.TryGetValue(key, out var ids) && ids.Remove(id) && ids.Count == 0)
                index.Remove(key);
        foreach (var sku in Skus(item))
            seats[sku]--;
    }

    private static SortedSet<string> Of(Dictionary<string, SortedSet<string>> sets, string kind) =>
        sets.TryGetValue(kind, out var set) ? set : sets[kind] = new SortedSet<string>(StringComparer.Ordinal);

    private static IEnumerable<string> Keys(DirectoryObject item)
    {
        if (item.Kind == DirectoryObject.Message)
            yield break;
        foreach (var property in Indexed)
            if (item.Text(property) is { } value)
                yield return Key(item.Kind, property, value);
        foreach (var proxy in item.Texts("proxyAddresses"))
            yield return Key(item.Kind, "proxyAddresses", proxy);
        if (item.Properties["onPremisesExtensionAttributes"] is JsonObject extensions)
            foreach (var (name, value) in extensions)
                if (value is not null)
                    yield return Key(item.Kind, "onPremisesExtensionAttributes/" + name, (string)value!);
    }

    private static IEnumerable<string> Skus(DirectoryObject item) =>
        item.Kind == DirectoryObject.User && item.Properties["assignedLicenses"] is JsonArray licences
            ? licences.Select(licence => (string)licence!["skuId"]!)
            : [];

    private static string Key(string kind, string property, string value) => $"{kind}\n{property}\n{value}";
}
