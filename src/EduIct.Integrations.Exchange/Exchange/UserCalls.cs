using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using EduIct.Accounts;
using EduIct.People;
using Microsoft.Graph.Models;
using EmailAddress = EduIct.Addresses.EmailAddress;

namespace EduIct.Exchange;

/// <summary>Accounts: users with their licences and their administrative unit.</summary>
internal sealed class UserCalls(
    GraphConnection connection, AdministrativeUnits units, Licences licences, Administrators administrators, KnownIds ids, AccountMemory memory, string usageLocation)
{
    /// <summary>As many as Graph gives on one page.</summary>
    public const int UsersAPage = 999;

    private readonly AccountChanges _changes = new(connection, memory);

    // Accounts that this process has made and not finished, so that the next attempt goes on where the last one ended.
    private readonly ConditionalWeakTable<NewAccount, string> _unfinished = [];

    public async Task<DirectoryPage<Account>> ListAsync(bool deleted, string? pageToken, CancellationToken cancellationToken)
    {
        PortCall call = new(connection, cancellationToken);
        IReadOnlySet<string> admins = deleted ? ImmutableHashSet<string>.Empty : await administrators.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        if (!deleted && pageToken is null)
        {
            if (await NowAsync(call).ConfigureAwait(false) is { } known)
            {
                return new([.. known.Values.Select(account => Learned(account.IsAdmin == admins.Contains(account.Id) ? account : account with { IsAdmin = !account.IsAdmin }))], null);
            }

            await _changes.BeginAsync(call).ConfigureAwait(false);
        }

        UserCollectionResponse? page = await call.SendAsync((client, token) => (deleted, pageToken) switch
        {
            (_, { } link) => client.Users.WithUrl(PageToken.Link(connection, link)).GetAsync(cancellationToken: token),
            (true, null) => client.Directory.DeletedItems.GraphUser.GetAsync(
                request => (request.QueryParameters.Select, request.QueryParameters.Top) = (UserMapping.FieldsOfDeleted, UsersAPage), token),
            _ => client.Users.GetAsync(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (UserMapping.Fields, UsersAPage), token),
        }).ConfigureAwait(false);

        ImmutableArray<Account> accounts = [.. (page?.Value ?? []).Select(user => UserMapping.ToAccount(user, admins.Contains(user.Id ?? ""), deleted))];
        string? next = PageToken.Next(connection, page?.OdataNextLink);
        if (!deleted)
        {
            memory.Add(pageToken, [.. accounts.Select(Learned)], next);
        }

        return new(accounts, next);
    }

    /// <summary>The living accounts from memory and from what changed; null where they have to be listed.</summary>
    public Task<Dictionary<string, Account>?> NowAsync(PortCall call) => _changes.ListAsync(call, user => UserMapping.ToAccount(user, isAdmin: false));

    /// <inheritdoc cref="AccountChanges.BinAsync"/>
    public Task<HashSet<string>> BinnedAsync(PortCall call) => _changes.BinAsync(call);

    public async Task<Account?> FindAsync(string idOrAddress, CancellationToken cancellationToken)
    {
        PortCall call = new(connection, cancellationToken);
        User? user = await FindUserAsync(call, idOrAddress).ConfigureAwait(false);
        return user is null ? null : await ReadAsync(call, user, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Account> CreateAsync(NewAccount account, CancellationToken cancellationToken)
    {
        PortCall call = new(connection, cancellationToken);
        bool direct = account.OrgUnit.IsRoot && !licences.Any(account.Placement.Role);
        if (!_unfinished.TryGetValue(account, out string? id))
        {
            if (!account.OrgUnit.IsRoot)
            {
                await units.IdAsync(call, account.OrgUnit).ConfigureAwait(false);
            }

            _ = await licences.OfAsync(call, account.Placement.Role).ConfigureAwait(false);
            User sent = UserMapping.ToUser(account, usageLocation);
            if (direct)
            {
                UserMapping.Carry(sent, account.Placement, account.OrgUnit);
            }

            User? made = await call.SendAsync((client, token) => client.Users.PostAsync(sent, cancellationToken: token)).ConfigureAwait(false);
            id = made?.Id ?? throw Unreadable();
        }

        memory.Written(id);

        if (!direct)
        {
            _unfinished.AddOrUpdate(account, id);
            await AwaitedAsync(() => FinishAsync(call, id, account)).ConfigureAwait(false);
            _unfinished.Remove(account);
        }

        ids.Learn(account.Address, id);
        return new Account
        {
            Id = id,
            Address = account.Address,
            GivenName = account.GivenName,
            FamilyName = account.FamilyName,
            OrgUnit = account.OrgUnit,
            Keys = [account.Key],
            Placement = account.Placement,
        };
    }

    public async Task<Account> UpdateAsync(string id, AccountChange change, CancellationToken cancellationToken)
    {
        PortCall call = new(connection, cancellationToken);
        User before = await FindUserAsync(call, id).ConfigureAwait(false)
            ?? throw new DirectoryException(DirectoryErrorKind.NotFound, "userNotFound", "There is no such account to be seen.");
        string userId = before.Id ?? throw Unreadable();
        memory.Written(userId);

        OrgUnitPath path = UserMapping.PathOf(before);
        Placement? placement = UserMapping.PlacementOf(before);
        if (change.OrgUnit is { } orgUnit && orgUnit != path)
        {
            await MoveAsync(call, userId, path, orgUnit).ConfigureAwait(false);
        }

        // An account that is opened must have the licences of its role too, and so must one whose create was broken off: that has no placement yet. A password alone takes none.
        if (change.Placement is not null || change.Suspended is false)
        {
            await licences.EnsureAsync(call, userId, before.AssignedLicenses ?? [], placement?.Role, (change.Placement ?? placement)?.Role).ConfigureAwait(false);
        }

        EmailAddress old = UserMapping.Address(before.UserPrincipalName);
        if (change.Address is not null && !UserMapping.Proxies(before.ProxyAddresses).Contains(old))
        {
            // Without a mailbox the old name would be free once the new one is there: a proxy address it must be before.
            await MailAsync(call, userId, old).ConfigureAwait(false);
        }

        User sent = UserMapping.ToUser(before, change);
        UserMapping.Carry(sent, change.Placement, change.OrgUnit);
        await call.SendAsync((client, token) => client.Users[userId].PatchAsync(sent, cancellationToken: token)).ConfigureAwait(false);

        Account account = await ReadAsync(call, before, cancellationToken).ConfigureAwait(false);
        ids.Learn(change.Address ?? account.Address, userId);
        return account with
        {
            Address = change.Address ?? account.Address,
            GivenName = change.GivenName ?? account.GivenName,
            FamilyName = change.FamilyName ?? account.FamilyName,
            OrgUnit = change.OrgUnit ?? account.OrgUnit,
            Suspended = change.Suspended ?? account.Suspended,
            Placement = change.Placement ?? account.Placement,
        };
    }

    public Task SignOutAsync(string id, CancellationToken cancellationToken) =>
        new PortCall(connection, cancellationToken).SendAsync((client, token) => client.Users[id].RevokeSignInSessions.PostAsRevokeSignInSessionsPostResponseAsync(cancellationToken: token));

    public Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        memory.Written(id);
        return new PortCall(connection, cancellationToken).SendAsync((client, token) => client.Users[id].DeleteAsync(cancellationToken: token));
    }

    public async Task RestoreAsync(string id, OrgUnitPath orgUnit, CancellationToken cancellationToken)
    {
        PortCall call = new(connection, cancellationToken);
        User binned = await call.SendAsync((client, token) => client.Directory.DeletedItems[id].GraphUser.GetAsync(
            request => request.QueryParameters.Select = UserMapping.FieldsOfDeleted, token)).ConfigureAwait(false) ?? throw Unreadable();
        memory.Written(id);
        await call.SendAsync((client, token) => client.Directory.DeletedItems[id].Restore.PostAsync(cancellationToken: token)).ConfigureAwait(false);

        // Broken off from here on, the account is back where it was, and shows that.
        OrgUnitPath before = UserMapping.PathOf(binned);
        await AwaitedAsync(async () =>
        {
            await MoveAsync(call, id, before, orgUnit).ConfigureAwait(false);
            User sent = new();
            UserMapping.Carry(sent, null, orgUnit);
            await call.SendAsync((client, token) => client.Users[id].PatchAsync(sent, cancellationToken: token)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// Graph makes a proxy address of whatever <c>mail</c> is set to, and there is no other way to one: so it is set to the alias, and then back to the primary address.
    /// </summary>
    public async Task AddAliasAsync(string id, EmailAddress alias, CancellationToken cancellationToken)
    {
        PortCall call = new(connection, cancellationToken);
        User user = await FindUserAsync(call, id).ConfigureAwait(false)
            ?? throw new DirectoryException(DirectoryErrorKind.NotFound, "userNotFound", "There is no such account to be seen.");
        string userId = user.Id ?? throw Unreadable();
        memory.Written(userId);
        EmailAddress primary = UserMapping.Address(user.UserPrincipalName);
        if (!UserMapping.Proxies(user.ProxyAddresses).Contains(alias))
        {
            await MailAsync(call, userId, alias).ConfigureAwait(false);
        }

        await MailAsync(call, userId, primary).ConfigureAwait(false);
    }

    public async Task<bool> HasMailboxAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await new PortCall(connection, cancellationToken).SendAsync((client, token) => client.Users[id].MailboxSettings.GetAsync(
                request => request.QueryParameters.Select = ["userPurpose"], token)).ConfigureAwait(false);
            return true;
        }
        catch (DirectoryException fault) when (fault is { Kind: DirectoryErrorKind.NotReady, Reason: "MailboxNotEnabledForRESTAPI" })
        {
            return false;
        }
    }

    /// <summary>The id of the account with an address, for those who name members by it; looked up where it is not known.</summary>
    /// <exception cref="DirectoryException">NotFound: there is none to be seen.</exception>
    public async Task<string> IdAsync(PortCall call, EmailAddress address)
    {
        if (ids.Find(address) is { } known)
        {
            return known;
        }

        string id = (await FindUserAsync(call, address.ToString()).ConfigureAwait(false))?.Id
            ?? throw new DirectoryException(DirectoryErrorKind.NotFound, "userNotFound", "There is no such account to be seen.");
        ids.Learn(address, id);
        return id;
    }

    private static Task<User?> MailAsync(PortCall call, string userId, EmailAddress mail) =>
        call.SendAsync((client, token) => client.Users[userId].PatchAsync(new User { Mail = mail.ToString() }, cancellationToken: token));

    private async Task FinishAsync(PortCall call, string id, NewAccount account)
    {
        if (!account.OrgUnit.IsRoot)
        {
            await units.AddAsync(call, account.OrgUnit, id).ConfigureAwait(false);
        }

        await licences.EnsureAsync(call, id, [], null, account.Placement.Role).ConfigureAwait(false);
        User sent = new();
        UserMapping.Carry(sent, account.Placement, account.OrgUnit);
        await call.SendAsync((client, token) => client.Users[id].PatchAsync(sent, cancellationToken: token)).ConfigureAwait(false);
    }

    private async Task MoveAsync(PortCall call, string userId, OrgUnitPath from, OrgUnitPath to)
    {
        if (!to.IsRoot)
        {
            await units.AddAsync(call, to, userId).ConfigureAwait(false);
        }

        if (!from.IsRoot && from != to)
        {
            await units.RemoveAsync(call, from, userId).ConfigureAwait(false);
        }
    }

    private Account Learned(Account account)
    {
        ids.Learn(account.Address, account.Id);
        return account;
    }

    // "Not found" of what was made or restored a moment ago: other parts of the service have not heard of it yet.
    private static async Task AwaitedAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.NotFound && fault.Reason != "orgUnitNotFound")
        {
            throw GraphFault.NotReady(fault);
        }
    }

    private async Task<Account> ReadAsync(PortCall call, User user, CancellationToken cancellationToken)
    {
        IReadOnlySet<string> admins = await administrators.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        return Learned(UserMapping.ToAccount(user, admins.Contains(user.Id ?? "")));
    }

    // Graph takes an id or the user principal name for a key; any other address has to be searched for.
    private static async Task<User?> FindUserAsync(PortCall call, string idOrAddress)
    {
        try
        {
            return await call.SendAsync((client, token) => client.Users[idOrAddress].GetAsync(request => request.QueryParameters.Select = UserMapping.Fields, token)).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.NotFound)
        {
        }

        if (!EmailAddress.TryParse(idOrAddress, out EmailAddress address))
        {
            return null;
        }

        string proxy = References.Quoted($"smtp:{address.ToCanonicalString()}");
        UserCollectionResponse? page = await call.SendAsync((client, token) => client.Users.GetAsync(
            request => (request.QueryParameters.Select, request.QueryParameters.Filter) = (UserMapping.Fields, $"proxyAddresses/any(p:p eq {proxy})"), token)).ConfigureAwait(false);
        return page?.Value?.FirstOrDefault();
    }

    private static DirectoryException Unreadable() => new(DirectoryErrorKind.Transient, "unreadableAnswer", "The server's answer names no account.");
}
