using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Education;
using EduIct.Issues;
using EduIct.People;
using EduIct.Running;
using EduIct.Units;

namespace EduIct.Exchange;

/// <summary>
/// Exchange Online through Microsoft Graph v1.0: users with licences, Microsoft 365 groups, administrative units. Safe to use from many threads; one object serves a whole run.
/// <para>
/// Some members of the port need several requests of Graph (an account, its unit, its licence, its marks): each further one draws from the budget given by
/// <see cref="IBudgetedDirectory.Use"/>. Calls that come together travel as one <c>$batch</c>. Nothing is sent twice. People's data is written to no log.
/// </para>
/// <para>
/// Application permissions: <c>User.ReadWrite.All</c>, <c>Group.ReadWrite.All</c>, <c>AdministrativeUnit.ReadWrite.All</c>, <c>RoleManagement.Read.Directory</c>,
/// <c>LicenseAssignment.ReadWrite.All</c>, <c>Organization.Read.All</c>; for <see cref="IsMailboxReadyAsync"/> <c>MailboxSettings.Read</c>; for
/// education resources <c>EduRoster.ReadWrite.All</c>; for <see cref="SignOutAsync"/> <c>User.RevokeSessions.All</c>; to set the password of an account that is there
/// <c>User-PasswordProfile.ReadWrite.All</c>, or the role User Administrator.
/// </para>
/// </summary>
public sealed class ExchangeDirectory : IAccountDirectory, ISeatCounter, IMailboxReadiness, IMembershipMemory, IEducationDirectory, IBudgetedDirectory, IDisposable
{
    private readonly GraphConnection _connection;
    private readonly Administrators _administrators;
    private readonly AdministrativeUnits _units;
    private readonly Licences _licences;
    private readonly UserCalls _users;
    private readonly GroupCalls _groups;
    private readonly MembershipMemory _memberships;
    private readonly EducationCalls _education;

    private ExchangeDirectory(GraphConnection connection, ExchangeDirectoryOptions options, TimeProvider time)
    {
        KnownIds ids = new();
        _connection = connection;
        _administrators = new Administrators(connection, time);
        _units = new AdministrativeUnits(connection);
        _licences = new Licences(options);
        _users = new UserCalls(connection, _units, _licences, _administrators, ids, new AccountMemory(options.RememberedAccounts, time), options.UsageLocation);
        _memberships = new MembershipMemory(connection, _users, options.RememberedAccounts > 0, time);
        _groups = new GroupCalls(connection, _users, ids, _memberships, options.Education);
        _education = new EducationCalls(connection, _groups);
        WritesEducation = options.Education;
    }

    /// <summary>
    /// Names of 64 characters each, local parts of 64, groups' names of 256 (sources: Graph v1.0 reference, <c>user</c> and <c>group</c>). A local part takes what both a user principal
    /// name and a group's <c>mailNickname</c> take.
    /// </summary>
    public DirectoryLimits Limits { get; } = new(
        GivenName: 64,
        FamilyName: 64,
        LocalPart: 64,
        GroupName: 256,
        LocalPartCharacters: "-_'!#^~",
        ReservedLocalParts: FrozenSet.Create("abuse", "admin", "administrator", "hostmaster", "majordomo", "postmaster", "root", "secure", "security", "ssl-admin", "webmaster"))
    {
        // Whom the directory does not know is no member: a guest or a contact would have to be made first.
        TakesOutsideMembers = false,
    };

    /// <inheritdoc/>
    public bool WritesEducation { get; }

    /// <summary>A directory for these options. Reads the secret or the certificate, sends nothing yet.</summary>
    /// <param name="options">The options.</param>
    /// <param name="timeProvider">The clock; null is the system's.</param>
    /// <exception cref="ArgumentException">The options or the files are wrong; the message tells every fault.</exception>
    public static ExchangeDirectory Create(ExchangeDirectoryOptions options, TimeProvider? timeProvider = null) =>
        TryCreate(options, timeProvider, out ExchangeDirectory? directory, out ImmutableArray<Issue> issues)
            ? directory
            : throw new ArgumentException(string.Join(Environment.NewLine, issues), nameof(options));

