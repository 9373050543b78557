using System.Collections.Immutable;

namespace EduIct.Accounts;

/// <summary>Optional for an <see cref="IAccountDirectory"/> that remembers who is in which group, and can ask which groups changed since it read them.</summary>
public interface IMembershipMemory
{
    /// <summary>
    /// The direct members of those groups that are known not to have changed since this object read them, by the groups' identifiers. A group that is not here has to be read: all of
    /// them the first time. A few requests, each from the budget.
    /// </summary>
    /// <exception cref="DirectoryException">It was refused, or there was no answer.</exception>
    Task<IReadOnlyDictionary<string, ImmutableArray<GroupMember>>> RecallMembersAsync(CancellationToken cancellationToken = default);
}
