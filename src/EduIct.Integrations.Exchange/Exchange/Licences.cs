using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.People;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.AssignLicense;

namespace EduIct.Exchange;

/// <summary>Which licence an account of a role has to have, and how it gets it.</summary>
internal sealed class Licences(ExchangeDirectoryOptions options)
{
    private readonly ImmutableDictionary<Role, string> _byRole = options.Licences.ToImmutableDictionary();
    private volatile IReadOnlyDictionary<string, Guid>? _skus;

    /// <summary>Whether accounts of a role are given one.</summary>
    public bool Any(Role? role) => role is { } some && _byRole.ContainsKey(some);

    /// <summary>The licence of a role; null for none.</summary>
    /// <exception cref="DirectoryException">Invalid: the tenant has no subscription of that name.</exception>
    public async Task<Guid?> OfAsync(PortCall call, Role? role)
    {
        if (role is not { } some || !_byRole.TryGetValue(some, out string? name))
        {
            return null;
        }

        if (Guid.TryParse(name, out Guid id))
        {
            return id;
        }

        IReadOnlyDictionary<string, Guid> known = _skus ??= await ReadAsync(call).ConfigureAwait(false);
        return known.TryGetValue(name, out Guid sku)
            ? sku
            : throw new DirectoryException(DirectoryErrorKind.Invalid, "licenceUnknown", $"The tenant has no subscription '{name}'.");
    }

    /// <summary>Gives a user the licence of its role and takes that away which another role had given it, both in one request; none where nothing is to be done.</summary>
    /// <param name="call">The call of the port.</param>
    /// <param name="userId">The user.</param>
    /// <param name="assigned">What it has.</param>
    /// <param name="before">The role that it had; null for none.</param>
    /// <param name="role">The role that it has or is given.</param>
    public async Task EnsureAsync(PortCall call, string userId, IEnumerable<AssignedLicense> assigned, Role? before, Role? role)
    {
        Guid? wanted = await OfAsync(call, role).ConfigureAwait(false);
        Guid? earlier = before == role ? null : await OfAsync(call, before).ConfigureAwait(false);
        HashSet<Guid> has = [.. assigned.Select(licence => licence.SkuId).OfType<Guid>()];
        List<AssignedLicense> add = wanted is { } sku && !has.Contains(sku) ? [new AssignedLicense { SkuId = sku, DisabledPlans = [] }] : [];
        List<Guid?> remove = earlier is { } old && old != wanted && has.Contains(old) ? [old] : [];
        if (add.Count == 0 && remove.Count == 0)
        {
            return;
        }

        await call.SendAsync((client, token) => client.Users[userId].AssignLicense.PostAsync(
            new AssignLicensePostRequestBody { AddLicenses = add, RemoveLicenses = remove }, cancellationToken: token)).ConfigureAwait(false);
    }

    /// <summary>The seats of each licence that some role is given: those that are enabled, and those that Graph counts as consumed.</summary>
    public async Task<ImmutableArray<SeatCount>> CountAsync(PortCall call)
    {
        if (_byRole.IsEmpty)
        {
            return [];
        }

        IReadOnlyList<SubscribedSku> subscribed = await SubscribedAsync(call).ConfigureAwait(false);
        return
        [
            .. from given in _byRole
               group given.Key by given.Value into roles
               orderby roles.Key
               let sku = subscribed.FirstOrDefault(sku => IsNamed(sku, roles.Key))
               select new SeatCount(roles.Key, [.. roles.OrderBy(role => role.Name, StringComparer.Ordinal)], sku?.PrepaidUnits?.Enabled ?? 0, sku?.ConsumedUnits ?? 0),
        ];
    }

    private static bool IsNamed(SubscribedSku sku, string name) =>
        Guid.TryParse(name, out Guid id) ? sku.SkuId == id : string.Equals(sku.SkuPartNumber, name, StringComparison.OrdinalIgnoreCase);

    private static async Task<IReadOnlyList<SubscribedSku>> SubscribedAsync(PortCall call) =>
        (await call.SendAsync((client, token) => client.SubscribedSkus.GetAsync(cancellationToken: token)).ConfigureAwait(false))?.Value ?? [];

    private static async Task<IReadOnlyDictionary<string, Guid>> ReadAsync(PortCall call)
    {
        Dictionary<string, Guid> skus = new(StringComparer.OrdinalIgnoreCase);
        foreach (SubscribedSku sku in await SubscribedAsync(call).ConfigureAwait(false))
        {
            if (sku is { SkuPartNumber: { } name, SkuId: { } id })
            {
                skus[name] = id;
            }
        }

        return skus;
    }
}
