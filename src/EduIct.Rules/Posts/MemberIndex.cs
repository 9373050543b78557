using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Planning;
using EduIct.Tenants;

namespace EduIct.Posts;

/// <summary>Whose accounts the addresses and keys are, at the provider of the groups and at the others.</summary>
internal sealed class MemberIndex
{
    private readonly TenantPolicy _policy;
    private readonly bool _takesOutside;
    private readonly Dictionary<EmailAddress, Account> _here;
    private readonly Dictionary<EmailAddress, Account> _elsewhere;
    private readonly ILookup<PersonKey, Account> _keysHere;
    private readonly ILookup<PersonKey, Account> _keysElsewhere;
    private readonly HashSet<EmailAddress> _groups;
    private readonly HashSet<string> _domains;

    public MemberIndex(ImmutableArray<ProviderSnapshot> providers, ProviderSnapshot here, TenantPolicy policy)
    {
        _policy = policy;
        _takesOutside = here.Limits.TakesOutsideMembers;
        ProviderSnapshot[] others = [.. providers.Where(provider => provider.Id != here.Id)];
        _here = ByAddress(here.Accounts);
        _elsewhere = ByAddress(others.SelectMany(provider => provider.Accounts));
        _keysHere = ByKey(here.Accounts);
        _keysElsewhere = ByKey(others.SelectMany(provider => provider.Accounts));
        ILookup<bool, EmailAddress> groups = here.Groups
            .SelectMany(group => group.Group.Aliases.Prepend(group.Group.Address).Select(address => (IsPost: PostKey.TryParse(group.Group.Holder, out _), address)))
            .ToLookup(pair => pair.IsPost, pair => pair.address);

        // Posts are held by people and by other groups, never by each other: two that held each other are refused by the provider for ever.
        _groups = [.. groups[false]];

        // A domain in which the provider holds anything is its own: there it takes nobody whom it does not know.
        _domains = _here.Keys.Concat(groups.SelectMany(all => all)).Select(address => address.Domain)
            .Concat(policy.Domains.Where(domain => domain.Provider == here.Id).Select(domain => domain.Domain))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A holder as a member.</summary>
    public MemberSeat Find(PostHolder holder) => holder.Person is { } person ? Find(person) : Find(holder.Address!.Value);

    /// <summary>What an address stands for, see <see cref="MemberSeat.Identity"/>.</summary>
    public string IdentityOf(EmailAddress address) => _here.TryGetValue(address, out Account? account) ? $"id:{account.Id}" : address.ToCanonicalString();

    /// <summary>The key of the person of ours who has an address at any provider; null where it is nobody's of ours.</summary>
    public PersonKey? OwnerOf(EmailAddress address) =>
        (_here.GetValueOrDefault(address) ?? _elsewhere.GetValueOrDefault(address)) is { } account ? KeyOf(account) : null;

    /// <summary>Whether an address is an administrator's, or one that the policy protects.</summary>
    public bool IsProtected(EmailAddress address) =>
        _policy.Guards.Protected.Contains(address) || (_here.GetValueOrDefault(address) is { } account && IsProtected(account));

    private MemberSeat Find(PersonKey person)
    {
        if (_policy.PersonKeys.Contains(person.System))
        {
            Account[] accounts = [.. _keysHere[person]];
            if (accounts.Length == 0)
            {
                accounts = [.. _keysElsewhere[person]];
            }

            if (accounts is [var account])
            {
                return Seat(account.Address);
            }

            if (accounts.Length > 1)
            {
                return new MemberSeat(person.ToString(), null, person, LeftAloneReason.DuplicateKey);
            }
        }

        return new MemberSeat(person.ToString(), null, person, LeftAloneReason.HolderWithoutAccount);
    }

    private MemberSeat Find(EmailAddress address) => Seat(_here.TryGetValue(address, out Account? account) ? account.Address : address);

    private MemberSeat Seat(EmailAddress address) => new(IdentityOf(address), address, OwnerOf(address), Bar(address));

    private LeftAloneReason? Bar(EmailAddress address)
    {
        if (IsProtected(address))
        {
            return LeftAloneReason.Protected;
        }

        bool canJoin = _here.TryGetValue(address, out Account? account) ? !account.Suspended
            : _takesOutside && (_groups.Contains(address) || !_domains.Contains(address.Domain)) && _elsewhere.GetValueOrDefault(address) is not { Suspended: true };
        return canJoin ? null : LeftAloneReason.HolderWithoutAccount;
    }

    private bool IsProtected(Account account) => account.IsAdmin || account.Aliases.Prepend(account.Address).Any(_policy.Guards.Protected.Contains);

    private PersonKey? KeyOf(Account account) => account.Keys.Where(key => _policy.PersonKeys.Contains(key.System)).Select(key => (PersonKey?)key).FirstOrDefault();

    private static ILookup<PersonKey, Account> ByKey(IEnumerable<Account> accounts) =>
        accounts.SelectMany(account => account.Keys.Select(key => (key, account))).ToLookup(pair => pair.key, pair => pair.account);

    private static Dictionary<EmailAddress, Account> ByAddress(IEnumerable<Account> accounts)
    {
        var index = new Dictionary<EmailAddress, Account>();
        foreach (Account account in accounts)
        {
            foreach (EmailAddress address in account.Aliases.Prepend(account.Address))
            {
                index.TryAdd(address, account);
            }
        }

        return index;
    }
}
