using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.State;

namespace EduIct.Emulator.Graph.Users;

/// <summary>What an address may be, and that nobody else has it.</summary>
internal static class GraphAddresses
{
    private const int MaxLocal = 64;
    private const int MaxDomain = 48;

    /// <summary>A userPrincipalName: its characters, lengths and domain (PROVIDERS.md 4, Behaviour; entra-docs concept-sspr-policy.md).</summary>
    public static string CheckPrincipalName(GraphTenant tenant, string name)
    {
        if (name.Split('@') is not [{ Length: > 0 and <= MaxLocal } local, { Length: > 0 and <= MaxDomain } domain]
            || !local.All(IsPrincipalCharacter) || local.EndsWith('.') || local.StartsWith('.'))
            throw GraphError.BadValue("userPrincipalName", "User");
        if (!tenant.Workspace.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase))
            throw new GraphError(
                400, "Request_BadRequest", "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.")
            {
                Detail = ("InvalidValue", "userPrincipalName"),
            };
        return name;
    }

    /// <summary>An address for mail: no accents, one @.</summary>
    public static string CheckMail(string mail) =>
        mail.Split('@') is [{ Length: > 0 and <= MaxLocal } local, { Length: > 0 } domain] && mail.All(char.IsAscii)
            && local.All(c => IsPrincipalCharacter(c) || c is '+' or '=' or '&' or '/') && domain.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
            ? mail
            : throw GraphError.BadValue("mail", "User");

    /// <summary>ASCII without the characters that the resource page forbids, and without a blank.</summary>
    public static string CheckNickname(string nickname, string resource) =>
        nickname.Length is > 0 and <= 64 && nickname.All(c => char.IsAscii(c) && !char.IsControl(c) && !"@()\\[]\";:<>, ".Contains(c, StringComparison.Ordinal))
            ? nickname
            : throw GraphError.BadValue("mailNickname", resource);

    public static void RequireFreePrincipalName(GraphTable table, string name, string? own)
    {
        if (table.By(DirectoryObject.User, "userPrincipalName", name).Any(id => id != own))
            throw GraphError.Conflict("userPrincipalName");
        RequireFreeProxy(table, name, own);
    }

    public static void RequireFreeProxy(GraphTable table, string address, string? own)
    {
        var taken = table.By(DirectoryObject.User, "proxyAddresses", "smtp:" + address)
            .Concat(table.By(DirectoryObject.Group, "proxyAddresses", "smtp:" + address))
            .Any(id => id != own);
        if (taken)
            throw GraphError.Conflict("proxyAddresses");
    }

    /// <summary>Makes an address the primary one; those before stay as further ones.</summary>
    public static void SetPrimary(JsonObject properties, string address)
    {
        var others = (properties["proxyAddresses"] as JsonArray ?? [])
            .Select(proxy => (string)proxy!)
            .Where(proxy => !proxy.Equals("smtp:" + address, StringComparison.OrdinalIgnoreCase))
            .Select(proxy => "smtp:" + proxy["smtp:".Length..]);
        properties["mail"] = address;
        properties["proxyAddresses"] = new JsonArray([(JsonNode)("SMTP:" + address), .. others.Select(proxy => (JsonNode)proxy)]);
    }

    private static bool IsPrincipalCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '\'' or '.' or '-' or '_' or '!' or '#' or '^' or '~';
}
