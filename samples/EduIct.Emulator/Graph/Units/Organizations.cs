using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.Protocol;

namespace EduIct.Emulator.Graph.Units;

/// <summary>Who the tenant is, and its domains.</summary>
internal static class Organizations
{
    public static GraphReply List(GraphCall call) => Of(call, "organization", new JsonObject
    {
        ["id"] = call.Tenant.TenantId,
        ["displayName"] = "EduIct emulator",
        ["countryLetterCode"] = "VN",
        ["tenantType"] = "AAD",
        ["verifiedDomains"] = new JsonArray([.. call.Tenant.Workspace.Domains.Select((domain, index) => new JsonObject
        {
            ["name"] = domain,
            ["isDefault"] = index == 0,
            ["isInitial"] = index == 0,
            ["type"] = "Managed",
        })]),
    });

    public static GraphReply Domains(GraphCall call) => Of(call, "domains", [.. call.Tenant.Workspace.Domains.Select((domain, index) => new JsonObject
    {
        ["id"] = domain,
        ["authenticationType"] = "Managed",
        ["isDefault"] = index == 0,
        ["isInitial"] = index == 0,
        ["isVerified"] = true,
        ["supportedServices"] = new JsonArray("Email", "OfficeCommunicationsOnline"),
    })]);

    private static GraphReply Of(GraphCall call, string set, params JsonNode[] value) =>
        new(200, new JsonObject { ["@odata.context"] = $"{call.Message.Root}/$metadata#{set}", ["value"] = new JsonArray(value) });
}
