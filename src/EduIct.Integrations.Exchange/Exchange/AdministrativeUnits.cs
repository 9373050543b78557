using System.Collections.Concurrent;
using System.Collections.Immutable;
using EduIct.Accounts;
using Microsoft.Graph.Models;

namespace EduIct.Exchange;

/// <summary>
/// Administrative units as organisational units. Graph's lie flat, so the whole path is the display name of each (at most 256 characters); those whose name is no path are somebody
/// else's and passed over. Graph lets two have one name: then the one with the lowest id counts, so that all who look agree.
/// </summary>
internal sealed class AdministrativeUnits(GraphConnection connection)
{
    private const int LongestName = 256;

    private static readonly string[] Fields = ["id", "displayName"];

    private readonly ConcurrentDictionary<OrgUnitPath, string> _ids = new();

    /// <summary>All of them, over all pages; what was known before is forgotten.</summary>
    public async Task<ImmutableArray<OrgUnitPath>> ListAsync(PortCall call)
    {
        Dictionary<OrgUnitPath, string> found = [];
        string? next = null;
        do
        {
            string? link = next;
            AdministrativeUnitCollectionResponse? page = await call.SendAsync((client, token) => link is null
                ? client.Directory.AdministrativeUnits.GetAsync(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (Fields, 999), token)
                : client.Directory.AdministrativeUnits.WithUrl(link).GetAsync(cancellationToken: token)).ConfigureAwait(false);
            foreach (AdministrativeUnit unit in page?.Value ?? [])
            {
                if (unit.Id is { } id && OrgUnitPath.TryParse(unit.DisplayName, out OrgUnitPath path) && !path.IsRoot
                    && (!found.TryGetValue(path, out string? other) || string.CompareOrdinal(id, other) < 0))
                {
                    found[path] = id;
                }
            }

            next = PageToken.Next(connection, page?.OdataNextLink);
        }
        while (next is not null);

        foreach (OrgUnitPath gone in _ids.Keys.Where(path => !found.ContainsKey(path)))
        {
            _ids.TryRemove(gone, out _);
        }

        foreach ((OrgUnitPath path, string id) in found)
        {
            _ids[path] = id;
        }

        return [.. found.Keys];
    }

    /// <summary>The id of one; looked up where it is not known.</summary>
    /// <exception cref="DirectoryException">NotFound: there is none to be seen.</exception>
    public async Task<string> IdAsync(PortCall call, OrgUnitPath path) =>
        await FindAsync(call, path).ConfigureAwait(false)
        ?? throw new DirectoryException(DirectoryErrorKind.NotFound, "orgUnitNotFound", $"There is no administrative unit '{path}'.");

    /// <summary>Makes one. Graph would make a second of the same name without a word, so it is looked for first.</summary>
    public async Task CreateAsync(PortCall call, OrgUnitPath path)
    {
        if (path.ToString().Length > LongestName)
        {
            throw new DirectoryException(DirectoryErrorKind.Invalid, "orgUnitTooLong", $"The path has more than {LongestName} characters.");
        }

        if (await FindAsync(call, path).ConfigureAwait(false) is not null)
        {
            throw new DirectoryException(DirectoryErrorKind.Conflict, "orgUnitExists", $"There is an administrative unit '{path}'.");
        }

        if (!path.Parent.IsRoot)
        {
            await IdAsync(call, path.Parent).ConfigureAwait(false);
        }

        AdministrativeUnit? made = await call.SendAsync(
            (client, token) => client.Directory.AdministrativeUnits.PostAsync(new AdministrativeUnit { DisplayName = path.ToString() }, cancellationToken: token)).ConfigureAwait(false);
        if (made?.Id is { } id)
        {
            _ids[path] = id;
        }
    }

    /// <summary>Puts a user into one; that it is in is as good.</summary>
    public async Task AddAsync(PortCall call, OrgUnitPath path, string userId)
    {
        string unit = await IdAsync(call, path).ConfigureAwait(false);
        try
        {
            await call.SendAsync((client, token) => client.Directory.AdministrativeUnits[unit].Members.Ref.PostAsync(
                new ReferenceCreate { OdataId = References.User(connection.Root, userId) }, cancellationToken: token)).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.Conflict)
        {
        }
    }

    /// <summary>Takes a user out of one; that it is not in, or that the unit is gone, is as good.</summary>
    public async Task RemoveAsync(PortCall call, OrgUnitPath path, string userId)
    {
        try
        {
            string unit = await IdAsync(call, path).ConfigureAwait(false);
            await call.SendAsync((client, token) => client.Directory.AdministrativeUnits[unit].Members[userId].Ref.DeleteAsync(cancellationToken: token)).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.NotFound)
        {
        }
    }

    private async Task<string?> FindAsync(PortCall call, OrgUnitPath path)
    {
        if (_ids.TryGetValue(path, out string? known))
        {
            return known;
        }

        string name = References.Quoted(path.ToString());
        AdministrativeUnitCollectionResponse? page = await call.SendAsync((client, token) => client.Directory.AdministrativeUnits.GetAsync(
            request => (request.QueryParameters.Select, request.QueryParameters.Filter) = (Fields, $"displayName eq {name}"), token)).ConfigureAwait(false);
        string? id = (page?.Value ?? []).Where(unit => OrgUnitPath.TryParse(unit.DisplayName, out OrgUnitPath read) && read == path)
            .Select(unit => unit.Id).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault();
        if (id is not null)
        {
            _ids[path] = id;
        }

        return id;
    }
}