    /// <summary>A directory for these options, without throwing. Reads the secret or the certificate, sends nothing yet.</summary>
    /// <param name="options">The options.</param>
    /// <param name="timeProvider">The clock; null is the system's.</param>
    /// <param name="directory">The directory, where nothing is wrong.</param>
    /// <param name="issues">All that is wrong, see <see cref="ExchangeDirectoryOptions.TryCheck"/>.</param>
    public static bool TryCreate(
        ExchangeDirectoryOptions options,
        TimeProvider? timeProvider,
        [NotNullWhen(true)] out ExchangeDirectory? directory,
        out ImmutableArray<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(options);
        TimeProvider time = timeProvider ?? TimeProvider.System;
        directory = options.TryOpen(out GraphCredential? credential, out issues) ? new ExchangeDirectory(new GraphConnection(options, credential, time), options, time) : null;
        return directory is not null;
    }

    /// <inheritdoc/>
    public void Use(RateBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        _connection.Use(budget);
    }

    /// <summary>
    /// Accounts of the tenant, in no order. Within an hour of a whole listing of the living, the same object lists them again at the price of what changed, on one page: from
    /// memory, from Graph's delta query, and from reading the accounts that it names or that this object wrote to; see <see cref="ExchangeDirectoryOptions.RememberedAccounts"/>.
    /// </summary>
    /// <param name="deleted">True lists the deleted of the last 30 days instead of the living.</param>
    /// <param name="pageToken">Null for the first page.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DirectoryException">It was refused, or there was no answer.</exception>
    public Task<DirectoryPage<Account>> ListAccountsAsync(bool deleted, string? pageToken, CancellationToken cancellationToken = default) =>
        _users.ListAsync(deleted, pageToken, cancellationToken);

    /// <inheritdoc/>
    public Task<Account?> FindAccountAsync(string idOrAddress, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(idOrAddress);
        return _users.FindAsync(idOrAddress, cancellationToken);
    }

    /// <summary>
    /// Makes an account: the user with its key, then its administrative unit and its licences, then the marks that both are there. Broken off in between it is an account without a
    /// placement, which the next plan completes; called again with the same object it goes on where it ended.
    /// </summary>
    /// <param name="account">What to make it from.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DirectoryException">Conflict: the address is held. SeatsExhausted: the account is made and has no licence.</exception>
    public Task<Account> CreateAccountAsync(NewAccount account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        return _users.CreateAsync(account, cancellationToken);
    }

    /// <summary>Changes fields of an account, after reading it. A new primary address keeps the old one as alias. A new placement brings the licences of its role.</summary>
    /// <param name="id">The account.</param>
    /// <param name="change">What to change.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DirectoryException">It was refused, or there was no answer.</exception>
    public Task<Account> UpdateAccountAsync(string id, AccountChange change, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(change);
        return _users.UpdateAsync(id, change, cancellationToken);
    }

