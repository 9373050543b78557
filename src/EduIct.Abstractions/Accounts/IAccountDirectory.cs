using System.Collections.Immutable;
using EduIct.Addresses;

namespace EduIct.Accounts;

/// <summary>
/// A provider of accounts: Google Workspace, Exchange Online. The port that adapters implement.
/// <para>
/// Every member sends <b>one</b> request and does not try again by itself: the caller owns the rate budget and the one retry layer.
/// Faults are <see cref="DirectoryException"/>; nothing else is thrown on purpose.
/// Reads may trail writes by minutes. "Not found" straight after a write proves nothing.
/// </para>
/// </summary>
public interface IAccountDirectory
{
    /// <summary>What the provider accepts.</summary>
    DirectoryLimits Limits { get; }

    /// <summary>Accounts of the tenant, ours and others', in no order.</summary>
    /// <param name="deleted">True lists the provider's bin instead of the living.</param>
    /// <param name="pageToken">Null for the first page.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<DirectoryPage<Account>> ListAccountsAsync(bool deleted, string? pageToken, CancellationToken cancellationToken = default);

    /// <summary>A living account by identifier, primary address or alias; null where there is none to be seen.</summary>
    Task<Account?> FindAccountAsync(string idOrAddress, CancellationToken cancellationToken = default);

    /// <summary>Makes an account, its person's key included.</summary>
    /// <exception cref="DirectoryException">Conflict: the address is held, perhaps by this very account from an earlier, unclear attempt.</exception>
    Task<Account> CreateAccountAsync(NewAccount account, CancellationToken cancellationToken = default);

    /// <summary>Changes fields of an account. A new primary address keeps the old one as alias.</summary>
    Task<Account> UpdateAccountAsync(string id, AccountChange change, CancellationToken cancellationToken = default);

    /// <summary>Ends every session of an account: whoever is signed in has to sign in again. A token that an application has already may live out its time, about an hour.</summary>
    /// <exception cref="DirectoryException">Forbidden: the credentials do not suffice for this, though they may for all else.</exception>
    Task SignOutAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Puts an account into the provider's bin.</summary>
    Task DeleteAccountAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Takes an account out of the provider's bin.</summary>
    /// <param name="id">The provider's identifier; an address does not name a deleted account.</param>
    /// <param name="orgUnit">Where to put it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task RestoreAccountAsync(string id, OrgUnitPath orgUnit, CancellationToken cancellationToken = default);

    /// <summary>Adds another address to an account.</summary>
    Task AddAliasAsync(string id, EmailAddress alias, CancellationToken cancellationToken = default);

    /// <summary>Takes an alias away.</summary>
    Task RemoveAliasAsync(string id, EmailAddress alias, CancellationToken cancellationToken = default);

    /// <summary>All organisational units but the root.</summary>
    Task<ImmutableArray<OrgUnitPath>> ListOrgUnitsAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes an organisational unit; its parent must exist.</summary>
    /// <exception cref="DirectoryException">Conflict: it exists.</exception>
    Task CreateOrgUnitAsync(OrgUnitPath path, CancellationToken cancellationToken = default);

    /// <summary>Groups of the tenant, ours and others'.</summary>
    Task<DirectoryPage<DirectoryGroup>> ListGroupsAsync(string? pageToken, CancellationToken cancellationToken = default);

    /// <summary>A group by address; null where there is none to be seen.</summary>
    Task<DirectoryGroup?> FindGroupAsync(EmailAddress address, CancellationToken cancellationToken = default);

    /// <summary>Makes a group that carries what it is for.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="name">Its name.</param>
    /// <param name="holder">What it is for.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DirectoryException">Conflict: the address is held.</exception>
    Task<DirectoryGroup> CreateGroupAsync(EmailAddress address, string name, string holder, CancellationToken cancellationToken = default);

    /// <summary>Direct members of a group.</summary>
    Task<DirectoryPage<GroupMember>> ListMembersAsync(EmailAddress group, string? pageToken, CancellationToken cancellationToken = default);

    /// <summary>Adds a member.</summary>
    /// <exception cref="DirectoryException">Conflict: it is a member.</exception>
    Task AddMemberAsync(EmailAddress group, EmailAddress member, GroupRole role, CancellationToken cancellationToken = default);

    /// <summary>Takes a member out.</summary>
    /// <exception cref="DirectoryException">NotFound: it is none.</exception>
    Task RemoveMemberAsync(EmailAddress group, EmailAddress member, CancellationToken cancellationToken = default);
}
