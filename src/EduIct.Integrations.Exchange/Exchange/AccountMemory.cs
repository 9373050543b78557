using System.Collections.Immutable;
using EduIct.Accounts;

namespace EduIct.Exchange;

/// <summary>
/// Remembers the last whole listing of accounts, and which accounts were written to since. Held in memory only: to keep it across processes would mean to keep
/// people's data outside the provider.
/// <para>
/// A listing that is broken off, or overtaken by another, is forgotten. What was remembered is never changed: later listings all start from it, so that what the service tells late
/// is told to the next one.
/// </para>
/// </summary>
/// <param name="most">Of how many accounts at most.</param>
/// <param name="time">The clock.</param>
internal sealed class AccountMemory(int most, TimeProvider time)
{
    // A delta query now and then loses a change for good (microsoft-graph-docs issue 4740), so that all is read anew from time to time.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly RecentWrites _writes = new(time);
    private AccountBase? _base;
    private Gathering? _gathering;

    /// <summary>Whether anything is remembered at all.</summary>
    public bool IsOn => most > 0;

    /// <summary>The last whole listing, unless it is too old or was taken straight after so many writes that nobody counts them.</summary>
    public AccountBase? Base
    {
        get
        {
            lock (_gate)
            {
                return _base is { } known && time.GetElapsedTime(known.Taken) < Fresh && !_writes.AreUncountedSince(known.Taken) ? known : null;
            }
        }
    }

    /// <summary>That an account is about to be written to by this object.</summary>
    public void Written(string id)
    {
        // An address is never given here in earnest, and a filter by ids would choke on it.
        if (IsOn && Guid.TryParse(id, out _))
        {
            _writes.Add(id);
        }
    }

    /// <summary>The accounts written to whose state a listing may not show.</summary>
    public HashSet<string> WrittenSince(AccountBase known) => _writes.Since(known.Taken);

    /// <summary>A whole listing begins; what was remembered before serves no more.</summary>
    /// <param name="deltaLink">Asks for changes from now on; null: this listing is not to be remembered.</param>
    /// <param name="binned">Ids of the deleted accounts.</param>
    public void Begin(string? deltaLink, IReadOnlySet<string> binned)
    {
        lock (_gate)
        {
            _base = null;
            _gathering = deltaLink is null ? null : new Gathering(deltaLink, binned, time.GetTimestamp());
        }
    }

    /// <summary>Takes in a page. One that is not the next of the listing under way (asked for again, or another's) is passed over.</summary>
    /// <param name="pageToken">The token that it was asked for with.</param>
    /// <param name="accounts">What it holds.</param>
    /// <param name="next">The token of the page after it; null: the listing is whole.</param>
    public void Add(string? pageToken, ImmutableArray<Account> accounts, string? next)
    {
        lock (_gate)
        {
            if (_gathering is not { } gathering || gathering.Next != pageToken)
            {
                return;
            }

            foreach (Account account in accounts)
            {
                gathering.Accounts[account.Id] = account;
            }

            gathering.Next = next;
            if (gathering.Accounts.Count > most)
            {
                _gathering = null;
            }
            else if (next is null)
            {
                _base = new AccountBase(gathering.DeltaLink, gathering.Binned, gathering.Taken, gathering.Accounts);
                _gathering = null;
            }
        }
    }

    private sealed class Gathering(string deltaLink, IReadOnlySet<string> binned, long taken)
    {
        public string DeltaLink { get; } = deltaLink;

        public IReadOnlySet<string> Binned { get; } = binned;

        public long Taken { get; } = taken;

        public Dictionary<string, Account> Accounts { get; } = new(StringComparer.OrdinalIgnoreCase);

        public string? Next { get; set; }
    }
}
