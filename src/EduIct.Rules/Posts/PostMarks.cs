using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Naming;
using EduIct.People;
using EduIct.Planning;
using EduIct.Tenants;

namespace EduIct.Posts;

/// <summary>What the providers hold that is a post's: a group that carries its key, or bears its claimed address and lost the mark; an account with its key.</summary>
internal sealed class PostMarks
{
    private readonly PostPlanRequest _request;
    private readonly PostPolicy _policy;
    private readonly Dictionary<string, PersonKey> _claimed = new(StringComparer.Ordinal);
    private readonly ILookup<PersonKey, GroupSnapshot> _groups;

    public PostMarks(PostPlanRequest request, PostPolicy policy)
    {
        (_request, _policy) = (request, policy);
        foreach (Claim claim in request.Ledger.Claims)
        {
            if (claim.Kind == HolderKind.Post && claim.Provider == policy.Provider && PostKey.TryParse(claim.Holder, out PersonKey key))
            {
                _claimed[claim.Name] = key;
            }
        }

        _groups = request.Providers.Where(provider => provider.Id == policy.Provider)
            .SelectMany(provider => provider.Groups)
            .SelectMany(group => OwnerOf(group.Group) is { } key ? new[] { (key, group) } : [])
            .ToLookup(pair => pair.key, pair => pair.group);
    }

    /// <summary>Whatever a provider holds in any way is taken, but for what is the post's own in the form and at the provider that the policy names.</summary>
    public IEnumerable<HeldAddress> Held()
    {
        foreach (ProviderSnapshot provider in _request.Providers)
        {
            bool here = provider.Id == _policy.Provider;
            foreach (Account account in provider.Accounts.Concat(provider.Deleted))
            {
                PersonKey? holder = here && _policy.Form == PostForm.Account ? KeyOf(account) : null;
                foreach (EmailAddress address in account.Aliases.Prepend(account.Address))
                {
                    yield return new HeldAddress(address, provider.Id, holder);
                }
            }

            foreach (GroupSnapshot group in provider.Groups)
            {
                PersonKey? holder = here && _policy.Form == PostForm.Group ? OwnerOf(group.Group) : null;
                foreach (EmailAddress address in group.Group.Aliases.Prepend(group.Group.Address))
                {
                    yield return new HeldAddress(address, provider.Id, holder);
                }
            }
        }

        foreach (EmailAddress address in _request.Policy.Guards.Protected)
        {
            yield return new HeldAddress(address, "");
        }
    }

    /// <summary>Whether a post's address was given to it at this provider before.</summary>
    public bool IsClaimed(Post post) => _claimed.TryGetValue(post.Address.ToCanonicalString(), out PersonKey key) && key == post.Key;

    /// <summary>The group that bears a post's address, be it as an alias; null where there is none.</summary>
    public GroupSnapshot? GroupOf(Post post) =>
        _groups[post.Key].FirstOrDefault(group => group.Group.Address == post.Address || group.Group.Aliases.Contains(post.Address));

    /// <summary>Mailboxes of posts that are no longer named, or not in this form or at this provider: their addresses.</summary>
    public IEnumerable<string> Ended(PostForm form, IReadOnlyCollection<Post> given, PostCatalogue catalogue)
    {
        // What stands in the way of a post is told as that.
        HashSet<EmailAddress> told = [.. catalogue.Posts.Select(post => post.Address)];
        HashSet<PersonKey> living = form == PostForm.Account ? [.. given.Select(post => post.Key)] : [];
        foreach (ProviderSnapshot provider in _request.Providers)
        {
            IEnumerable<EmailAddress> accounts = provider.Accounts
                .Where(account => KeyOf(account) is { } key && !(provider.Id == _policy.Provider && living.Contains(key)))
                .Select(account => account.Address);
            IEnumerable<EmailAddress> groups = provider.Groups
                .Where(group => PostKey.TryParse(group.Group.Holder, out _) && !group.Group.Aliases.Any(told.Contains))
                .Select(group => group.Group.Address);
            foreach (EmailAddress address in accounts.Concat(groups).Where(address => !told.Contains(address)))
            {
                yield return address.ToString();
            }
        }
    }

    private PersonKey? OwnerOf(DirectoryGroup group) =>
        PostKey.TryParse(group.Holder, out PersonKey key) ? key
        : group.Holder is null && _claimed.TryGetValue(group.Address.ToCanonicalString(), out PersonKey claimed) ? claimed
        : null;

    private static PersonKey? KeyOf(Account account) => account.Keys.Where(key => key.System == PostKey.System).Select(key => (PersonKey?)key).FirstOrDefault();
}
