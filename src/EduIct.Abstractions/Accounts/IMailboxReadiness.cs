using EduIct.People;

namespace EduIct.Accounts;

/// <summary>Optional for an <see cref="IAccountDirectory"/> whose accounts get their mailbox only a while after they are made.</summary>
public interface IMailboxReadiness
{
    /// <summary>Whether the accounts of a role are given a mailbox here.</summary>
    /// <param name="role">The role.</param>
    bool GivesMailbox(Role role);

    /// <summary>Whether the account has a mailbox that can be used. It takes minutes, seldom hours, after the licence was given. One request.</summary>
    /// <param name="id">The provider's identifier, or the primary address.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>False while the mailbox is being made, and for an account that gets none.</returns>
    /// <exception cref="DirectoryException">NotFound: there is no such account to be seen.</exception>
    Task<bool> IsMailboxReadyAsync(string id, CancellationToken cancellationToken = default);
}
