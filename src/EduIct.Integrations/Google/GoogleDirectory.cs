using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Google.DirectoryV1;
using EduIct.Google.DirectoryV1.Data;
using EduIct.Issues;

namespace EduIct.Google;

/// <summary>
/// Google Workspace through the Admin SDK Directory API (<c>directory_v1</c>). Safe to use from many threads; one object serves a whole run.
/// <para>
/// Each member sends one request of the API, besides a request for a token about once an hour (<see cref="SignOutAsync"/> has one of its own). Nothing is sent twice. People's data is
/// written to no log.
/// </para>
/// </summary>
public sealed class GoogleDirectory : IAccountDirectory, IDisposable
{
    private const int UsersAPage = 500;
    private const int GroupsAPage = 200;
    private const int MembersAPage = 200;

    private readonly GoogleConnection _connection;
    private readonly DirectoryService _service;
    private readonly string _customer;
    private readonly Lazy<GoogleConnection> _security;

    private GoogleDirectory(Func<IEnumerable<string>, GoogleConnection> connect, string customer)
    {
        _connection = connect(Scopes);
        _service = _connection.Service;
        _customer = customer;
        _security = new Lazy<GoogleConnection>(() => connect([SignOutScope]));
    }

    /// <summary>Scopes that domain-wide delegation must grant to the service account.</summary>
    public static ImmutableArray<string> Scopes { get; } =
    [
        DirectoryService.ScopeConstants.AdminDirectoryUser,
        DirectoryService.ScopeConstants.AdminDirectoryGroup,
        DirectoryService.ScopeConstants.AdminDirectoryOrgunit,
        DirectoryService.ScopeConstants.AdminDirectoryDomainReadonly,
        DirectoryService.ScopeConstants.AdminDirectoryCustomerReadonly,
    ];

    /// <summary>Scope that <see cref="SignOutAsync"/> needs besides, and nothing else does: a tenant whose delegation lacks it works, and cannot end sessions.</summary>
    public static string SignOutScope => DirectoryService.ScopeConstants.AdminDirectoryUserSecurity;

    /// <summary>
    /// Names of 60 characters each, local parts of 64, groups' names of 73 (source: Directory API, <c>users.name</c>; Admin help 9193374).
    /// </summary>
    public DirectoryLimits Limits { get; } = new(
        GivenName: 60,
        FamilyName: 60,
        LocalPart: 64,
        GroupName: 73,
        LocalPartCharacters: "-_'",
        ReservedLocalParts: FrozenSet.Create("abuse", "postmaster"));

    /// <summary>A directory for these options. Reads the key file, sends nothing yet.</summary>
    /// <param name="options">The options.</param>
    /// <param name="timeProvider">The clock; null is the system's.</param>
    /// <exception cref="ArgumentException">The options or the key file are wrong; the message tells every fault.</exception>
    public static GoogleDirectory Create(GoogleDirectoryOptions options, TimeProvider? timeProvider = null) =>
        TryCreate(options, timeProvider, out GoogleDirectory? directory, out ImmutableArray<Issue> issues)
            ? directory
            : throw new ArgumentException(string.Join(Environment.NewLine, issues), nameof(options));

    /// <summary>A directory for these options, without throwing. Reads the key file, sends nothing yet.</summary>
    /// <param name="options">The options.</param>
    /// <param name="timeProvider">The clock; null is the system's.</param>
    /// <param name="directory">The directory, where nothing is wrong.</param>
    /// <param name="issues">All that is wrong, see <see cref="GoogleDirectoryOptions.TryCheck"/>.</param>
    public static bool TryCreate(
        GoogleDirectoryOptions options,
        TimeProvider? timeProvider,
        [NotNullWhen(true)] out GoogleDirectory? directory,
        out ImmutableArray<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(options);
        directory = options.TryCheck(out GoogleServiceAccountKey? key, out issues)
            ? new GoogleDirectory(scopes => new GoogleConnection(options, key, scopes, timeProvider ?? TimeProvider.System), options.Customer)
            : null;
        return directory is not null;
    }

    /// <inheritdoc/>
    public async Task<DirectoryPage<Account>> ListAccountsAsync(bool deleted, string? pageToken, CancellationToken cancellationToken = default)
    {
        UsersResource.ListRequest request = _service.Users.List();
        request.Customer = _customer;
        request.MaxResults = UsersAPage;
        request.PageToken = pageToken;
        request.ShowDeleted = deleted ? "true" : null;
        request.Fields = $"nextPageToken,users({UserMapping.Fields})";
        Users page = await _connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return new([.. (page.UsersValue ?? []).OfType<User>().Select(user => UserMapping.ToAccount(user, deleted))], Next(page.NextPageToken));
    }

