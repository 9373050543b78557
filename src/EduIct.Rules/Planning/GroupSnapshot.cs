using System.Collections.Immutable;
using EduIct.Accounts;

namespace EduIct.Planning;

/// <summary>A group as a provider holds it, with its direct members where it is one of ours.</summary>
/// <param name="Group">The group.</param>
/// <param name="Members">Direct members; empty for groups that are not ours, which nobody needs to read.</param>
public sealed record GroupSnapshot(DirectoryGroup Group, ImmutableArray<GroupMember> Members);
