using System.Text.Json.Nodes;

namespace EduIct.Emulator.Tenants;

/// <summary>The tenant of CONTRACTS.md, with this server's address and a budget that does not slow a demonstration down.</summary>
internal static class TenantJson
{
    private const int CallsPerMinute = 60_000;

    public static JsonObject Of(EmulatorServer server, TenantProvider provider) => new()
    {
        ["version"] = 1,
        ["tenant"] = "so-bentre",
        ["personKeys"] = new JsonArray("moet", "oneroster"),
        ["scope"] = new JsonObject { ["units"] = new JsonArray("so-bentre"), ["roles"] = new JsonArray("student", "teacher") },
        ["providers"] = provider switch
        {
            TenantProvider.Google => new JsonArray(Google(server)),
            TenantProvider.Exchange => new JsonArray(Exchange(server)),
            _ => new JsonArray(Google(server), Exchange(server)),
        },
        ["domains"] = provider switch
        {
            TenantProvider.Google => new JsonArray(Domain(server.Domains[0], "g", "student", "teacher")),
            TenantProvider.Exchange => new JsonArray(Domain(server.Domains[0], "m", "student", "teacher")),
            // Where there are two domains, each provider has its own, as the mail of one domain goes to one place.
            _ => new JsonArray(Domain(server.Domains[^1], "g", "student"), Domain(server.Domains[0], "m", "teacher")),
        },
        ["orgUnits"] = new JsonObject { ["student"] = "/HocSinh/{unit}/{class}", ["teacher"] = "/GiaoVien/{unit}" },
        ["groups"] = new JsonObject { ["class"] = "lop.{class}.{unit}", ["staff"] = "gv.{unit}" },
        ["posts"] = new JsonObject
        {
            ["provider"] = provider == TenantProvider.Google ? "g" : "m", ["as"] = "group", ["domain"] = server.Domains[0],
        },
        ["leavers"] = new JsonObject { ["suspend"] = true, ["orgUnit"] = "/DaNghi", ["deleteAfterDays"] = null },
        ["graduates"] = new JsonObject { ["keepUntil"] = null },
        ["guards"] = new JsonObject
        {
            ["leaversShare"] = 0.05,
            ["deletions"] = 0,
            ["protected"] = new JsonArray(server.AdminAddress),
            ["staleShare"] = 0.02,
        },
        ["handover"] = new JsonObject { ["certificate"] = "reader.pem" },
    };

    private static JsonObject Google(EmulatorServer server) => new()
    {
        ["kind"] = "google",
        ["id"] = "g",
        ["customer"] = "my_customer",
        ["admin"] = server.AdminAddress,
        ["keyFile"] = "key.json",
        ["rootUrl"] = server.RootUri.AbsoluteUri,
        ["budget"] = new JsonObject { ["callsPerMinute"] = CallsPerMinute },
    };

    private static JsonObject Exchange(EmulatorServer server) => new()
    {
        ["kind"] = "exchange",
        ["id"] = "m",
        ["tenantId"] = server.TenantId,
        ["clientId"] = server.ClientId,
        ["secretFile"] = "secret.txt",
        ["rootUrl"] = server.GraphUri.AbsoluteUri,
        ["authorityUrl"] = server.RootUri.AbsoluteUri,
        ["licences"] = new JsonObject { ["student"] = "STANDARDWOFFPACK_STUDENT", ["teacher"] = "STANDARDWOFFPACK_FACULTY" },
        ["usageLocation"] = "VN",
        ["budget"] = new JsonObject { ["callsPerMinute"] = CallsPerMinute },
    };

    private static JsonObject Domain(string domain, string provider, params string[] roles) => new()
    {
        ["domain"] = domain,
        ["provider"] = provider,
        ["units"] = new JsonArray("so-bentre"),
        ["roles"] = new JsonArray([.. roles.Select(role => (JsonNode)role)]),
        ["patterns"] = new JsonArray("{given}.{initials}{yy}", "{given}.{initials}.{code:4}"),
    };
}
