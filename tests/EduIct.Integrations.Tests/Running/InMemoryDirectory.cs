using System.Collections.Immutable;
using System.Globalization;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using NodaTime;
using NodaTime.Extensions;

namespace EduIct.Integrations.Tests.Running;

/// <summary>A small whole directory in memory, with faults on demand: what the runner is tried against before any real provider.</summary>
internal sealed class InMemoryDirectory(string domain, TimeProvider time, int pageSize = 2) : IAccountDirectory
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, DirectoryGroup> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<string, GroupRole>> _members = new(StringComparer.Ordinal);
    private readonly HashSet<OrgUnitPath> _orgUnits = [];
    private readonly Dictionary<string, int> _unseen = new(StringComparer.Ordinal);
    private int _calls;
    private int _ids;

    public DirectoryLimits Limits { get; } = new(60, 60, 64, 73, "-_'", new HashSet<string>(StringComparer.Ordinal) { "abuse", "postmaster" });

    /// <summary>Called before each call takes effect and once more after, before its answer: may wait or throw.</summary>
    public Func<CallPoint, CancellationToken, Task>? Fault { get; set; }

    /// <summary>Number of reads of a new account or group that do not see it yet.</summary>
    public int Lag { get; set; }

    /// <summary>Whether a new primary address keeps the old one as alias, as Google does.</summary>
    public bool KeepsOldAddress { get; set; } = true;

    /// <summary>Accounts that can be alive; beyond it creates answer that no seat is free.</summary>
    public int Seats { get; set; } = int.MaxValue;

    /// <summary>Names of the members called, in the order of the calls.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Password of each account, by identifier.</summary>
    public Dictionary<string, string> Passwords { get; } = new(StringComparer.Ordinal);

    /// <summary>The password that was good when each account's sessions were last ended, by identifier.</summary>
    public Dictionary<string, string?> SignedOut { get; } = new(StringComparer.Ordinal);

    public ImmutableArray<Account> Accounts
    {
        get
        {
            lock (_gate)
            {
                return [.. _accounts.Values];
            }
        }
    }

    /// <summary>Puts an account there as it is, for the state that a test begins with.</summary>
    public Account Put(Account account)
    {
        lock (_gate)
        {
            Account put = account with { Id = account.Id.Length > 0 ? account.Id : NextId() };
            _accounts[put.Id] = put;
            return put;
        }
    }

    public Task<DirectoryPage<Account>> ListAccountsAsync(bool deleted, string? pageToken, CancellationToken cancellationToken = default) =>
        CallAsync("ListAccounts", () => Page([.. _accounts.Values.Where(a => a.DeletedAt is not null == deleted)], pageToken), cancellationToken);

    public Task<Account?> FindAccountAsync(string idOrAddress, CancellationToken cancellationToken = default) =>
        CallAsync("FindAccount", () => Living(idOrAddress) is { } account && Seen(account.Id) ? account : null, cancellationToken);

    public Task<Account> CreateAccountAsync(NewAccount account, CancellationToken cancellationToken = default) =>
        CallAsync(
            "CreateAccount",
            () =>
            {
                if (_accounts.Values.Count(a => a.DeletedAt is null) >= Seats)
                {
                    throw Fail(DirectoryErrorKind.SeatsExhausted, "limitExceeded");
                }

                MustBeFree(account.Address, null);
                MustExist(account.OrgUnit);
                Account made = new()
                {
                    Id = NextId(),
                    Address = account.Address,
                    GivenName = account.GivenName,
                    FamilyName = account.FamilyName,
                    OrgUnit = account.OrgUnit,
                    Placement = account.Placement,
                    Keys = [account.Key],
                };
                _accounts[made.Id] = made;
                _unseen[made.Id] = Lag;
                Passwords[made.Id] = account.Password.Reveal();
                return made;
            },
            cancellationToken);

    public Task<Account> UpdateAccountAsync(string id, AccountChange change, CancellationToken cancellationToken = default) =>
        CallAsync(
            "UpdateAccount",
            () =>
            {
                Account account = MustLive(id);
                EmailAddress old = account.Address;
                if (change.Address is { } address && address != old)
                {
                    MustBeFree(address, null);
                    account = account with { Address = address, Aliases = KeepsOldAddress ? account.Aliases.Add(old) : account.Aliases };
                }

                if (change.OrgUnit is { } unit)
                {
                    MustExist(unit);
                }

                if (change.Password is { } password)
                {
                    Passwords[account.Id] = password.Reveal();
                }

                return _accounts[account.Id] = account with
                {
                    GivenName = change.GivenName ?? account.GivenName,
                    FamilyName = change.FamilyName ?? account.FamilyName,
                    OrgUnit = change.OrgUnit ?? account.OrgUnit,
                    Suspended = change.Suspended ?? account.Suspended,
                    Placement = change.Placement ?? account.Placement,
                };
            },
            cancellationToken);

    public Task SignOutAsync(string id, CancellationToken cancellationToken = default) =>
        CallAsync(
            "SignOut",
            () =>
            {
                Account account = MustLive(id);
                SignedOut[account.Id] = Passwords.GetValueOrDefault(account.Id);
                return account;
            },
            cancellationToken);

    public Task DeleteAccountAsync(string id, CancellationToken cancellationToken = default) =>
        CallAsync(
            "DeleteAccount",
            () =>
            {
                Account account = MustLive(id);
                return _accounts[account.Id] = account with { DeletedAt = time.GetUtcNow().ToInstant() };
            },
            cancellationToken);

    public Task RestoreAccountAsync(string id, OrgUnitPath orgUnit, CancellationToken cancellationToken = default) =>
        CallAsync(
            "RestoreAccount",
            () =>
            {
                if (!_accounts.TryGetValue(id, out Account? account) || account.DeletedAt is null)
                {
                    throw Fail(DirectoryErrorKind.NotFound, "notFound");
                }

                MustBeFree(account.Address, account.Id);
                MustExist(orgUnit);
                return _accounts[id] = account with { DeletedAt = null, OrgUnit = orgUnit };
            },
            cancellationToken);

    public Task AddAliasAsync(string id, EmailAddress alias, CancellationToken cancellationToken = default) =>
        CallAsync(
            "AddAlias",
            () =>
            {
                Account account = MustLive(id);
                MustBeFree(alias, null);
                return _accounts[account.Id] = account with { Aliases = account.Aliases.Add(alias) };
            },
            cancellationToken);

    public Task RemoveAliasAsync(string id, EmailAddress alias, CancellationToken cancellationToken = default) =>
        CallAsync(
            "RemoveAlias",
            () =>
            {
                Account account = MustLive(id);
                return account.Aliases.Contains(alias)
                    ? _accounts[account.Id] = account with { Aliases = account.Aliases.Remove(alias) }
                    : throw Fail(DirectoryErrorKind.NotFound, "notFound");
            },
            cancellationToken);

    public Task<ImmutableArray<OrgUnitPath>> ListOrgUnitsAsync(CancellationToken cancellationToken = default) =>
        CallAsync("ListOrgUnits", () => _orgUnits.ToImmutableArray(), cancellationToken);

    public Task CreateOrgUnitAsync(OrgUnitPath path, CancellationToken cancellationToken = default) =>
        CallAsync(
            "CreateOrgUnit",
            () =>
            {
                MustExist(path.Parent);
                return _orgUnits.Add(path) ? path : throw Fail(DirectoryErrorKind.Conflict, "duplicate");
            },
            cancellationToken);

    public Task<DirectoryPage<DirectoryGroup>> ListGroupsAsync(string? pageToken, CancellationToken cancellationToken = default) =>
        CallAsync("ListGroups", () => Page([.. _groups.Values], pageToken), cancellationToken);

    public Task<DirectoryGroup?> FindGroupAsync(EmailAddress address, CancellationToken cancellationToken = default) =>
        CallAsync("FindGroup", () => Group(address) is { } group && Seen(group.Id) ? group : null, cancellationToken);

    public Task<DirectoryGroup> CreateGroupAsync(EmailAddress address, string name, string holder, CancellationToken cancellationToken = default) =>
        CallAsync(
            "CreateGroup",
            () =>
            {
                MustBeFree(address, null);
                DirectoryGroup group = new(NextId(), address, name, holder);
                _groups[group.Id] = group;
                _members[group.Id] = new SortedDictionary<string, GroupRole>(StringComparer.Ordinal);
                _unseen[group.Id] = Lag;
                return group;
            },
            cancellationToken);

    public Task<DirectoryPage<GroupMember>> ListMembersAsync(EmailAddress group, string? pageToken, CancellationToken cancellationToken = default) =>
        CallAsync(
            "ListMembers",
            () => Page([.. Members(group).Select(m => new GroupMember(EmailAddress.Parse(Shown(m.Key)), m.Value))], pageToken),
            cancellationToken);

    public Task AddMemberAsync(EmailAddress group, EmailAddress member, GroupRole role, CancellationToken cancellationToken = default) =>
        CallAsync(
            "AddMember",
            () => Members(group).TryAdd(MemberId(member), role) ? role : throw Fail(DirectoryErrorKind.Conflict, "duplicate"),
            cancellationToken);

    public Task RemoveMemberAsync(EmailAddress group, EmailAddress member, CancellationToken cancellationToken = default) =>
        CallAsync(
            "RemoveMember",
            () => Members(group).Remove(MemberId(member)) ? true : throw Fail(DirectoryErrorKind.NotFound, "notFound"),
            cancellationToken);

    public static DirectoryException Fail(DirectoryErrorKind kind, string reason, TimeSpan? retryAfter = null) =>
        new(kind, reason, reason) { RetryAfter = retryAfter };

    private async Task<T> CallAsync<T>(string method, Func<T> effect, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int number;
        lock (_gate)
        {
            number = ++_calls;
            Calls.Add(method);
        }

        if (Fault is { } before)
        {
            await before(new CallPoint(method, false, number), cancellationToken);
        }

        T answer;
        lock (_gate)
        {
            answer = effect();
        }

        if (Fault is { } after)
        {
            await after(new CallPoint(method, true, number), cancellationToken);
        }

        return answer;
    }

    private DirectoryPage<T> Page<T>(ImmutableArray<T> all, string? token)
    {
        int from = token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture);
        int to = Math.Min(all.Length, from + pageSize);
        return new DirectoryPage<T>(all[from..to], to < all.Length ? to.ToString(CultureInfo.InvariantCulture) : null);
    }

    private Account? Living(string idOrAddress) =>
        _accounts.TryGetValue(idOrAddress, out Account? account) && account.DeletedAt is null
            ? account
            : EmailAddress.TryParse(idOrAddress, out EmailAddress address)
                ? _accounts.Values.FirstOrDefault(a => a.DeletedAt is null && (a.Address == address || a.Aliases.Contains(address)))
                : null;

    // As at Google: what was made a moment ago is not found when it is changed either.
    private Account MustLive(string idOrAddress) =>
        Living(idOrAddress) is { } account && Seen(account.Id) ? account : throw Fail(DirectoryErrorKind.NotFound, "notFound");

    private bool Seen(string id) => _unseen.GetValueOrDefault(id) <= 0 || --_unseen[id] < 0;

    private DirectoryGroup? Group(EmailAddress address) => _groups.Values.FirstOrDefault(g => g.Address == address || g.Aliases.Contains(address));

    private SortedDictionary<string, GroupRole> Members(EmailAddress group) =>
        Group(group) is { } found && Seen(found.Id) ? _members[found.Id] : throw Fail(DirectoryErrorKind.NotFound, "notFound");

    // Members are held by identity, so that they follow a rename; addresses of other domains are held as they are.
    private string MemberId(EmailAddress member) =>
        Living(member.ToString())?.Id
        ?? (string.Equals(member.Domain, domain, StringComparison.OrdinalIgnoreCase) ? throw Fail(DirectoryErrorKind.NotFound, "notFound") : member.ToCanonicalString());

    private string Shown(string memberId) => _accounts.TryGetValue(memberId, out Account? account) ? account.Address.ToString() : memberId;

    private void MustBeFree(EmailAddress address, string? exceptId)
    {
        if (!string.Equals(address.Domain, domain, StringComparison.OrdinalIgnoreCase))
        {
            throw Fail(DirectoryErrorKind.Forbidden, "forbidden");
        }

        if (Group(address) is not null || (Living(address.ToString()) is { } holder && holder.Id != exceptId))
        {
            throw Fail(DirectoryErrorKind.Conflict, "duplicate");
        }
    }

    private void MustExist(OrgUnitPath unit)
    {
        if (!unit.IsRoot && !_orgUnits.Contains(unit))
        {
            throw Fail(DirectoryErrorKind.Invalid, "invalid");
        }
    }

    private string NextId() => "id" + (++_ids).ToString("D8", CultureInfo.InvariantCulture);
}
