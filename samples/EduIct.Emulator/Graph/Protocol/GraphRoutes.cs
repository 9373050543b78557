using EduIct.Emulator.Graph.Deleted;
using EduIct.Emulator.Graph.Education;
using EduIct.Emulator.Graph.Groups;
using EduIct.Emulator.Graph.Licences;
using EduIct.Emulator.Graph.Mail;
using EduIct.Emulator.Graph.Roles;
using EduIct.Emulator.Graph.Units;
using EduIct.Emulator.Graph.Users;

namespace EduIct.Emulator.Graph.Protocol;

/// <summary>The used part of Graph v1.0, with application permissions as the reference pages name them and costs as the throttling page does.</summary>
internal static class GraphRoutes
{
    private static readonly string[] UserRead = ["User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];
    private static readonly string[] UserWrite = ["User.ReadWrite.All", "Directory.ReadWrite.All"];
    private static readonly string[] SessionWrite = ["User.RevokeSessions.All", "Directory.ReadWrite.All"];
    private static readonly string[] GroupRead = ["GroupMember.Read.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];
    private static readonly string[] GroupWrite = ["Group.ReadWrite.All", "Directory.ReadWrite.All"];
    private static readonly string[] MemberWrite = ["GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"];
    private static readonly string[] UnitRead = ["AdministrativeUnit.Read.All", "AdministrativeUnit.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];
    private static readonly string[] UnitWrite = ["AdministrativeUnit.ReadWrite.All"];
    private static readonly string[] RoleRead = ["RoleManagement.Read.Directory", "RoleManagement.Read.All", "RoleManagement.ReadWrite.Directory", "Directory.Read.All", "Directory.ReadWrite.All"];
    private static readonly string[] RoleWrite = ["RoleManagement.ReadWrite.Directory"];
    private static readonly string[] LicenceWrite = ["LicenseAssignment.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"];
    private static readonly string[] LicenceRead = ["LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All", "Organization.ReadWrite.All", "Directory.ReadWrite.All"];
    private static readonly string[] MailboxRead = ["MailboxSettings.Read", "MailboxSettings.ReadWrite"];
    private static readonly string[] MailSend = ["Mail.Send"];
    private static readonly string[] MailRead = ["Mail.ReadBasic.All", "Mail.Read", "Mail.ReadWrite"];
    private static readonly string[] EducationRead = ["EduRoster.Read.All", "EduRoster.ReadWrite.All"];
    private static readonly string[] EducationWrite = ["EduRoster.ReadWrite.All"];

    public static IReadOnlyList<GraphMethod> All { get; } =
    [
        new("graph.users.list", "GET", "users", UserRead, 2, GraphUsers.List),
        new("graph.users.count", "GET", "users/$count", UserRead, 2, GraphUsers.Count),
        new("graph.users.delta", "GET", "users/delta", UserRead, 2, UserDelta.Get),
        new("graph.users.delta", "GET", "users/delta()", UserRead, 2, UserDelta.Get),
        new("graph.users.create", "POST", "users", UserWrite, 1, GraphUsers.Create),
        new("graph.users.get", "GET", "users/{user}", UserRead, 1, GraphUsers.Get),
        new("graph.users.update", "PATCH", "users/{user}", UserWrite, 1, GraphUsers.Update),
        new("graph.users.delete", "DELETE", "users/{user}", UserWrite, 1, GraphUsers.Delete),
        new("graph.users.revokeSignInSessions", "POST", "users/{user}/revokeSignInSessions", SessionWrite, 1, GraphUsers.RevokeSessions),
        new("graph.users.revokeSignInSessions", "POST", "users/{user}/microsoft.graph.revokeSignInSessions", SessionWrite, 1, GraphUsers.RevokeSessions),
        new("graph.users.memberOf", "GET", "users/{user}/memberOf", UserRead, 1, GraphGroups.MemberOf),
        new("graph.users.assignLicense", "POST", "users/{user}/assignLicense", LicenceWrite, 1, LicenceMethods.Assign),
        new("graph.users.assignLicense", "POST", "users/{user}/microsoft.graph.assignLicense", LicenceWrite, 1, LicenceMethods.Assign),
        new("graph.users.mailboxSettings", "GET", "users/{user}/mailboxSettings", MailboxRead, 1, Mailboxes.Settings),
        new("graph.users.sendMail", "POST", "users/{user}/sendMail", MailSend, 1, Mailboxes.Send),
        new("graph.users.sendMail", "POST", "users/{user}/microsoft.graph.sendMail", MailSend, 1, Mailboxes.Send),
        new("graph.users.mailFolders.messages", "GET", "users/{user}/mailFolders/{folder}/messages", MailRead, 1, Mailboxes.Messages),

        new("graph.deletedItems.listUsers", "GET", "directory/deletedItems/microsoft.graph.user", UserRead, 1, DeletedItems.ListUsers),
        new("graph.deletedItems.listUsers", "GET", "directory/deletedItems/graph.user", UserRead, 1, DeletedItems.ListUsers),
        new("graph.deletedItems.listGroups", "GET", "directory/deletedItems/microsoft.graph.group", GroupRead, 1, DeletedItems.ListGroups),
        new("graph.deletedItems.listGroups", "GET", "directory/deletedItems/graph.group", GroupRead, 1, DeletedItems.ListGroups),
        new("graph.deletedItems.get", "GET", "directory/deletedItems/{id}", UserRead, 1, DeletedItems.Get),
        new("graph.deletedItems.get", "GET", "directory/deletedItems/{id}/microsoft.graph.user", UserRead, 1, DeletedItems.GetUser),
        new("graph.deletedItems.get", "GET", "directory/deletedItems/{id}/graph.user", UserRead, 1, DeletedItems.GetUser),
        new("graph.deletedItems.restore", "POST", "directory/deletedItems/{id}/restore", UserWrite, 1, DeletedItems.Restore),
        new("graph.deletedItems.restore", "POST", "directory/deletedItems/{id}/microsoft.graph.restore", UserWrite, 1, DeletedItems.Restore),
        new("graph.deletedItems.delete", "DELETE", "directory/deletedItems/{id}", UserWrite, 1, DeletedItems.Delete),

        new("graph.groups.list", "GET", "groups", GroupRead, 2, GraphGroups.List),
        new("graph.groups.count", "GET", "groups/$count", GroupRead, 2, GraphGroups.Count),
        new("graph.groups.delta", "GET", "groups/delta", GroupRead, 1, GroupDelta.Get),
        new("graph.groups.delta", "GET", "groups/delta()", GroupRead, 1, GroupDelta.Get),
        new("graph.groups.create", "POST", "groups", GroupWrite, 1, GraphGroups.Create),
        new("graph.groups.get", "GET", "groups/{group}", GroupRead, 1, GraphGroups.Get),
        new("graph.groups.update", "PATCH", "groups/{group}", GroupWrite, 1, GraphGroups.Update),
        new("graph.groups.delete", "DELETE", "groups/{group}", GroupWrite, 1, GraphGroups.Delete),
        new("graph.groups.members.list", "GET", "groups/{group}/members", GroupRead, 3, GraphGroups.Members),
        new("graph.groups.transitiveMembers", "GET", "groups/{group}/transitiveMembers", GroupRead, 3, GraphGroups.TransitiveMembers),
        new("graph.groups.members.add", "POST", "groups/{group}/members/$ref", MemberWrite, 1, GraphGroups.AddMember),
        new("graph.groups.members.remove", "DELETE", "groups/{group}/members/{member}/$ref", MemberWrite, 1, GraphGroups.RemoveMember),
        new("graph.groups.owners.list", "GET", "groups/{group}/owners", GroupRead, 1, GraphGroups.Owners),
        new("graph.groups.owners.add", "POST", "groups/{group}/owners/$ref", GroupWrite, 1, GraphGroups.AddOwner),
        new("graph.groups.owners.remove", "DELETE", "groups/{group}/owners/{member}/$ref", GroupWrite, 1, GraphGroups.RemoveOwner),

        new("graph.administrativeUnits.list", "GET", "directory/administrativeUnits", UnitRead, 1, AdministrativeUnits.List),
        new("graph.administrativeUnits.create", "POST", "directory/administrativeUnits", UnitWrite, 1, AdministrativeUnits.Create),
        new("graph.administrativeUnits.get", "GET", "directory/administrativeUnits/{unit}", UnitRead, 1, AdministrativeUnits.Get),
        new("graph.administrativeUnits.update", "PATCH", "directory/administrativeUnits/{unit}", UnitWrite, 1, AdministrativeUnits.Update),
        new("graph.administrativeUnits.delete", "DELETE", "directory/administrativeUnits/{unit}", UnitWrite, 1, AdministrativeUnits.Delete),
        new("graph.administrativeUnits.members.list", "GET", "directory/administrativeUnits/{unit}/members", UnitRead, 1, AdministrativeUnits.Members),
        new("graph.administrativeUnits.members.add", "POST", "directory/administrativeUnits/{unit}/members/$ref", UnitWrite, 1, AdministrativeUnits.AddMember),
        new("graph.administrativeUnits.members.remove", "DELETE", "directory/administrativeUnits/{unit}/members/{member}/$ref", UnitWrite, 1, AdministrativeUnits.RemoveMember),

        new("graph.roleAssignments.list", "GET", "roleManagement/directory/roleAssignments", RoleRead, 1, RoleAssignments.List),
        new("graph.roleAssignments.create", "POST", "roleManagement/directory/roleAssignments", RoleWrite, 1, RoleAssignments.Create),

        new("graph.subscribedSkus.list", "GET", "subscribedSkus", LicenceRead, 3, LicenceMethods.List),
        new("graph.organization.list", "GET", "organization", LicenceRead, 1, Organizations.List),
        new("graph.domains.list", "GET", "domains", LicenceRead, 1, Organizations.Domains),

        .. EducationRoutes.All(EducationRead, EducationWrite),
    ];

    public static (GraphMethod Method, Dictionary<string, string> Path)? Find(string verb, string target)
    {
        var path = Segments(target);
        foreach (var method in All)
            if (method.Verb == verb && method.Match(path) is { } keys)
                return (method, keys);
        return null;
    }

    public static string LastSegment(string target) => Segments(target)[^1];

    /// <summary>Also in OData's other way to name one: <c>users('id')</c>.</summary>
    private static string[] Segments(string target)
    {
        var end = target.IndexOf('?');
        var segments = new List<string>();
        foreach (var segment in (end < 0 ? target : target[..end]).Trim('/').Split('/'))
        {
            var text = Uri.UnescapeDataString(segment);
            if (text.EndsWith("')", StringComparison.Ordinal) && text.IndexOf("('", StringComparison.Ordinal) is > 0 and var at)
                segments.AddRange([text[..at], text[(at + 2)..^2].Replace("''", "'", StringComparison.Ordinal)]);
            else
                segments.Add(text);
        }
        return [.. segments];
    }
}
