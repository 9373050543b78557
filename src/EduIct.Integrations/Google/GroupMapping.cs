using System.Globalization;
using System.Text;
using EduIct.Accounts;
using EduIct.Google.DirectoryV1.Data;

namespace EduIct.Google;

/// <summary>
/// Groups as Google's. What a group is for stands at the end of its description, <c>name [eduict:class/oneroster:12/6a1]</c>, because the
/// API of 2024 has no field of its own for it.
/// </summary>
internal static class GroupMapping
{
    /// <summary>The fields that <see cref="ToGroup"/> reads, for Google's partial response.</summary>
    public const string Fields = "id,email,name,description,aliases,nonEditableAliases";

    private const string Mark = "[eduict:";

    public static DirectoryGroup ToGroup(Group group) =>
        new(group.Id ?? "", UserMapping.Address(group.Email), group.Name ?? "", HolderIn(group.Description))
        {
            Aliases = UserMapping.Addresses(group.Aliases, group.NonEditableAliases),
        };

    public static string Describe(string name, string holder) => $"{name} {Mark}{Escape(holder)}]";

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

    private static string? HolderIn(string? description)
    {
        string text = (description ?? "").TrimEnd();
        int at = text.LastIndexOf(Mark, StringComparison.Ordinal);
        return at < 0 || !text.EndsWith(']') ? null : Uri.UnescapeDataString(text[(at + Mark.Length)..^1]);
    }

    // Percent signs for what would end the mark or what Google refuses in a description.
    private static string Escape(string holder)
    {
        StringBuilder escaped = new(holder.Length);
        foreach (char c in holder)
        {
            _ = c is '%' or '[' or ']' or '<' or '>' or '=' or ' ' || c < ' '
                ? escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}")
                : escaped.Append(c);
        }

        return escaped.ToString();
    }
}
