using EduIct.Accounts;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Delta;

namespace EduIct.Exchange;

/// <summary>
/// A second listing of accounts at the price of what changed. Graph's delta query says which accounts to look at again, and no more is taken from it: its pages may trail the directory,
/// repeat themselves in any order, leave properties out (sources: concepts/delta-query-overview.md; microsoft-graph-explorer-v4 issue 3584). Those accounts are read as a
/// whole listing reads them, and so are those that this object wrote to, of which the query may not know yet, and those that left the bin, of which it says nothing
/// (microsoft-graph-docs-contrib issue 6555). So this listing never shows less than a whole one would, but for others' changes of the last minutes.
/// </summary>
internal sealed class AccountChanges(GraphConnection connection, AccountMemory memory)
{
    // Most values that a filter's "in" takes.
    private const int IdsARequest = 15;

    /// <summary>Asks for the place from which changes are told, before a whole listing. That it fails must not cost the listing.</summary>
    public async Task BeginAsync(PortCall call)
    {
        if (!memory.IsOn)
        {
            return;
        }

        string? link = null;
        HashSet<string> binned = [];
        try
        {
            // No data comes with it (source: delta-query-overview.md, "sync from now").
            string latest = $"{connection.Root.AbsoluteUri.TrimEnd('/')}/users/delta?$deltatoken=latest&$select={string.Join(',', UserMapping.Fields)}";
            DeltaGetResponse? answer = await AskAsync(call, latest).ConfigureAwait(false);
            link = PageToken.Next(connection, answer?.OdataDeltaLink);
            binned = link is null ? binned : await BinAsync(call).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind is not (DirectoryErrorKind.Throttled or DirectoryErrorKind.Unauthorized))
        {
            link = null;
        }

        memory.Begin(link, binned);
    }

    /// <summary>All accounts from memory and from what changed since; null where a whole listing is needed, or is cheaper.</summary>
    /// <param name="call">The call of the port.</param>
    /// <param name="map">A user as an account.</param>
    public async Task<Dictionary<string, Account>?> ListAsync(PortCall call, Func<User, Account> map)
    {
        if (memory.Base is not { } known)
        {
            return null;
        }

        // A whole listing takes as many requests; changes are asked for only while they take fewer.
        int worth = known.Accounts.Count / UserCalls.UsersAPage + 1;
        HashSet<string> again = memory.WrittenSince(known);
        try
        {
            string? link = known.DeltaLink;
            for (int pages = 1; link is not null; pages++)
            {
                if (pages + again.Count / IdsARequest > worth)
                {
                    return null;
                }

                DeltaGetResponse? page = await AskAsync(call, link).ConfigureAwait(false);
                again.UnionWith((page?.Value ?? []).Select(user => user.Id).OfType<string>());
                link = PageToken.Next(connection, page?.OdataNextLink);
            }
        }
        catch (DirectoryException fault) when (fault.Kind is DirectoryErrorKind.Invalid or DirectoryErrorKind.NotFound or DirectoryErrorKind.Forbidden or DirectoryErrorKind.Conflict)
        {
            // 410: all is to be read anew; 400 or 404: the token has ended.
            return null;
        }

        if (known.Binned.Count > 0)
        {
            HashSet<string> still = await BinAsync(call).ConfigureAwait(false);
            again.UnionWith(known.Binned.Where(id => !still.Contains(id)));
        }

        return again.Count / IdsARequest > worth ? null : await MergeAsync(call, known, again, map).ConfigureAwait(false);
    }

    /// <summary>Ids of the deleted accounts.</summary>
    public async Task<HashSet<string>> BinAsync(PortCall call)
    {
        HashSet<string> ids = new(StringComparer.OrdinalIgnoreCase);
        string? next = null;
        do
        {
            string? link = next;
            UserCollectionResponse? page = await call.SendAsync((client, token) => link is null
                ? client.Directory.DeletedItems.GraphUser.GetAsync(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (["id"], UserCalls.UsersAPage), token)
                : client.Directory.DeletedItems.GraphUser.WithUrl(link).GetAsync(cancellationToken: token)).ConfigureAwait(false);
            ids.UnionWith((page?.Value ?? []).Select(user => user.Id).OfType<string>());
            next = PageToken.Next(connection, page?.OdataNextLink);
        }
        while (next is not null);

        return ids;
    }

    private static async Task<Dictionary<string, Account>> MergeAsync(PortCall call, AccountBase known, HashSet<string> again, Func<User, Account> map)
    {
        Dictionary<string, Account> accounts = new(known.Accounts, StringComparer.OrdinalIgnoreCase);
        foreach (string[] few in again.Chunk(IdsARequest))
        {
            string filter = $"id in ({string.Join(',', few.Select(References.Quoted))})";
            UserCollectionResponse? page = await call.SendAsync((client, token) => client.Users.GetAsync(
                request => (request.QueryParameters.Select, request.QueryParameters.Filter) = (UserMapping.Fields, filter), token)).ConfigureAwait(false);
            foreach (string id in few)
            {
                accounts.Remove(id);
            }

            foreach (User user in page?.Value ?? [])
            {
                accounts[user.Id ?? ""] = map(user);
            }
        }

        return accounts;
    }

    private static Task<DeltaGetResponse?> AskAsync(PortCall call, string link) =>
        call.SendAsync((client, token) => client.Users.Delta.WithUrl(link).GetAsDeltaGetResponseAsync(cancellationToken: token));
}
