using EduIct.Accounts;
using EduIct.Google.DirectoryV1.Data;

namespace EduIct.Google;

/// <summary>
/// Groups as Google's. What a group is for stands at the end of its description (<see cref="HolderMark"/>), because the API of 2024 has no field of
/// its own for it.
/// </summary>
internal static class GroupMapping
{
    /// <summary>The fields that <see cref="ToGroup"/> reads, for Google's partial response.</summary>
    public const string Fields = "id,email,name,description,aliases,nonEditableAliases";

    public static DirectoryGroup ToGroup(Group group) =>
        new(group.Id ?? "", UserMapping.Address(group.Email), group.Name ?? "", HolderMark.Read(group.Description))
        {
            Aliases = UserMapping.Addresses(group.Aliases, group.NonEditableAliases),
        };

    public static GroupRole ToRole(string? role) => role?.ToUpperInvariant() switch
    {
        "OWNER" => GroupRole.Owner,
        "MANAGER" => GroupRole.Manager,
        _ => GroupRole.Member,
    };

    public static string ToText(GroupRole role) => role switch
    {
        GroupRole.Owner => "OWNER",
        GroupRole.Manager => "MANAGER",
        _ => "MEMBER",
    };
}
