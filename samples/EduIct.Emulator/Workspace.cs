using System.Security.Cryptography;
using System.Text;
using EduIct.Emulator.State;

namespace EduIct.Emulator;

/// <summary>The one customer whose directory this is: what every resource works on.</summary>
internal sealed class Workspace(Store store, TimeProvider clock, string customer, IReadOnlyList<string> domains, int seed, int? seats)
{
    /// <summary>How long a deleted account can be restored and holds its seat (PROVIDERS.md 3, Timing).</summary>
    public static TimeSpan DeletedLife { get; } = TimeSpan.FromDays(20);

    private readonly Dictionary<string, DateTimeOffset> unfinished = new(StringComparer.Ordinal);

    public Store Store { get; } = store;
    public Tables Tables => Store.Now;
    public string Customer { get; } = customer;
    public IReadOnlyList<string> Domains { get; } = domains;
    public int? Seats { get; } = seats;
    /// <summary>Of this start alone: what a place in the changes is bound to, since the file keeps no order of who came into a group.</summary>
    public string Mark { get; } = Guid.NewGuid().ToString("N");

    public DateTimeOffset UtcNow => clock.GetUtcNow();

    public bool OwnsDomainOf(string address) =>
        Domains.Contains(address[(address.IndexOf('@') + 1)..], StringComparer.OrdinalIgnoreCase);

    public void RequireCustomer(string key)
    {
        if (key != "my_customer" && key != Customer)
            throw Protocol.ApiError.Invalid("Invalid Customer Id");
    }

    /// <summary>Deleted accounts leave for good when their time is over; called before each call under the store's gate.</summary>
    public void PurgeDeleted()
    {
        foreach (var user in Tables.Users.DeletedBefore(UtcNow - DeletedLife))
            Store.Commit(new Change { UserGone = user.Id });
    }

    /// <summary>
    /// An id that depends on the seed, the kind and the name alone, so that the same run gives the same ids in whatever order
    /// parallel calls arrive. A name that was used before takes the next one.
    /// </summary>
    public string NewId(string kind, string name, Func<ulong, string> format, Func<string, bool> taken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{kind}\n{name}\n{attempt}"));
            var id = format(BitConverter.ToUInt64(hash));
            if (!taken(id))
                return id;
        }
    }

    /// <summary>Marks a thing as not yet complete (faults create-lag, group-lag, rename-lag).</summary>
    public void Delay(string id, string trap, TimeSpan time)
    {
        if (time > TimeSpan.Zero)
            unfinished[trap + id] = UtcNow + time;
    }

    public bool IsDelayed(string id, string trap)
    {
        if (unfinished.Count == 0 || !unfinished.TryGetValue(trap + id, out var until))
            return false;
        if (until > UtcNow)
            return true;
        unfinished.Remove(trap + id);
        return false;
    }
}
