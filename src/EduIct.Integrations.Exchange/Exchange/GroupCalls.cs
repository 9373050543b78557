using System.Collections.Concurrent;
using EduIct.Accounts;
using Microsoft.Graph.Models;
using EmailAddress = EduIct.Addresses.EmailAddress;

namespace EduIct.Exchange;

/// <summary>
/// Groups of Microsoft 365 and their members. A group's owners are a list of their own, from which they get no mail: an owner or manager of ours is on both.
/// <para>
/// Where classes are education resources, the owners of a class are its teachers, of whom the roster says the whole truth: they show as managers, and who is taken out is taken off both lists.
/// Elsewhere an owner may have been made by hand, and stays one.
/// </para>
/// </summary>
internal sealed class GroupCalls(GraphConnection connection, UserCalls users, KnownIds ids, MembershipMemory memory, bool education)
{
    private const int AtOnce = 999;

    private static readonly string[] Fields = ["id", "displayName", "mail", "description", "proxyAddresses"];
    private static readonly string[] MemberFields = ["id", "userPrincipalName", "mail"];

    private readonly KnownIds _groups = new();

    // By id of the class; null until they were read.
    private readonly ConcurrentDictionary<string, HashSet<string>?> _teachers = new(StringComparer.OrdinalIgnoreCase);

    public async Task<DirectoryPage<DirectoryGroup>> ListAsync(string? pageToken, CancellationToken cancellationToken)
    {
        GroupCollectionResponse? page = await new PortCall(connection, cancellationToken).SendAsync((client, token) => pageToken is null
            ? client.Groups.GetAsync(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (Fields, AtOnce), token)
            : client.Groups.WithUrl(PageToken.Link(connection, pageToken)).GetAsync(cancellationToken: token)).ConfigureAwait(false);

        // A group for rights alone has no address and is nothing to us.
        return new([.. (page?.Value ?? []).Select(ToGroup).Where(group => group.Address != default)], PageToken.Next(connection, page?.OdataNextLink));
    }

    public Task<DirectoryGroup?> FindAsync(EmailAddress address, CancellationToken cancellationToken) => FindAsync(new PortCall(connection, cancellationToken), address);

    public async Task<DirectoryGroup?> FindAsync(PortCall call, EmailAddress address)
    {
        string proxy = References.Quoted($"smtp:{address.ToCanonicalString()}");
        GroupCollectionResponse? page = await call.SendAsync((client, token) => client.Groups.GetAsync(
            request => (request.QueryParameters.Select, request.QueryParameters.Filter) = (Fields, $"proxyAddresses/any(p:p eq {proxy})"), token)).ConfigureAwait(false);
        return page?.Value?.FirstOrDefault() is { } group ? ToGroup(group) : null;
    }

    /// <summary>That a class was made under an address.</summary>
    public void LearnClass(EmailAddress address, string id)
    {
        _groups.Learn(address, id);
        _teachers.TryAdd(id, null);
    }

    public async Task<DirectoryGroup> CreateAsync(EmailAddress address, string name, string holder, CancellationToken cancellationToken)
    {
        Group? made = await new PortCall(connection, cancellationToken).SendAsync((client, token) => client.Groups.PostAsync(
            new Group
            {
                DisplayName = name,
                Description = HolderMark.Write(name, holder),
                GroupTypes = ["Unified"],
                MailEnabled = true,
                SecurityEnabled = false,
                MailNickname = address.Local,
                Visibility = "Private",
                // Hundreds of groups are made at once: nobody wants as many letters of welcome.
                AdditionalData = new Dictionary<string, object> { ["resourceBehaviorOptions"] = new List<string> { "WelcomeEmailDisabled" } },
            },
            cancellationToken: token)).ConfigureAwait(false);
        DirectoryGroup group = ToGroup(made ?? new Group());

        // Graph takes the name before the @ only; what follows is the tenant's default domain, or what a policy for group addresses says.
        return group.Address == default || group.Address == address
            ? group with { Address = address }
            : throw new DirectoryException(DirectoryErrorKind.Invalid, "groupDomain",
                $"The group was given the domain '{group.Address.Domain}', not '{address.Domain}': Graph takes the tenant's default domain for groups.");
    }

    public async Task<DirectoryPage<GroupMember>> ListMembersAsync(EmailAddress group, string? pageToken, CancellationToken cancellationToken)
    {
        PortCall call = new(connection, cancellationToken);
        MembershipBase? known = pageToken is null ? memory.Base : null;
        string id = await IdAsync(call, group).ConfigureAwait(false);
        HashSet<string> owners = [];
        await ForgettingAsync(group, async () => owners = await OwnersAsync(call, id).ConfigureAwait(false)).ConfigureAwait(false);
        GroupRole owning = _teachers.ContainsKey(id) ? GroupRole.Manager : GroupRole.Owner;
        DirectoryObjectCollectionResponse? page = await call.SendAsync((client, token) => pageToken is null
            ? client.Groups[id].Members.GetAsync(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (MemberFields, AtOnce), token)
            : client.Groups[id].Members.WithUrl(PageToken.Link(connection, pageToken)).GetAsync(cancellationToken: token)).ConfigureAwait(false);

        List<DirectoryObject> members = page?.Value ?? [];
        string? next = PageToken.Next(connection, page?.OdataNextLink);
        if (known is not null && next is null && members.TrueForAll(member => member is User { Id: not null }))
        {
            known.Groups[id] = [.. members.Select(member => (member.Id!, RoleOf(member)))];
        }

        return new([.. members.Select(member => new GroupMember(AddressOf(member), RoleOf(member)))], next);

        GroupRole RoleOf(DirectoryObject member) => owners.Contains(member.Id ?? "") ? owning : GroupRole.Member;
    }

