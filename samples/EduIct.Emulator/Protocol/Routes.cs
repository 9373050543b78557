using System.Text.Json.Nodes;
using EduIct.Emulator.Customers;
using EduIct.Emulator.Groups;
using EduIct.Emulator.OrgUnits;
using EduIct.Emulator.Users;

namespace EduIct.Emulator.Protocol;

/// <summary>The used part of the discovery document: paths and scopes as they stand there.</summary>
internal static class Routes
{
    private const string Root = "admin/directory/v1/";
    private const string ScopeRoot = "https://www.googleapis.com/auth/admin.directory.";

    private static readonly string[] UserWrite = [Scope("user")];
    private static readonly string[] UserRead = [Scope("user"), Scope("user.readonly")];
    private static readonly string[] UserSecurity = [Scope("user.security")];
    private static readonly string[] AliasWrite = [Scope("user"), Scope("user.alias")];
    private static readonly string[] AliasRead = [Scope("user"), Scope("user.alias"), Scope("user.alias.readonly"), Scope("user.readonly")];
    private static readonly string[] OrgUnitWrite = [Scope("orgunit")];
    private static readonly string[] OrgUnitRead = [Scope("orgunit"), Scope("orgunit.readonly")];
    private static readonly string[] GroupWrite = [Scope("group")];
    private static readonly string[] GroupRead = [Scope("group"), Scope("group.readonly")];
    private static readonly string[] MemberWrite = [Scope("group"), Scope("group.member")];
    private static readonly string[] MemberRead = [Scope("group"), Scope("group.member"), Scope("group.member.readonly"), Scope("group.readonly")];
    private static readonly string[] CustomerRead = [Scope("customer"), Scope("customer.readonly")];
    private static readonly string[] DomainRead = [Scope("domain"), Scope("domain.readonly")];

