using System.Collections.Concurrent;
using EduIct.Addresses;

namespace EduIct.Exchange;

/// <summary>
/// Ids of what was seen under an address, so that naming it again costs no request. Graph names members by id only, the port by address. Forgets everything when it is full: it
/// saves work and is no record.
/// </summary>
internal sealed class KnownIds
{
    // Some 40 MB of addresses and ids.
    private const int Most = 250_000;

    private readonly ConcurrentDictionary<EmailAddress, string> _ids = new();
    private int _count;

    public string? Find(EmailAddress address) => _ids.TryGetValue(address, out string? id) ? id : null;

    public void Learn(EmailAddress address, string? id)
    {
        if (address == default || string.IsNullOrEmpty(id))
        {
            return;
        }

        if (_ids.TryAdd(address, id))
        {
            if (Interlocked.Increment(ref _count) > Most)
            {
                _ids.Clear();
                Interlocked.Exchange(ref _count, 0);
            }
        }
        else
        {
            _ids[address] = id;
        }
    }

    public void Forget(EmailAddress address)
    {
        if (_ids.TryRemove(address, out _))
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