    /// <inheritdoc/>
    public Task SignOutAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return _users.SignOutAsync(id, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteAccountAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return _users.DeleteAsync(id, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RestoreAccountAsync(string id, OrgUnitPath orgUnit, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return _users.RestoreAsync(id, orgUnit, cancellationToken);
    }

    /// <inheritdoc/>
    public Task AddAliasAsync(string id, EmailAddress alias, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return _users.AddAliasAsync(id, Named(alias), cancellationToken);
    }

    /// <summary>Graph v1.0 cannot take an address away from an account (<c>proxyAddresses</c> is read-only): only Exchange's own administration can.</summary>
    /// <param name="id">The account.</param>
    /// <param name="alias">The alias.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DirectoryException">Invalid, always.</exception>
    public Task RemoveAliasAsync(string id, EmailAddress alias, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Named(alias);
        return Task.FromException(new DirectoryException(DirectoryErrorKind.Invalid, "aliasNotRemovable", "Microsoft Graph cannot take an alias away: use Set-Mailbox of Exchange Online PowerShell."));
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<OrgUnitPath>> ListOrgUnitsAsync(CancellationToken cancellationToken = default) => _units.ListAsync(new PortCall(_connection, cancellationToken));

    /// <inheritdoc/>
    public Task CreateOrgUnitAsync(OrgUnitPath path, CancellationToken cancellationToken = default) =>
        path.IsRoot
            ? throw new ArgumentException("The root exists everywhere and cannot be made.", nameof(path))
            : _units.CreateAsync(new PortCall(_connection, cancellationToken), path);

    /// <inheritdoc/>
    public Task<DirectoryPage<DirectoryGroup>> ListGroupsAsync(string? pageToken, CancellationToken cancellationToken = default) => _groups.ListAsync(pageToken, cancellationToken);

    /// <inheritdoc/>
    public Task<DirectoryGroup?> FindGroupAsync(EmailAddress address, CancellationToken cancellationToken = default) => _groups.FindAsync(Named(address), cancellationToken);

    /// <inheritdoc/>
    public Task<DirectoryGroup> CreateGroupAsync(EmailAddress address, string name, string holder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(holder);
        return _groups.CreateAsync(Named(address), name, holder, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DirectoryPage<GroupMember>> ListMembersAsync(EmailAddress group, string? pageToken, CancellationToken cancellationToken = default) =>
        _groups.ListMembersAsync(Named(group), pageToken, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, ImmutableArray<GroupMember>>> RecallMembersAsync(CancellationToken cancellationToken = default) =>
        await _memberships.RecallAsync(new PortCall(_connection, cancellationToken)).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task AddMemberAsync(EmailAddress group, EmailAddress member, GroupRole role, CancellationToken cancellationToken = default) =>
        _groups.AddMemberAsync(Named(group), Named(member), role, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveMemberAsync(EmailAddress group, EmailAddress member, CancellationToken cancellationToken = default) =>
        _groups.RemoveMemberAsync(Named(group), Named(member), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<SeatCount>> CountSeatsAsync(CancellationToken cancellationToken = default) => _licences.CountAsync(new PortCall(_connection, cancellationToken));

    /// <inheritdoc/>
    public bool GivesMailbox(Role role) => _licences.Any(role);

    /// <inheritdoc/>
    public Task<bool> IsMailboxReadyAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return _users.HasMailboxAsync(id, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DirectoryPage<EducationSchool>> ListSchoolsAsync(string? pageToken, CancellationToken cancellationToken = default) => _education.ListSchoolsAsync(pageToken, cancellationToken);

    /// <inheritdoc/>
    public Task<DirectoryPage<string>> ListSchoolClassesAsync(string schoolId, string? pageToken, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(schoolId);
        return _education.ListSchoolClassesAsync(schoolId, pageToken, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DirectoryPage<string>> ListSchoolPeopleAsync(string schoolId, string? pageToken, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(schoolId);
        return _education.ListSchoolPeopleAsync(schoolId, pageToken, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DirectoryPage<EducationClass>> ListClassesAsync(string? pageToken, CancellationToken cancellationToken = default) => _education.ListClassesAsync(pageToken, cancellationToken);

    /// <inheritdoc/>
    public Task<DirectoryPage<EducationPerson>> ListPeopleAsync(string? pageToken, CancellationToken cancellationToken = default) => _education.ListPeopleAsync(pageToken, cancellationToken);

    /// <inheritdoc/>
    public Task EnsureSchoolAsync(UnitCode unit, string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return unit == default ? throw new ArgumentException("A code is needed.", nameof(unit)) : _education.EnsureSchoolAsync(unit, name, cancellationToken);
    }

    /// <inheritdoc/>
    public Task EnsureClassAsync(ClassToBe wanted, string? id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        Named(wanted.Address);
        return _education.EnsureClassAsync(wanted, id, cancellationToken);
    }

    /// <inheritdoc/>
    public Task SetSchoolingAsync(string accountId, PersonKey person, Schooling? before, Schooling now, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountId);
        ArgumentNullException.ThrowIfNull(now);
        return _education.SetSchoolingAsync(accountId, person, before, now, cancellationToken);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _administrators.Dispose();
        _connection.Dispose();
    }

    private static EmailAddress Named(EmailAddress address) =>
        address == default ? throw new ArgumentException("An address is needed.", nameof(address)) : address;
}
