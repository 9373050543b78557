using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;

namespace EduIct.Integrations.Tests.Running;

/// <summary>A directory whose process may die before and after every call; once dead, whatever goes on below ends as that.</summary>
internal sealed class MortalDirectory(IAccountDirectory directory, KillSwitch kill) : IAccountDirectory, IDisposable
{
    private int _calls;

    public DirectoryLimits Limits => directory.Limits;

    public Task<DirectoryPage<Account>> ListAccountsAsync(bool deleted, string? pageToken, CancellationToken cancellationToken = default) =>
        MortalAsync("ListAccounts", () => directory.ListAccountsAsync(deleted, pageToken, cancellationToken));

    public Task<Account?> FindAccountAsync(string idOrAddress, CancellationToken cancellationToken = default) =>
        MortalAsync("FindAccount", () => directory.FindAccountAsync(idOrAddress, cancellationToken));

    public Task<Account> CreateAccountAsync(NewAccount account, CancellationToken cancellationToken = default) =>
        MortalAsync("CreateAccount", () => directory.CreateAccountAsync(account, cancellationToken));

    public Task<Account> UpdateAccountAsync(string id, AccountChange change, CancellationToken cancellationToken = default) =>
        MortalAsync("UpdateAccount", () => directory.UpdateAccountAsync(id, change, cancellationToken));

    public Task SignOutAsync(string id, CancellationToken cancellationToken = default) =>
        MortalAsync("SignOut", () => directory.SignOutAsync(id, cancellationToken));

    public Task DeleteAccountAsync(string id, CancellationToken cancellationToken = default) =>
        MortalAsync("DeleteAccount", () => directory.DeleteAccountAsync(id, cancellationToken));

    public Task RestoreAccountAsync(string id, OrgUnitPath orgUnit, CancellationToken cancellationToken = default) =>
        MortalAsync("RestoreAccount", () => directory.RestoreAccountAsync(id, orgUnit, cancellationToken));

    public Task AddAliasAsync(string id, EmailAddress alias, CancellationToken cancellationToken = default) =>
        MortalAsync("AddAlias", () => directory.AddAliasAsync(id, alias, cancellationToken));

    public Task RemoveAliasAsync(string id, EmailAddress alias, CancellationToken cancellationToken = default) =>
        MortalAsync("RemoveAlias", () => directory.RemoveAliasAsync(id, alias, cancellationToken));

    public Task<ImmutableArray<OrgUnitPath>> ListOrgUnitsAsync(CancellationToken cancellationToken = default) =>
        MortalAsync("ListOrgUnits", () => directory.ListOrgUnitsAsync(cancellationToken));

    public Task CreateOrgUnitAsync(OrgUnitPath path, CancellationToken cancellationToken = default) =>
        MortalAsync("CreateOrgUnit", () => directory.CreateOrgUnitAsync(path, cancellationToken));

    public Task<DirectoryPage<DirectoryGroup>> ListGroupsAsync(string? pageToken, CancellationToken cancellationToken = default) =>
        MortalAsync("ListGroups", () => directory.ListGroupsAsync(pageToken, cancellationToken));

    public Task<DirectoryGroup?> FindGroupAsync(EmailAddress address, CancellationToken cancellationToken = default) =>
        MortalAsync("FindGroup", () => directory.FindGroupAsync(address, cancellationToken));

    public Task<DirectoryGroup> CreateGroupAsync(EmailAddress address, string name, string holder, CancellationToken cancellationToken = default) =>
        MortalAsync("CreateGroup", () => directory.CreateGroupAsync(address, name, holder, cancellationToken));

    public Task<DirectoryPage<GroupMember>> ListMembersAsync(EmailAddress group, string? pageToken, CancellationToken cancellationToken = default) =>
        MortalAsync("ListMembers", () => directory.ListMembersAsync(group, pageToken, cancellationToken));

    public Task AddMemberAsync(EmailAddress group, EmailAddress member, GroupRole role, CancellationToken cancellationToken = default) =>
        MortalAsync("AddMember", () => directory.AddMemberAsync(group, member, role, cancellationToken));

    public Task RemoveMemberAsync(EmailAddress group, EmailAddress member, CancellationToken cancellationToken = default) =>
        MortalAsync("RemoveMember", () => directory.RemoveMemberAsync(group, member, cancellationToken));

    public void Dispose() => (directory as IDisposable)?.Dispose();

    private Task<object?> MortalAsync(string method, Func<Task> call) => MortalAsync<object?>(method, async () =>
    {
        await call();
        return null;
    });

    private async Task<T> MortalAsync<T>(string method, Func<Task<T>> call)
    {
        int number = Interlocked.Increment(ref _calls);
        kill.Moment(new CallPoint(method, Applied: false, number));
        try
        {
            T answer = await call();
            kill.Moment(new CallPoint(method, Applied: true, number));
            return answer;
        }
        catch (DirectoryException) when (kill.IsDead)
        {
            throw new KillSwitch.KilledException();
        }
    }
}
