using System.Collections.Immutable;
using EduIct.Accounts;
using Microsoft.Graph.Groups.Delta;
using Microsoft.Graph.Models;

namespace EduIct.Exchange;

/// <summary>
/// Remembers who is in which group, two requests each, so that the next reading asks Graph's delta query which groups changed. As with accounts, no more is taken from it than that. It says nothing
/// of members who were deleted or restored (microsoft-graph-docs issue 14708): who is remembered is named by the accounts as they are now, and the groups of who came back are read again, as are those
/// that this object wrote to. Groups that hold others than accounts, or more than a page, are never remembered.
/// </summary>
internal sealed class MembershipMemory(GraphConnection connection, UserCalls users, bool isOn, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly ImmutableDictionary<string, ImmutableArray<GroupMember>> Nothing = ImmutableDictionary<string, ImmutableArray<GroupMember>>.Empty;

    private readonly RecentWrites _writes = new(time);
    private volatile MembershipBase? _base;

    /// <summary>What is remembered, unless it is too old.</summary>
    public MembershipBase? Base => _base is { } known && time.GetElapsedTime(known.Taken) < Fresh && !_writes.AreUncountedSince(known.Taken) ? known : null;

    /// <summary>That a group's members are about to be changed by this object.</summary>
    public void Written(string groupId) => _writes.Add(groupId);

    /// <summary>The members of those groups that are known not to have changed; from the first call on, what is read is remembered.</summary>
    public async Task<ImmutableDictionary<string, ImmutableArray<GroupMember>>> RecallAsync(PortCall call)
    {
        if (!isOn)
        {
            return Nothing;
        }

        if (Base is { Groups.IsEmpty: false } known)
        {
            try
            {
                return await users.NowAsync(call).ConfigureAwait(false) is { } accounts ? await RecallAsync(call, known, accounts).ConfigureAwait(false) : Nothing;
            }
            catch (DirectoryException fault) when (fault.Kind is DirectoryErrorKind.Invalid or DirectoryErrorKind.NotFound or DirectoryErrorKind.Forbidden or DirectoryErrorKind.Conflict)
            {
                // The place is lost: everything is read anew.
            }
        }

        await BeginAsync(call).ConfigureAwait(false);
        return Nothing;
    }

    private async Task<ImmutableDictionary<string, ImmutableArray<GroupMember>>> RecallAsync(PortCall call, MembershipBase known, Dictionary<string, Account> accounts)
    {
        HashSet<string> changed = _writes.Since(known.Taken);
        string? link = known.DeltaLink;
        for (int pages = 1; link is not null; pages++)
        {
            // As many requests as it takes to read them all are not worth it.
            if (pages > known.Groups.Count)
            {
                return Nothing;
            }

            DeltaGetResponse? page = await AskAsync(call, link).ConfigureAwait(false);
            changed.UnionWith((page?.Value ?? []).Select(group => group.Id).OfType<string>());
            link = PageToken.Next(connection, page?.OdataNextLink);
        }

        string[] back = [.. known.Binned.Where(accounts.ContainsKey)];
        if (back.Length > known.Groups.Count)
        {
            return Nothing;
        }

        foreach (string id in back)
        {
            changed.UnionWith(await GroupsOfAsync(call, id).ConfigureAwait(false));
        }

        return known.Groups.Where(group => !changed.Contains(group.Key)).ToImmutableDictionary(
            group => group.Key,
            group => group.Value.Where(member => accounts.ContainsKey(member.Id))
                .Select(member => new GroupMember(accounts[member.Id].Address, member.Role)).ToImmutableArray());
    }

    private async Task BeginAsync(PortCall call)
    {
        _base = null;
        try
        {
            DeltaGetResponse? answer = await AskAsync(call, $"{connection.Root.AbsoluteUri.TrimEnd('/')}/groups/delta?$deltatoken=latest&$select=displayName,mail,members,owners").ConfigureAwait(false);
            if (PageToken.Next(connection, answer?.OdataDeltaLink) is { } link)
            {
                long taken = time.GetTimestamp();
                _base = new MembershipBase(link, await users.BinnedAsync(call).ConfigureAwait(false), taken);
            }
        }
        catch (DirectoryException fault) when (fault.Kind is not (DirectoryErrorKind.Throttled or DirectoryErrorKind.Unauthorized))
        {
            // What saves work later must not cost the reading now.
        }
    }

    private static Task<DeltaGetResponse?> AskAsync(PortCall call, string link) =>
        call.SendAsync((client, token) => client.Groups.Delta.WithUrl(link).GetAsDeltaGetResponseAsync(cancellationToken: token));

    private async Task<List<string>> GroupsOfAsync(PortCall call, string userId)
    {
        List<string> ids = [];
        string? next = null;
        do
        {
            string? link = next;
            DirectoryObjectCollectionResponse? page = await call.SendAsync((client, token) => link is null
                ? client.Users[userId].MemberOf.GetAsync(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (["id"], UserCalls.UsersAPage), token)
                : client.Users[userId].MemberOf.WithUrl(link).GetAsync(cancellationToken: token)).ConfigureAwait(false);
            ids.AddRange((page?.Value ?? []).Select(group => group.Id).OfType<string>());
            next = PageToken.Next(connection, page?.OdataNextLink);
        }
        while (next is not null);

        return ids;
    }
}
