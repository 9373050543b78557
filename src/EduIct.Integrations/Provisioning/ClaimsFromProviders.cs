using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Tenants;

namespace EduIct.Provisioning;

/// <summary>The claims that follow from what providers hold: every address of an account or group of ours, people's and posts', belongs to its holder.</summary>
internal static class ClaimsFromProviders
{
    public static ImmutableArray<Claim> Read(ImmutableArray<ProviderSnapshot> snapshots, TenantPolicy policy)
    {
        var claims = ImmutableArray.CreateBuilder<Claim>();
        foreach (ProviderSnapshot provider in snapshots)
        {
            foreach (Account account in provider.Accounts.Concat(provider.Deleted))
            {
                foreach (PersonKey key in account.Keys.Where(key => policy.PersonKeys.Contains(key.System)).Take(1))
                {
                    // Aliases first: the latest claim of a person is the address in use.
                    claims.AddRange(account.Aliases.Append(account.Address)
                        .Where(address => policy.Domains.Any(domain => domain.Domain.Equals(address.Domain, StringComparison.OrdinalIgnoreCase)))
                        .Select(address => Claim.For(key, address, provider.Id)));
                }
            }

            claims.AddRange(provider.Groups
                .Where(group => group.Group.Holder is not null)
                .Select(group => new Claim(
                    PostKey.TryParse(group.Group.Holder, out _) ? HolderKind.Post : HolderKind.Group, group.Group.Address.ToCanonicalString(), group.Group.Holder!, provider.Id)));
            claims.AddRange(
                from account in provider.Accounts.Concat(provider.Deleted)
                from key in account.Keys.Where(key => key.System == PostKey.System).Take(1)
                select new Claim(HolderKind.Post, account.Address.ToCanonicalString(), key.ToString(), provider.Id));
        }

        return claims.DistinctBy(claim => (claim.Kind, claim.Name)).ToImmutableArray();
    }
}
