using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;
using EduIct.Emulator.State;

namespace EduIct.Emulator.Graph.Roles;

/// <summary>Who holds which role of the directory (Graph v1.0 reference, <c>rbacApplication: list roleAssignments</c> and <c>unifiedRoleAssignment</c>).</summary>
internal static class RoleAssignments
{
    /// <summary>The template of the Global Administrator ("Microsoft Entra built-in roles").</summary>
    public const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

    private static readonly EntityType Type = EntityType.RoleAssignment;

    public static DirectoryObject New(GraphTenant tenant, string principal, string role, string scope) => new()
    {
        Kind = DirectoryObject.RoleAssignment,
        Id = tenant.NewId(DirectoryObject.RoleAssignment, $"{principal} {role} {scope}"),
        Created = tenant.UtcNow,
        Properties = new JsonObject { ["principalId"] = principal, ["roleDefinitionId"] = role, ["directoryScopeId"] = scope },
    };

    public static GraphReply List(GraphCall call)
    {
        var selection = Selection.Of(call, Type);
        var filter = FilterParser.Read(call, Type);
        var expands = Expands(call);
        var found = call.Seen.Live(DirectoryObject.RoleAssignment).Select(id => call.Seen.ById(id)!).Where(item => filter?.Matches(item) ?? true);
        return GraphPaging.Page(call, selection.Context, found, item => item.Id, item => Render(call, selection, item, expands));
    }

    public static GraphReply Create(GraphCall call)
    {
        var body = call.Body();
        var principal = EntityBody.Required(body, "principalId", Type);
        var role = EntityBody.Required(body, "roleDefinitionId", Type);
        var scope = EntityBody.Required(body, "directoryScopeId", Type);
        if (call.Now.LiveById(principal) is not { Kind: DirectoryObject.User or DirectoryObject.Group } holder)
            throw GraphError.NotFound(principal);
        // Only a group that was made for it can hold a role.
        if (holder.Kind == DirectoryObject.Group && (bool?)holder.Properties["isAssignableToRole"] != true)
            throw GraphError.Bad("The role assignment is not supported for a group that is not role-assignable.");
        if (call.Now.Live(DirectoryObject.RoleAssignment).Select(id => call.Now.ById(id)!).Any(item =>
            item.Text("principalId") == principal && item.Text("roleDefinitionId") == role && item.Text("directoryScopeId") == scope))
            throw GraphError.Bad("A conflicting object with one or more of the specified property values is present in the directory.");
        var made = New(call.Tenant, principal, role, scope);
        call.Commit(new Change { Object = made });
        return call.Created("roleManagement/directory/roleAssignments", made.Id, Selection.Default(Type).One(call, made).Json!);
    }

    private static bool Expands(GraphCall call) => call.Query["$expand"] switch
    {
        null => false,
        "principal" => true,
        var other => throw new GraphError(400, "BadRequest", $"Parsing OData Select and Expand failed: Could not find a property named '{other}' on type 'microsoft.graph.{Type.Name}'."),
    };

    private static JsonObject Render(GraphCall call, Selection selection, DirectoryObject item, bool expands)
    {
        var json = selection.Render(item);
        json["id"] = item.Id;
        if (expands && call.Seen.LiveById(item.Text("principalId")!) is { } principal)
        {
            var type = EntityType.ByKind[principal.Kind];
            var shown = Selection.Default(type).Render(principal);
            shown["@odata.type"] = "#microsoft.graph." + type.Name;
            json["principal"] = shown;
        }
        return json;
    }
}