    /// <inheritdoc/>
    public async Task<Account?> FindAccountAsync(string idOrAddress, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(idOrAddress);
        UsersResource.GetRequest request = _service.Users.Get(idOrAddress);
        request.Fields = UserMapping.Fields;
        try
        {
            Account account = UserMapping.ToAccount(await _connection.SendAsync(request, cancellationToken).ConfigureAwait(false));
            return account.DeletedAt is null ? account : null;
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<Account> CreateAccountAsync(NewAccount account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        UsersResource.InsertRequest request = _service.Users.Insert(UserMapping.ToUser(account));
        request.Fields = UserMapping.Fields;
        return UserMapping.ToAccount(await _connection.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Changes fields of an account. A new primary address keeps the old one as alias. A new placement replaces the whole repeated field
    /// <c>organizations</c>: Google takes it as a whole only, and keeping what other tools wrote there would need a read before each write.
    /// </summary>
    /// <param name="id">The account.</param>
    /// <param name="change">What to change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DirectoryException">It was refused, or there was no answer.</exception>
    public async Task<Account> UpdateAccountAsync(string id, AccountChange change, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(change);
        UsersResource.UpdateRequest request = _service.Users.Update(UserMapping.ToUser(change), id);
        request.Fields = UserMapping.Fields;
        return UserMapping.ToAccount(await _connection.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Ends the web and device sessions of an account (<c>users.signOut</c>).</summary>
    /// <param name="id">The account.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DirectoryException">Forbidden: the delegation lacks <see cref="SignOutScope"/>. Else it was refused, or there was no answer.</exception>
    public async Task SignOutAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        try
        {
            await _security.Value.SendAsync(_security.Value.Service.Users.SignOut(id), cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault is { Kind: DirectoryErrorKind.Unauthorized, Reason: "unauthorized_client" or "access_denied" or "invalid_scope" })
        {
            // The other calls have a token of their own, which is good.
            throw new DirectoryException(DirectoryErrorKind.Forbidden, fault.Reason, fault.Message, fault);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAccountAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return _connection.SendAsync(_service.Users.Delete(id), cancellationToken);
    }

    /// <inheritdoc/>
    public Task RestoreAccountAsync(string id, OrgUnitPath orgUnit, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return _connection.SendAsync(_service.Users.Undelete(new UserUndelete { OrgUnitPath = orgUnit.ToString() }, id), cancellationToken);
    }

    /// <inheritdoc/>
    public Task AddAliasAsync(string id, EmailAddress alias, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return _connection.SendAsync(_service.Users.Aliases.Insert(new Alias { AliasValue = Named(alias) }, id), cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveAliasAsync(string id, EmailAddress alias, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return _connection.SendAsync(_service.Users.Aliases.Delete(id, Named(alias)), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<OrgUnitPath>> ListOrgUnitsAsync(CancellationToken cancellationToken = default)
    {
        OrgunitsResource.ListRequest request = _service.Orgunits.List(_customer);
        request.Type = OrgunitsResource.ListRequest.TypeEnum.All;
        request.Fields = "organizationUnits(orgUnitPath)";
        OrgUnits units = await _connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return
        [
            .. from unit in units.OrganizationUnits ?? []
               let path = OrgUnitPath.TryParse(unit?.OrgUnitPath, out OrgUnitPath parsed) ? parsed : OrgUnitPath.Root
               where !path.IsRoot
               select path,
        ];
    }

    /// <inheritdoc/>
    public Task CreateOrgUnitAsync(OrgUnitPath path, CancellationToken cancellationToken = default)
    {
        if (path.IsRoot)
        {
            throw new ArgumentException("The root exists everywhere and cannot be made.", nameof(path));
        }

        OrgUnit unit = new() { Name = path.Name, ParentOrgUnitPath = path.Parent.ToString() };
        return _connection.SendAsync(_service.Orgunits.Insert(unit, _customer), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DirectoryPage<DirectoryGroup>> ListGroupsAsync(string? pageToken, CancellationToken cancellationToken = default)
    {
        GroupsResource.ListRequest request = _service.Groups.List();
        request.Customer = _customer;
        request.MaxResults = GroupsAPage;
        request.PageToken = pageToken;
        request.Fields = $"nextPageToken,groups({GroupMapping.Fields})";
        Groups page = await _connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return new([.. (page.GroupsValue ?? []).OfType<Group>().Select(GroupMapping.ToGroup)], Next(page.NextPageToken));
    }

    /// <inheritdoc/>
    public async Task<DirectoryGroup?> FindGroupAsync(EmailAddress address, CancellationToken cancellationToken = default)
    {
        GroupsResource.GetRequest request = _service.Groups.Get(Named(address));
        request.Fields = GroupMapping.Fields;
        try
        {
            return GroupMapping.ToGroup(await _connection.SendAsync(request, cancellationToken).ConfigureAwait(false));
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<DirectoryGroup> CreateGroupAsync(EmailAddress address, string name, string holder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(holder);
        GroupsResource.InsertRequest request = _service.Groups.Insert(
            new Group { Email = Named(address), Name = name, Description = HolderMark.Write(name, holder) });
        request.Fields = GroupMapping.Fields;
        return GroupMapping.ToGroup(await _connection.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<DirectoryPage<GroupMember>> ListMembersAsync(EmailAddress group, string? pageToken, CancellationToken cancellationToken = default)
    {
        MembersResource.ListRequest request = _service.Members.List(Named(group));
        request.MaxResults = MembersAPage;
        request.PageToken = pageToken;
        request.Fields = "nextPageToken,members(email,role)";
        Members page = await _connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return new(
            [
                .. (page.MembersValue ?? []).OfType<Member>().Select(member =>
                    new GroupMember(UserMapping.Address(member.Email), GroupMapping.ToRole(member.Role))),
            ],
            Next(page.NextPageToken));
    }

    /// <inheritdoc/>
    public Task AddMemberAsync(EmailAddress group, EmailAddress member, GroupRole role, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(
            _service.Members.Insert(new Member { Email = Named(member), Role = GroupMapping.ToText(role) }, Named(group)), cancellationToken);

    /// <inheritdoc/>
    public Task RemoveMemberAsync(EmailAddress group, EmailAddress member, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(_service.Members.Delete(Named(group), Named(member)), cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        if (_security.IsValueCreated)
        {
            _security.Value.Dispose();
        }
    }

    private static string Named(EmailAddress address) =>
        address == default ? throw new ArgumentException("An address is needed.", nameof(address)) : address.ToString();

    private static string? Next(string? pageToken) => string.IsNullOrEmpty(pageToken) ? null : pageToken;
}
