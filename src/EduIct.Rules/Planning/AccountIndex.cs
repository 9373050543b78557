using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Tenants;
using EduIct.Units;

namespace EduIct.Planning;

/// <summary>A provider's accounts by key and by address.</summary>
internal sealed class AccountIndex
{
    private readonly Dictionary<PersonKey, Account> _living = [];
    private readonly Dictionary<PersonKey, Account> _deleted = [];
    private readonly Dictionary<EmailAddress, PersonKey> _owners = [];
    private readonly HashSet<PersonKey> _doubled = [];
    private readonly GuardPolicy _guards;

    public AccountIndex(ProviderSnapshot provider, ImmutableArray<CodeSystem> systems, GuardPolicy guards)
    {
        _guards = guards;
        foreach (Account account in provider.Accounts)
        {
            foreach (PersonKey key in account.Keys.Where(key => systems.Contains(key.System)))
            {
                if (!_living.TryAdd(key, account))
                {
                    _doubled.Add(key);
                }

                _owners[account.Address] = key;
                foreach (EmailAddress alias in account.Aliases)
                {
                    _owners[alias] = key;
                }
            }
        }

        foreach (Account account in provider.Deleted)
        {
            foreach (PersonKey key in account.Keys.Where(key => systems.Contains(key.System)))
            {
                // The one deleted last is the one to bring back.
                if (!_deleted.TryGetValue(key, out Account? other) || other.DeletedAt < account.DeletedAt)
                {
                    _deleted[key] = account;
                }
            }
        }
    }

    /// <summary>Living accounts that carry a key of ours, in the order of their keys.</summary>
    public IEnumerable<KeyValuePair<PersonKey, Account>> Ours => _living.OrderBy(pair => pair.Key);

    public Account? Living(PersonKey key) => _living.GetValueOrDefault(key);

    public Account? Deleted(PersonKey key) => _deleted.GetValueOrDefault(key);

    /// <summary>Whose account has an address, or null where it is nobody's of ours.</summary>
    public PersonKey? OwnerOf(EmailAddress address) => _owners.TryGetValue(address, out PersonKey key) ? key : null;

    /// <summary>Whether two living accounts carry the key: nobody can say which is the right one.</summary>
    public bool IsDoubled(PersonKey key) => _doubled.Contains(key);

    public bool IsProtected(Account account) =>
        account.IsAdmin || _guards.Protected.Contains(account.Address) || account.Aliases.Any(_guards.Protected.Contains);
}
