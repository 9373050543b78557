using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Units;

namespace EduIct.Planning;

/// <summary>
/// Which of a person's keys identifies the person in this tenant: the one under which a name was claimed or an account made before, so that
/// an identity does not change because a roster brings one more system; for a new person the most preferred.
/// </summary>
internal sealed class PersonKeyResolver
{
    private readonly ImmutableArray<CodeSystem> _preferred;
    private readonly HashSet<PersonKey> _known = [];

    public PersonKeyResolver(ImmutableArray<CodeSystem> preferred, IEnumerable<Claim> claims, IEnumerable<ProviderSnapshot> providers)
    {
        _preferred = preferred;
        foreach (Claim claim in claims)
        {
            if (claim.Kind == HolderKind.Person && PersonKey.TryParse(claim.Holder, out PersonKey key))
            {
                _known.Add(key);
            }
        }

        foreach (ProviderSnapshot provider in providers)
        {
            foreach (var account in provider.Accounts.Concat(provider.Deleted))
            {
                _known.UnionWith(account.Keys.Where(key => preferred.Contains(key.System)));
            }
        }
    }

    /// <summary>Whether something was given to this key before.</summary>
    public bool IsKnown(PersonKey key) => _known.Contains(key);

    /// <summary>The person's key; null where the person has none in a system of the policy, or is known under two.</summary>
    public PersonKey? Resolve(Person person, out bool known)
    {
        PersonKey? preferred = null;
        PersonKey? before = null;
        foreach (CodeSystem system in _preferred)
        {
            if (person.KeyIn(system) is not { } key)
            {
                continue;
            }

            preferred ??= key;
            if (_known.Contains(key))
            {
                if (before is not null)
                {
                    known = true;
                    return null;
                }

                before = key;
            }
        }

        known = before is not null;
        return before ?? preferred;
    }
}