    public static IReadOnlyList<ApiMethod> All { get; } =
    [
        Method("users.list", "GET", "users", UserRead, FieldSchema.Users, UserListing.List),
        Method("users.insert", "POST", "users", UserWrite, FieldSchema.User, UsersResource.Insert),
        Method("users.get", "GET", "users/{userKey}", UserRead, FieldSchema.User, UsersResource.Get),
        Method("users.patch", "PATCH", "users/{userKey}", UserWrite, FieldSchema.User, UsersResource.Patch),
        Method("users.update", "PUT", "users/{userKey}", UserWrite, FieldSchema.User, UsersResource.Patch),
        Method("users.delete", "DELETE", "users/{userKey}", UserWrite, null, UsersResource.Delete),
        Method("users.undelete", "POST", "users/{userKey}/undelete", UserWrite, null, UsersResource.Undelete),
        Method("users.makeAdmin", "POST", "users/{userKey}/makeAdmin", UserWrite, null, UsersResource.MakeAdmin),
        Method("users.signOut", "POST", "users/{userKey}/signOut", UserSecurity, null, UsersResource.SignOut),
        Method("users.aliases.list", "GET", "users/{userKey}/aliases", AliasRead, FieldSchema.Aliases, UsersResource.ListAliases),
        Method("users.aliases.insert", "POST", "users/{userKey}/aliases", AliasWrite, FieldSchema.Alias, UsersResource.InsertAlias),
        Method("users.aliases.delete", "DELETE", "users/{userKey}/aliases/{alias}", AliasWrite, null, UsersResource.DeleteAlias),

        Method("orgunits.list", "GET", "customer/{customerId}/orgunits", OrgUnitRead, FieldSchema.OrgUnits, OrgUnitsResource.List),
        Method("orgunits.insert", "POST", "customer/{customerId}/orgunits", OrgUnitWrite, FieldSchema.OrgUnit, OrgUnitsResource.Insert),
        Method("orgunits.get", "GET", "customer/{customerId}/orgunits/{+orgUnitPath}", OrgUnitRead, FieldSchema.OrgUnit, OrgUnitsResource.Get),
        Method("orgunits.patch", "PATCH", "customer/{customerId}/orgunits/{+orgUnitPath}", OrgUnitWrite, FieldSchema.OrgUnit, OrgUnitsResource.Patch),
        Method("orgunits.update", "PUT", "customer/{customerId}/orgunits/{+orgUnitPath}", OrgUnitWrite, FieldSchema.OrgUnit, OrgUnitsResource.Patch),
        Method("orgunits.delete", "DELETE", "customer/{customerId}/orgunits/{+orgUnitPath}", OrgUnitWrite, null, OrgUnitsResource.Delete),

        Method("groups.list", "GET", "groups", GroupRead, FieldSchema.Groups, GroupListing.List),
        Method("groups.insert", "POST", "groups", GroupWrite, FieldSchema.Group, GroupsResource.Insert),
        Method("groups.get", "GET", "groups/{groupKey}", GroupRead, FieldSchema.Group, GroupsResource.Get),
        Method("groups.patch", "PATCH", "groups/{groupKey}", GroupWrite, FieldSchema.Group, GroupsResource.Patch),
        Method("groups.update", "PUT", "groups/{groupKey}", GroupWrite, FieldSchema.Group, GroupsResource.Patch),
        Method("groups.delete", "DELETE", "groups/{groupKey}", GroupWrite, null, GroupsResource.Delete),
        Method("groups.aliases.list", "GET", "groups/{groupKey}/aliases", GroupRead, FieldSchema.Aliases, GroupsResource.ListAliases),
        Method("groups.aliases.insert", "POST", "groups/{groupKey}/aliases", GroupWrite, FieldSchema.Alias, GroupsResource.InsertAlias),
        Method("groups.aliases.delete", "DELETE", "groups/{groupKey}/aliases/{alias}", GroupWrite, null, GroupsResource.DeleteAlias),

        Method("members.list", "GET", "groups/{groupKey}/members", MemberRead, FieldSchema.Members, MembersResource.List),
        Method("members.insert", "POST", "groups/{groupKey}/members", MemberWrite, FieldSchema.Member, MembersResource.Insert),
        Method("members.get", "GET", "groups/{groupKey}/members/{memberKey}", MemberRead, FieldSchema.Member, MembersResource.Get),
        Method("members.patch", "PATCH", "groups/{groupKey}/members/{memberKey}", MemberWrite, FieldSchema.Member, MembersResource.Patch),
        Method("members.update", "PUT", "groups/{groupKey}/members/{memberKey}", MemberWrite, FieldSchema.Member, MembersResource.Patch),
        Method("members.delete", "DELETE", "groups/{groupKey}/members/{memberKey}", MemberWrite, null, MembersResource.Delete),
        Method("members.hasMember", "GET", "groups/{groupKey}/hasMember/{memberKey}", MemberRead, FieldSchema.HasMember, MembersResource.HasMember),

        Method("customers.get", "GET", "customers/{customerKey}", CustomerRead, FieldSchema.Customer, CustomersResource.Get),
        Method("domains.list", "GET", "customer/{customer}/domains", DomainRead, FieldSchema.Domains, CustomersResource.ListDomains),
        Method("domains.get", "GET", "customer/{customer}/domains/{domainName}", DomainRead, FieldSchema.Domain, CustomersResource.GetDomain),
    ];

    /// <summary>Every scope that some method takes: those are delegated to the emulator's service account.</summary>
    public static IReadOnlySet<string> Delegated { get; } = All.SelectMany(method => method.Scopes).ToHashSet(StringComparer.Ordinal);

    public static (ApiMethod Method, Dictionary<string, string> Path)? Find(string verb, string target)
    {
        var end = target.IndexOf('?');
        var path = (end < 0 ? target : target[..end]).Trim('/').Split('/');
        for (var i = 0; i < path.Length; i++)
            path[i] = Uri.UnescapeDataString(path[i]);
        foreach (var method in All)
            if (method.Verb == verb && method.Match(path) is { } keys)
                return (method, keys);
        return null;
    }

    private static string Scope(string name) => ScopeRoot + name;

    private static ApiMethod Method(
        string name, string verb, string path, string[] scopes, FieldSchema? answer, Func<ApiCall, JsonObject?> run) =>
        new(name, verb, Root + path, scopes, answer, run);
}
