using System.Globalization;
using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.State;

namespace EduIct.Emulator.Graph;

/// <summary>Copies Graph's state out for those who look at it in process.</summary>
internal static class GraphView
{
    public static IReadOnlyList<EmulatedGraphUser> Users(Workspace workspace)
    {
        lock (workspace.Store.Gate)
            return [.. Of(workspace, DirectoryObject.User).Select(user => User(workspace, user)).OrderBy(user => user.UserPrincipalName, StringComparer.Ordinal)];
    }

    public static IReadOnlyList<EmulatedGraphGroup> Groups(Workspace workspace)
    {
        lock (workspace.Store.Gate)
        {
            var table = workspace.Tables.Graph;
            return
            [
                .. Of(workspace, DirectoryObject.Group).Where(group => group.Deleted is null)
                    .Select(group => new EmulatedGraphGroup(
                        group.Id, group.Text("mailNickname")!, group.Text("mail"), group.Text("displayName")!, [.. table.Links.Of(DirectoryLink.Member, group.Id).Where(id => table.LiveById(id) is not null)]))
                    .OrderBy(group => group.MailNickname, StringComparer.Ordinal),
            ];
        }
    }

    public static IReadOnlyList<EmulatedMessage> Messages(Workspace workspace)
    {
        lock (workspace.Store.Gate)
            return
            [
                .. Of(workspace, DirectoryObject.Message).OrderBy(message => message.Id, StringComparer.Ordinal).Select(message => new EmulatedMessage(
                    message.Text("from")!, message.Properties["message"]?.ToJsonString(), message.Text("mime"), message.Created)
                {
                    Recipients = [.. message.Texts("recipients")],
                }),
            ];
    }

    private static IEnumerable<DirectoryObject> Of(Workspace workspace, string kind) => workspace.Tables.Graph.All.Where(item => item.Kind == kind);

    private static EmulatedGraphUser User(Workspace workspace, DirectoryObject user) => new(
        user.Id, user.Text("userPrincipalName")!, user.Text("mail"), [.. user.Texts("proxyAddresses")],
        (bool?)user.Properties["accountEnabled"] ?? false, user.Text("displayName")!,
        (user.Properties["onPremisesExtensionAttributes"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => (string)pair.Value!, StringComparer.Ordinal),
        [.. (user.Properties["assignedLicenses"] as JsonArray ?? []).Select(licence => (string)licence!["skuId"]!)],
        user.Properties["passwordProfile"] is not null, user.Deleted)
    {
        AdministrativeUnits =
        [
            .. workspace.Tables.Graph.Links.To(user.Id).Select(link => workspace.Tables.Graph.LiveOf(DirectoryObject.AdministrativeUnit, link.From)?.Text("displayName"))
                .OfType<string>().Order(StringComparer.Ordinal),
        ],
        PasswordChangedAt = Time(user, "lastPasswordChangeDateTime"),
        SignedOutAt = Time(user, "signInSessionsValidFromDateTime"),
    };

    private static DateTimeOffset? Time(DirectoryObject user, string name) =>
        user.Text(name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;
}
