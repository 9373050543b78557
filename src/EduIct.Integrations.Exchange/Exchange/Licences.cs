using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.People;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.AssignLicense;

namespace EduIct.Exchange;

/// <summary>Which licences an account of a role has to have, and how it gets them.</summary>
internal sealed class Licences(ExchangeDirectoryOptions options)
{
    private readonly ImmutableDictionary<Role, ImmutableArray<string>> _byRole = options.Licences.ToImmutableDictionary();
    private volatile IReadOnlyDictionary<string, Guid>? _skus;

    /// <summary>Whether accounts of a role are given any.</summary>
    public bool Any(Role? role) => role is { } some && _byRole.TryGetValue(some, out ImmutableArray<string> names) && names.Length > 0;

    /// <summary>The licences of a role.</summary>
    /// <exception cref="DirectoryException">Invalid: the tenant has no subscription of that name.</exception>
    public async Task<ImmutableArray<Guid>> OfAsync(PortCall call, Role? role)
    {
        if (!Any(role))
        {
            return [];
        }

        ImmutableArray<Guid>.Builder skus = ImmutableArray.CreateBuilder<Guid>();
        foreach (string name in _byRole[role!.Value])
        {
            if (Guid.TryParse(name, out Guid id))
            {
                skus.Add(id);
                continue;
            }

            IReadOnlyDictionary<string, Guid> known = _skus ??= await ReadAsync(call).ConfigureAwait(false);
            skus.Add(known.TryGetValue(name, out Guid sku)
                ? sku
                : throw new DirectoryException(DirectoryErrorKind.Invalid, "licenceUnknown", $"The tenant has no subscription '{name}'."));
        }

        return skus.ToImmutable();
    }

    /// <summary>Gives a user the licences of its role and takes those away that another role had given it, both in one request; none where nothing is to be done.</summary>
    /// <param name="call">The call of the port.</param>
    /// <param name="userId">The user.</param>
    /// <param name="assigned">What it has.</param>
    /// <param name="before">The role that it had; null for none.</param>
    /// <param name="role">The role that it has or is given.</param>
    public async Task EnsureAsync(PortCall call, string userId, IEnumerable<AssignedLicense> assigned, Role? before, Role? role)
    {
        ImmutableArray<Guid> wanted = await OfAsync(call, role).ConfigureAwait(false);
        ImmutableArray<Guid> earlier = before == role ? [] : await OfAsync(call, before).ConfigureAwait(false);
        HashSet<Guid> has = [.. assigned.Select(licence => licence.SkuId).OfType<Guid>()];
        Guid[] add = [.. wanted.Where(sku => !has.Contains(sku))];
        Guid[] remove = [.. earlier.Where(sku => has.Contains(sku) && !wanted.Contains(sku))];
        if (add.Length == 0 && remove.Length == 0)
        {
            return;
        }

        await call.SendAsync((client, token) => client.Users[userId].AssignLicense.PostAsync(
            new AssignLicensePostRequestBody
            {
                AddLicenses = [.. add.Select(sku => new AssignedLicense { SkuId = sku, DisabledPlans = [] })],
                RemoveLicenses = [.. remove.Select(sku => (Guid?)sku)],
            },
            cancellationToken: token)).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyDictionary<string, Guid>> ReadAsync(PortCall call)
    {
        SubscribedSkuCollectionResponse? page = await call.SendAsync((client, token) => client.SubscribedSkus.GetAsync(cancellationToken: token)).ConfigureAwait(false);
        Dictionary<string, Guid> skus = new(StringComparer.OrdinalIgnoreCase);
        foreach (SubscribedSku sku in page?.Value ?? [])
        {
            if (sku is { SkuPartNumber: { } name, SkuId: { } id })
            {
                skus[name] = id;
            }
        }

        return skus;
    }
}
