using EduIct.Accounts;
using Microsoft.Graph.Models;

namespace EduIct.Exchange;

/// <summary>
/// Who holds a role of the directory, whichever it is, by itself or through a group. Read anew after some minutes. Roles that somebody may only activate (Privileged Identity
/// Management) count once they are active.
/// </summary>
internal sealed class Administrators(GraphConnection connection, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Register? _register;

    /// <summary>The ids of all of them. An account that is none by mistake could be suspended, so a list that cannot be read is a fault.</summary>
    public async Task<IReadOnlySet<string>> ReadAsync(PortCall call, CancellationToken cancellationToken)
    {
        if (_register is { } known && time.GetElapsedTime(known.Read) < Fresh)
        {
            return known.Ids;
        }

        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_register is { } read && time.GetElapsedTime(read.Read) < Fresh)
            {
                return read.Ids;
            }

            HashSet<string> ids = new(StringComparer.OrdinalIgnoreCase);
            foreach (string group in await AssignedAsync(call, ids).ConfigureAwait(false))
            {
                await AddMembersAsync(call, group, ids).ConfigureAwait(false);
            }

            _register = new Register(ids, time.GetTimestamp());
            return ids;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Adds who holds a role by itself, and tells the groups that hold one.</summary>
    private async Task<IReadOnlyCollection<string>> AssignedAsync(PortCall call, HashSet<string> ids)
    {
        HashSet<string> groups = new(StringComparer.OrdinalIgnoreCase);
        string? next = null;
        do
        {
            string? link = next;
            UnifiedRoleAssignmentCollectionResponse? page = await call.SendAsync((client, token) => link is null
                ? client.RoleManagement.Directory.RoleAssignments.GetAsync(request => request.QueryParameters.Expand = ["principal"], token)
                : client.RoleManagement.Directory.RoleAssignments.WithUrl(link).GetAsync(cancellationToken: token)).ConfigureAwait(false);
            foreach (UnifiedRoleAssignment assignment in page?.Value ?? [])
            {
                if ((assignment.PrincipalId ?? assignment.Principal?.Id) is { } id)
                {
                    ids.Add(id);
                    if (assignment.Principal is Group)
                    {
                        groups.Add(id);
                    }
                }
            }

            next = PageToken.Next(connection, page?.OdataNextLink);
        }
        while (next is not null);

        return groups;
    }

    private async Task AddMembersAsync(PortCall call, string group, HashSet<string> ids)
    {
        string? next = null;
        do
        {
            string? link = next;
            DirectoryObjectCollectionResponse? page = await call.SendAsync((client, token) => link is null
                ? client.Groups[group].TransitiveMembers.GetAsync(request => request.QueryParameters.Select = ["id"], token)
                : client.Groups[group].TransitiveMembers.WithUrl(link).GetAsync(cancellationToken: token)).ConfigureAwait(false);
            ids.UnionWith((page?.Value ?? []).Select(member => member.Id).OfType<string>());
            next = PageToken.Next(connection, page?.OdataNextLink);
        }
        while (next is not null);
    }

    private sealed record Register(IReadOnlySet<string> Ids, long Read);
}
