using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Planning;

namespace EduIct.Naming;

/// <summary>
/// Gives addresses, each for ever. An address that was ever claimed, or that a provider holds, goes to nobody else.
/// <para>
/// The order of requests changes nothing: first all keep what they have, then new addresses are given in the order of keys.
/// A person keeps an address while any pattern could give it for the person's name; classes, units and corrected dates of birth change no
/// address, another name or another domain does. Somebody whose earlier address fits again gets that one back.
/// </para>
/// <para>Not for use by several threads at once.</para>
/// </summary>
public sealed class AddressBook
{
    private readonly Dictionary<string, (HolderKind Kind, string Holder)> _claimed = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Provider, string Holder), List<EmailAddress>> _own = [];
    private readonly Dictionary<string, string?> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Provider, string Holder), EmailAddress> _primary = [];
    private readonly Dictionary<(string Domain, LocalPart Stem), int> _counters = [];
    private readonly ImmutableArray<Claim>.Builder _new = ImmutableArray.CreateBuilder<Claim>();

    private AddressBook()
    {
    }

    /// <summary>Claims that following the book makes, beyond those that it was opened with.</summary>
    public ImmutableArray<Claim> NewClaims => _new.ToImmutable();

    /// <summary>Opens the book.</summary>
    /// <param name="claims">Every claim ever made, oldest first; those of units are passed over, they have a namespace of their own.</param>
    /// <param name="held">What the providers hold; of two entries for an address the first counts.</param>
    public static AddressBook Open(IEnumerable<Claim> claims, IEnumerable<HeldAddress> held)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(held);
        var book = new AddressBook();
        foreach (Claim claim in claims)
        {
            if (claim.Kind != HolderKind.Unit && EmailAddress.TryParse(claim.Name, out EmailAddress address))
            {
                book._claimed[claim.Name] = (claim.Kind, claim.Holder);
                List<EmailAddress> own = book.OwnOf(claim.Provider, claim.Holder);
                own.Remove(address);
                own.Add(address);
            }
        }

        foreach (HeldAddress item in held)
        {
            string? holder = item.Holder?.ToString();
            // The first says whose it is: a living account before one in the bin.
            book._held.TryAdd(item.Address.ToCanonicalString(), holder);
            if (item.IsPrimary && holder is not null)
            {
                book._primary[(item.Provider, holder)] = item.Address;
            }
        }

        return book;
    }

    /// <summary>Gives addresses to people.</summary>
    /// <param name="requests">Each key at most once for a provider; in any order.</param>
    /// <param name="claimsOnly">True gives nothing new: who has no fitting claim is not in the answer.</param>
    /// <returns>The address of everybody who has one; who is missing has none that is legal and free.</returns>
    public IReadOnlyDictionary<(string Provider, PersonKey Key), EmailAddress> Assign(IEnumerable<AddressRequest> requests, bool claimsOnly = false)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var given = new Dictionary<(string, PersonKey), EmailAddress>();
        var waiting = new List<AddressRequest>();
        foreach (AddressRequest request in requests.OrderBy(request => request.Key))
        {
            if (Kept(request, claimsOnly) is { } kept)
            {
                given.Add((request.Provider, request.Key), kept);
                Claim(HolderKind.Person, kept, request.Key.ToString(), request.Provider);
            }
            else if (!claimsOnly)
            {
                waiting.Add(request);
            }
        }

        foreach (AddressRequest request in waiting)
        {
            if (Find(request) is { } found)
            {
                given.Add((request.Provider, request.Key), found);
                Claim(HolderKind.Person, found, request.Key.ToString(), request.Provider);
            }
        }

        return given;
    }

    /// <summary>The address of a group: what it has, else the first that is free.</summary>
    /// <param name="holder">What the group is for.</param>
    /// <param name="local">Preferred local part; a counter is put behind it where it is taken.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="provider">Id of the provider.</param>
    /// <param name="limits">What the provider accepts.</param>
    /// <param name="claimsOnly">True gives nothing new.</param>
    /// <returns>The address, or null where there is none.</returns>
    public EmailAddress? AssignGroup(string holder, string local, string domain, string provider, DirectoryLimits limits, bool claimsOnly = false)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (_own.TryGetValue((provider, holder), out List<EmailAddress>? own) && own.LastOrDefault(address => IsIn(address, domain)) is { Local.Length: > 0 } kept)
        {
            return kept;
        }

        if (claimsOnly || Free(new LocalPart(local, ""), domain, holder, limits, counted: true) is not { } free)
        {
            return null;
        }

        Claim(HolderKind.Group, free, holder, provider);
        return free;
    }

    /// <summary>The address of a post: the one that a directive names, or none. A counter behind it would be the address of nobody's post.</summary>
    /// <returns>Null where it is given; else why it is not.</returns>
    internal LeftAloneReason? AssignPost(PersonKey post, EmailAddress address, string provider, DirectoryLimits limits)
    {
        string local = address.Local;
        string holder = post.ToString();
        if (local.Length > limits.LocalPart || !IsLegal(local, limits) || limits.ReservedLocalParts.Contains(local.ToLowerInvariant()))
        {
            return LeftAloneReason.NoAddress;
        }

        if (IsOthers(address, holder))
        {
            return LeftAloneReason.AddressHeld;
        }

        if (!OwnOf(provider, holder).Contains(address))
        {
            Claim(HolderKind.Post, address, holder, provider);
        }

        return null;
    }

    private EmailAddress? Kept(AddressRequest request, bool claimsOnly)
    {
        string holder = request.Key.ToString();
        IEnumerable<EmailAddress> own = _own.TryGetValue((request.Provider, holder), out List<EmailAddress>? claimed) ? Enumerable.Reverse(claimed) : [];
        if (_primary.TryGetValue((request.Provider, holder), out EmailAddress primary))
        {
            own = own.Prepend(primary);
        }

        foreach (EmailAddress address in own)
        {
            if (IsIn(address, request.Domain) && !IsOthers(address, holder)
                && (claimsOnly || request.Patterns.Any(pattern => pattern.CouldGive(address.Local.ToLowerInvariant(), request.Subject))))
            {
                return address;
            }
        }

        return null;
    }

    private EmailAddress? Find(AddressRequest request)
    {
        string holder = request.Key.ToString();
        LocalPart? last = null;
        foreach (AddressPattern pattern in request.Patterns)
        {
            if (pattern.RenderParts(request.Subject) is { } local)
            {
                last = local;
                if (Free(local, request.Domain, holder, request.Limits, counted: false) is { } free)
                {
                    return free;
                }
            }
        }

        return last is { } counted ? Free(counted, request.Domain, holder, request.Limits, counted: true) : null;
    }

    // The counter where the last namesake stopped is remembered, so that ten thousand of them cost ten thousand tries and not their square.
    private EmailAddress? Free(LocalPart local, string domain, string holder, DirectoryLimits limits, bool counted)
    {
        int counter = counted && _counters.TryGetValue((domain, local), out int next) ? next : 1;
        for (; ; counter++)
        {
            string candidate = local.With(counter);
            if (candidate.Length > limits.LocalPart || !EmailAddress.TryParse($"{candidate}@{domain}", out EmailAddress address))
            {
                return null;
            }

            if (!limits.ReservedLocalParts.Contains(candidate) && IsLegal(candidate, limits) && !IsOthers(address, holder))
            {
                if (counted)
                {
                    _counters[(domain, local)] = counter + 1;
                }

                return address;
            }

            if (!counted)
            {
                return null;
            }
        }
    }

    private bool IsOthers(EmailAddress address, string holder)
    {
        string name = address.ToCanonicalString();
        return (_claimed.TryGetValue(name, out (HolderKind Kind, string Holder) claim) && claim.Holder != holder)
            || (_held.TryGetValue(name, out string? other) && other != holder);
    }

    private void Claim(HolderKind kind, EmailAddress address, string holder, string provider)
    {
        string name = address.ToCanonicalString();
        List<EmailAddress> own = OwnOf(provider, holder);

        // A claim that is there stays; made again, it becomes the holder's latest.
        if (own.Count == 0 || own[^1] != address)
        {
            _claimed[name] = (kind, holder);
            own.Remove(address);
            own.Add(address);
            _new.Add(new Claim(kind, name, holder, provider));
        }
    }

    private List<EmailAddress> OwnOf(string provider, string holder)
    {
        if (!_own.TryGetValue((provider, holder), out List<EmailAddress>? own))
        {
            _own[(provider, holder)] = own = [];
        }

        return own;
    }

    private static bool IsIn(EmailAddress address, string domain) => address.Domain.Equals(domain, StringComparison.OrdinalIgnoreCase);

    private static bool IsLegal(string local, DirectoryLimits limits) =>
        local.All(c => char.IsAsciiLetterOrDigit(c) || c == '.' || limits.LocalPartCharacters.Contains(c, StringComparison.Ordinal));
}
