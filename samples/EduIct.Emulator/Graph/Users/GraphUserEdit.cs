using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Query;
using EduIct.Emulator.Graph.State;

namespace EduIct.Emulator.Graph.Users;

/// <summary>Turns the body of a create or an update into the account as it is to be, or refuses it.</summary>
internal static class GraphUserEdit
{
    private const int MaxExtension = 1024;
    private static readonly EntityType Type = EntityType.User;

    public static DirectoryObject Create(GraphCall call, JsonObject body)
    {
        if (body["accountEnabled"] is null)
            throw Missing("accountEnabled");
        EntityBody.Required(body, "displayName", Type);
        EntityBody.Required(body, "mailNickname", Type);
        var name = GraphAddresses.CheckPrincipalName(call.Tenant, EntityBody.Required(body, "userPrincipalName", Type));
        if (body["passwordProfile"] is not JsonObject profile || profile["password"] is null)
            throw Missing("passwordProfile");
        var user = new DirectoryObject
        {
            Kind = DirectoryObject.User,
            Id = "",
            Properties = new JsonObject { ["userType"] = "Member" },
            Created = call.Tenant.UtcNow,
        };
        user = Apply(call, user, body);
        GraphAddresses.RequireFreePrincipalName(call.Now, name, null);
        return user with { Id = call.Tenant.NewId(DirectoryObject.User, name) };
    }

    public static DirectoryObject Apply(GraphCall call, DirectoryObject user, JsonObject body)
    {
        var former = user.Text("userPrincipalName");
        var changed = user.With(properties =>
        {
            var hadPassword = properties["passwordProfile"];
            EntityBody.Merge(Type, properties, body, "passwordProfile", "mail");
            properties["passwordProfile"] = hadPassword?.DeepClone();
            if (body["passwordProfile"] is JsonObject profile)
                SetPassword(call, properties, profile);
            CheckExtensions(properties);
        });
        if (body.ContainsKey("mailNickname"))
            GraphAddresses.CheckNickname(changed.Text("mailNickname") ?? throw GraphError.BadValue("mailNickname", Type.Title), Type.Title);
        if (body.ContainsKey("displayName") && changed.Text("displayName") is null)
            throw GraphError.BadValue("displayName", Type.Title);
        if (body.ContainsKey("usageLocation") && changed.Text("usageLocation") is { } country && !(country.Length == 2 && country.All(char.IsAsciiLetter)))
            throw GraphError.BadValue("usageLocation", Type.Title);
        if (EntityBody.Text(body, "mail", Type) is { } mail)
            changed = WithMail(call, changed, GraphAddresses.CheckMail(mail));
        if (former is not null && body.ContainsKey("userPrincipalName"))
            changed = Rename(call, changed, former, EntityBody.Required(body, "userPrincipalName", Type));
        return changed;
    }

    private static DirectoryObject Rename(GraphCall call, DirectoryObject user, string former, string name)
    {
        GraphAddresses.CheckPrincipalName(call.Tenant, name);
        GraphAddresses.RequireFreePrincipalName(call.Now, name, user.Id);
        // A mailbox that bore the old name takes the new one, and goes on receiving at the old.
        return string.Equals(user.Text("mail"), former, StringComparison.OrdinalIgnoreCase) ? user.With(properties => GraphAddresses.SetPrimary(properties, name)) : user;
    }

    private static DirectoryObject WithMail(GraphCall call, DirectoryObject user, string mail)
    {
        GraphAddresses.RequireFreeProxy(call.Now, mail, user.Id);
        return user.With(properties => GraphAddresses.SetPrimary(properties, mail));
    }

    private static void SetPassword(GraphCall call, JsonObject properties, JsonObject profile)
    {
        if (profile.ContainsKey("password"))
        {
            GraphPassword.Check(profile);
            properties["lastPasswordChangeDateTime"] = Selection.Time(call.Tenant.UtcNow);
        }

        // That there is one, and whether it must be changed, is all that is kept.
        properties["passwordProfile"] = new JsonObject
        {
            ["forceChangePasswordNextSignIn"] = profile["forceChangePasswordNextSignIn"]?.DeepClone() ?? true,
        };
    }

    private static void CheckExtensions(JsonObject properties)
    {
        if (properties["onPremisesExtensionAttributes"] is not JsonObject extensions)
            return;
        foreach (var (name, value) in extensions)
            if (!Enumerable.Range(1, 15).Any(i => name == $"extensionAttribute{i}")
                || value is not JsonValue text || text.GetValueKind() != System.Text.Json.JsonValueKind.String || text.GetValue<string>().Length > MaxExtension)
                throw GraphError.BadValue(name, Type.Title);
    }

    private static GraphError Missing(string name) => new(400, "Request_BadRequest", $"A value is required for property '{name}' of resource 'User'.");
}
