using System.Text.Json.Nodes;
using EduIct.Emulator.Groups;
using EduIct.Emulator.Protocol;
using EduIct.Emulator.Users;

namespace EduIct.Emulator;

/// <summary>Copies the state out for those who look at it in process.</summary>
internal static class StateView
{
    public static IReadOnlyList<EmulatedUser> Users(Workspace workspace)
    {
        lock (workspace.Store.Gate)
            return [.. workspace.Tables.Users.All.OrderBy(user => user.PrimaryEmail, StringComparer.Ordinal).Select(user => Of(workspace, user))];
    }

    public static IReadOnlyList<EmulatedGroup> Groups(Workspace workspace)
    {
        lock (workspace.Store.Gate)
            return [.. workspace.Tables.Groups.All.OrderBy(group => group.Email, StringComparer.Ordinal).Select(group => Of(workspace, group))];
    }

    public static IReadOnlyList<string> OrgUnitPaths(Workspace workspace)
    {
        lock (workspace.Store.Gate)
            return [.. workspace.Tables.OrgUnits.All.Select(unit => workspace.Tables.OrgUnits.PathOf(unit.Id)!)];
    }

    private static EmulatedUser Of(Workspace workspace, UserRecord user) => new(
        user.Id, user.PrimaryEmail, user.Aliases, user.GivenName, user.FamilyName, workspace.Tables.PathOf(user),
        user.Suspended, user.IsAdmin, user.PasswordSet, user.HashFunction, ExternalIds(user), user.Deleted)
    {
        PasswordChangedAt = user.PasswordChanged,
        SignedOutAt = user.SignedOut,
    };

    private static List<KeyValuePair<string, string>> ExternalIds(UserRecord user) =>
        ((JsonObject)JsonNode.Parse(user.Profile)!)["externalIds"] is JsonArray ids
            ? [.. ids.Select(id => (JsonObject)id!)
                .Select(id => KeyValuePair.Create(id.Text("customType") ?? id.Text("type") ?? "", id.Text("value") ?? ""))]
            : [];

    private static EmulatedGroup Of(Workspace workspace, GroupRecord group) => new(
        group.Id, group.Email, group.Name, group.Aliases,
        workspace.Tables.Groups.MembersOf(group.Id).ToDictionary(
            member => MembersResource.EmailOf(workspace.Tables, member) ?? member.MemberId, member => member.Role, StringComparer.Ordinal));
}
