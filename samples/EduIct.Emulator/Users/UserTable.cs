namespace EduIct.Emulator.Users;

/// <summary>Accounts by id and by address, in the orders in which lists are paged.</summary>
internal sealed class UserTable
{
    private readonly Dictionary<string, UserRecord> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> liveAddresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> deletedAddresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<(DateTimeOffset At, string Id)> byDeletion = [];

    public SortedSet<string> LiveIds { get; } = new(StringComparer.Ordinal);
    public SortedSet<string> LiveEmails { get; } = new(StringComparer.Ordinal);
    public SortedSet<string> DeletedIds { get; } = new(StringComparer.Ordinal);

    /// <summary>Live and deleted ones alike: a deleted account holds its seat.</summary>
    public int Count => byId.Count;
    public IEnumerable<UserRecord> All => byId.Values;
    public UserRecord this[string id] => byId[id];

    public UserRecord? ById(string id) => byId.GetValueOrDefault(id);
    public UserRecord? ByAddress(string address) => liveAddresses.TryGetValue(address, out var id) ? byId[id] : null;

    /// <summary>A user key as Google takes it: primary address, alias or id. A deleted account answers to its id and its last address.</summary>
    public UserRecord? Find(string key) =>
        ByAddress(key) ?? ById(key) ?? (deletedAddresses.TryGetValue(key, out var id) ? byId[id] : null);

    public IEnumerable<UserRecord> DeletedBefore(DateTimeOffset time) =>
        byDeletion.TakeWhile(entry => entry.At <= time).Select(entry => byId[entry.Id]).ToArray();

    public void Put(UserRecord user)
    {
        Remove(user.Id);
        byId[user.Id] = user;
        if (user.Deleted is { } at)
        {
            DeletedIds.Add(user.Id);
            byDeletion.Add((at, user.Id));
            deletedAddresses[user.PrimaryEmail] = user.Id;
            return;
        }
        LiveIds.Add(user.Id);
        LiveEmails.Add(user.PrimaryEmail);
        foreach (var address in user.Addresses)
            liveAddresses[address] = user.Id;
    }

    public void Remove(string id)
    {
        if (!byId.Remove(id, out var user))
            return;
        if (user.Deleted is { } at)
        {
            DeletedIds.Remove(id);
            byDeletion.Remove((at, id));
            if (deletedAddresses.TryGetValue(user.PrimaryEmail, out var last) && last == id)
                deletedAddresses.Remove(user.PrimaryEmail);
            return;
        }
        LiveIds.Remove(id);
        LiveEmails.Remove(user.PrimaryEmail);
        foreach (var address in user.Addresses)
            liveAddresses.Remove(address);
    }
}