    public async Task AddMemberAsync(EmailAddress group, EmailAddress member, GroupRole role, CancellationToken cancellationToken)
    {
        PortCall call = new(connection, cancellationToken);
        string groupId = await IdAsync(call, group).ConfigureAwait(false);
        string userId = await users.IdAsync(call, member).ConfigureAwait(false);
        memory.Written(groupId);
        await ForgettingAsync(group, member, async () =>
        {
            if (role != GroupRole.Member)
            {
                // Who is a teacher from now on is not on the list that was read.
                _teachers.TryUpdate(groupId, null, _teachers.GetValueOrDefault(groupId));
                await OwnAsync(call, groupId, userId).ConfigureAwait(false);
            }

            await call.SendAsync((client, token) => client.Groups[groupId].Members.Ref.PostAsync(Reference(userId), cancellationToken: token)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    public async Task RemoveMemberAsync(EmailAddress group, EmailAddress member, CancellationToken cancellationToken)
    {
        PortCall call = new(connection, cancellationToken);
        string groupId = await IdAsync(call, group).ConfigureAwait(false);
        string userId = await users.IdAsync(call, member).ConfigureAwait(false);
        memory.Written(groupId);
        await ForgettingAsync(group, member, async () =>
        {
            if (_teachers.TryGetValue(groupId, out HashSet<string>? teachers) && (teachers ?? await OwnersAsync(call, groupId).ConfigureAwait(false)).Contains(userId))
            {
                await DisownAsync(call, groupId, userId).ConfigureAwait(false);
            }

            await call.SendAsync((client, token) => client.Groups[groupId].Members[userId].Ref.DeleteAsync(cancellationToken: token)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    // A new one for each request: the client library's models send only what changed since they were sent last.
    private ReferenceCreate Reference(string userId) => new() { OdataId = References.User(connection.Root, userId) };

    private async Task<HashSet<string>> OwnersAsync(PortCall call, string groupId)
    {
        DirectoryObjectCollectionResponse? owned = await call.SendAsync((client, token) => client.Groups[groupId].Owners.GetAsync(
            request => (request.QueryParameters.Select, request.QueryParameters.Top) = (["id"], AtOnce), token)).ConfigureAwait(false);
        HashSet<string> owners = [.. (owned?.Value ?? []).Select(owner => owner.Id).OfType<string>()];
        if (_teachers.TryGetValue(groupId, out HashSet<string>? before))
        {
            _teachers.TryUpdate(groupId, owners, before);
        }

        return owners;
    }

    private static async Task DisownAsync(PortCall call, string groupId, string userId)
    {
        try
        {
            await call.SendAsync((client, token) => client.Groups[groupId].Owners[userId].Ref.DeleteAsync(cancellationToken: token)).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.NotFound)
        {
        }
    }

    private async Task OwnAsync(PortCall call, string groupId, string userId)
    {
        try
        {
            await call.SendAsync((client, token) => client.Groups[groupId].Owners.Ref.PostAsync(Reference(userId), cancellationToken: token)).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.Conflict)
        {
        }
    }

    // What is known by an id may be gone, and another made under its address.
    private Task ForgettingAsync(EmailAddress group, Func<Task> work) => ForgettingAsync(group, default, work);

    private async Task ForgettingAsync(EmailAddress group, EmailAddress member, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.NotFound)
        {
            _groups.Forget(group);
            ids.Forget(member);
            throw;
        }
    }

    private async Task<string> IdAsync(PortCall call, EmailAddress address) =>
        _groups.Find(address)
        ?? (await FindAsync(call, address).ConfigureAwait(false))?.Id
        ?? throw new DirectoryException(DirectoryErrorKind.NotFound, "groupNotFound", "There is no such group to be seen.");

    private DirectoryGroup ToGroup(Group group)
    {
        EmailAddress address = UserMapping.Address(group.Mail);
        string? holder = HolderMark.Read(group.Description);
        _groups.Learn(address, group.Id);
        if (education && group.Id is { } id && holder?.StartsWith("class/", StringComparison.Ordinal) == true)
        {
            _teachers.TryAdd(id, null);
        }

        return new DirectoryGroup(group.Id ?? "", address, group.DisplayName ?? "", holder)
        {
            Aliases = [.. UserMapping.Proxies(group.ProxyAddresses).Where(alias => alias != default && alias != address).Distinct()],
        };
    }

    private static EmailAddress AddressOf(DirectoryObject member) => member switch
    {
        User user => UserMapping.Address(user.UserPrincipalName),
        Group group => UserMapping.Address(group.Mail),
        OrgContact contact => UserMapping.Address(contact.Mail),
        _ => default,
    };
}
