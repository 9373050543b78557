using System.Text;
using EduIct.People;
using EduIct.Posts;
using EduIct.Tenants;

namespace EduIct.Integrations.Tests.Tenants;

public sealed class TenantFileTests
{
    private const string Good = """
        { "version": 1, "tenant": "so-bentre", "personKeys": ["moet", "oneroster"],
          "scope": { "units": ["so-bentre"], "roles": ["student", "teacher"] },
          "providers": [ { "kind": "google", "id": "g", "customer": "my_customer", "admin": "admin@bentre.edu.vn", "keyFile": "key.json", "rootUrl": null, "budget": { "callsPerMinute": 2400 } } ],
          "domains": [ { "domain": "bentre.edu.vn", "provider": "g", "units": ["so-bentre"], "roles": ["student", "teacher"], "patterns": ["{given}.{initials}{yy}", "{given}.{initials}.{code:4}"] } ],
          "orgUnits": { "student": "/HocSinh/{unit}/{class}", "teacher": "/GiaoVien/{unit}" }, "groups": { "class": "lop.{class}.{unit}", "staff": "gv.{unit}" },
          "leavers": { "suspend": true, "orgUnit": "/DaNghi", "deleteAfterDays": null }, "graduates": { "keepUntil": null },
          "guards": { "leaversShare": 0.05, "deletions": 0, "protected": ["admin@bentre.edu.vn"], "staleShare": 0.02 }, "handover": { "certificate": "reader.pem" } }
        """;

    [Fact]
    public void The_example_of_the_contract_is_read_and_paths_are_relative_to_the_file()
    {
        TenantFileResult result = Parse(Good);

        Assert.Empty(result.Issues);
        TenantFile tenant = result.File!;
        string folder = Path.GetFullPath("tenants");
        Assert.Equal(Path.Combine(folder, "key.json"), Assert.Single(tenant.Providers).KeyFile);
        Assert.Equal(Path.Combine(folder, "reader.pem"), tenant.HandoverCertificate);
        Assert.Equal(("so-bentre", 2, "/DaNghi"), (tenant.Policy.Tenant, tenant.Policy.PersonKeys.Length, tenant.Policy.Leavers.OrgUnit.ToString()));
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_its_pointer()
    {
        TenantFileResult result = Parse(Good
            .Replace("\"tenant\": \"so-bentre\"", "\"tenat\": \"x\"", StringComparison.Ordinal)
            .Replace("\"moet\", \"oneroster\"", "\"moet\", \"moet\", \"a b\"", StringComparison.Ordinal)
            .Replace("\"provider\": \"g\"", "\"provider\": \"x\"", StringComparison.Ordinal)
            .Replace("2400", "0", StringComparison.Ordinal)
            .Replace("{given}.{initials}{yy}", "{gven}", StringComparison.Ordinal)
            .Replace("0.05", "5", StringComparison.Ordinal)
            .Replace("\"rootUrl\": null", "\"rootUrl\": \"http://example.com/\"", StringComparison.Ordinal)
            .Replace("/HocSinh/{unit}/{class}", "HocSinh/{lop}", StringComparison.Ordinal));

        Assert.Null(result.File);
        Assert.Equal(
            [
                "/domains/0/patterns/0", "/domains/0/provider", "/guards/leaversShare", "/orgUnits/student", "/orgUnits/student", "/personKeys/1", "/personKeys/2",
                "/providers/0/budget/callsPerMinute", "/providers/0/rootUrl", "/tenant", "/tenat",
            ],
            result.Issues.Select(issue => issue.Place.Field).Order(StringComparer.Ordinal));
        Assert.All(result.Issues, issue => Assert.False(string.IsNullOrWhiteSpace(issue.Message.Vi) || string.IsNullOrWhiteSpace(issue.Message.En)));
    }

    [Fact]
    public void A_provider_of_exchange_is_read_beside_google()
    {
        TenantFileResult result = Parse(WithExchange("""
            "tenantId": "0b8b6f0e-4f0e-4f7e-9f5e-0123456789ab", "clientId": "7c1b6f0e-4f0e-4f7e-9f5e-0123456789ab", "secretFile": "secret.txt",
            "rootUrl": "https://127.0.0.1:8443/v1.0", "authorityUrl": "https://127.0.0.1:8443/", "licences": { "student": "STANDARDWOFFPACK_STUDENT" },
            "education": true, "budget": { "callsPerMinute": 600 }
            """));

        Assert.Empty(result.Issues);
        ProviderSettings exchange = result.File!.Providers.Single(provider => provider.Id == "m");
        Assert.Equal(("exchange", 600, "https://127.0.0.1:8443/v1.0"), (exchange.Kind, exchange.CallsPerMinute, exchange.RootUrl!.AbsoluteUri));
        ExchangeSettings settings = exchange.Exchange!;
        Assert.Equal(Path.Combine(Path.GetFullPath("tenants"), "secret.txt"), settings.SecretFile);
        Assert.Equal("STANDARDWOFFPACK_STUDENT", settings.Licences[Role.Student]);
        Assert.Equal(("VN", true, false), (settings.UsageLocation, settings.Education, settings.ManagedIdentity));
        Assert.Null(result.File.Providers.Single(provider => provider.Id == "g").Exchange);
    }

    [Fact]
    public void Who_comes_first_where_seats_are_few_is_read_in_its_order()
    {
        Assert.Equal([Role.Principal, Role.Teacher], Parse(WithSeats("\"seats\": { \"priority\": [\"principal\", \"teacher\"] }")).File!.Policy.SeatPriority.AsEnumerable());
        Assert.Equal(["/seats/first", "/seats/priority"], Parse(WithSeats("\"seats\": { \"first\": 1 }")).Issues.Select(issue => issue.Place.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void How_posts_are_kept_is_read_and_every_fault_of_it_told()
    {
        PostPolicy policy = Parse(WithPosts("""{ "provider": "g", "as": "account", "domain": "CD.bentre.edu.vn", "orgUnit": "/ChucDanh/{unit}" }""")).File!.Policy.Posts!;

        Assert.Equal(new PostPolicy("g", PostForm.Account) { Domain = "cd.bentre.edu.vn", OrgUnit = "/ChucDanh/{unit}" }, policy);
        Assert.Null(Parse(Good).File!.Policy.Posts);
        Assert.Equal(["/posts/as", "/posts/domain", "/posts/members", "/posts/orgUnit", "/posts/provider"], Fields("""{ "provider": "x", "as": "list", "domain": "bentre", "orgUnit": "x/{lop}", "members": 1 }"""));
        Assert.Equal(["/posts/orgUnit"], Fields("""{ "provider": "g", "as": "group", "orgUnit": "/ChucDanh" }"""));
        Assert.Equal(["/posts/as", "/posts/provider"], Fields("{}"));
        Assert.Equal(["/personKeys/1"], Parse(Good.Replace("\"oneroster\"]", "\"post\"]", StringComparison.Ordinal)).Issues.Select(issue => issue.Place.Field));

        string other = WithExchange("\"tenantId\": \"bentre.edu.vn\", \"managedIdentity\": true");
        Assert.Equal("/posts/domain", Assert.Single(Parse(WithPosts("""{ "provider": "m", "as": "group", "domain": "bentre.edu.vn" }""", other)).Issues).Place.Field);

        IEnumerable<string?> Fields(string posts) => [.. Parse(WithPosts(posts)).Issues.Select(issue => issue.Place.Field).Distinct().Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void A_managed_identity_needs_no_client()
    {
        TenantFileResult result = Parse(WithExchange("\"tenantId\": \"bentre.edu.vn\", \"managedIdentity\": true"));

        Assert.Empty(result.Issues);
        ProviderSettings exchange = result.File!.Providers.Single(provider => provider.Id == "m");
        Assert.Equal((true, null, 1200), (exchange.Exchange!.ManagedIdentity, exchange.Exchange.ClientId, exchange.CallsPerMinute));
    }

    [Fact]
    public void Every_fault_of_exchange_is_told_at_once()
    {
        TenantFileResult result = Parse(WithExchange("""
            "tenantId": "a b", "clientId": "x", "secretFile": "s", "certificateFile": "c", "admin": "a@bentre.edu.vn", "authorityUrl": "http://example.com/",
            "licences": { "student": "a b" }, "usageLocation": "vn", "education": 1
            """));

        Assert.Equal(
            [
                "/providers/1", "/providers/1/admin", "/providers/1/authorityUrl", "/providers/1/clientId", "/providers/1/education",
                "/providers/1/licences/student", "/providers/1/tenantId", "/providers/1/usageLocation",
            ],
            result.Issues.Select(issue => issue.Place.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_settings_of_one_kind_are_unknown_to_the_other()
    {
        TenantFileResult result = Parse(Good.Replace("\"keyFile\": \"key.json\"", "\"keyFile\": \"key.json\", \"secretFile\": \"s\"", StringComparison.Ordinal));

        Assert.Equal("/providers/0/secretFile", Assert.Single(result.Issues).Place.Field);
        Assert.Equal("tenant.bad-value", Assert.Single(Parse(Good.Replace("\"google\"", "\"other\"", StringComparison.Ordinal)).Issues, issue => issue.Place.Field == "/providers/0/kind").Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"version\": 1,, }")]
    [InlineData("{ \"tenant\": \"a\", \"tenant\": \"b\" }")]
    public void What_is_no_tenant_is_refused_without_an_exception(string text) => Assert.NotEmpty(Parse(text).Issues);

    private static string WithSeats(string seats) => Good.Replace("\"guards\"", seats + ", \"guards\"", StringComparison.Ordinal);

    private static string WithPosts(string posts, string tenant = Good) => tenant.Replace("\"guards\"", $"\"posts\": {posts}, \"guards\"", StringComparison.Ordinal);

    private static string WithExchange(string settings) =>
        Good.Replace("\"callsPerMinute\": 2400 } } ]", "\"callsPerMinute\": 2400 } }, { \"kind\": \"exchange\", \"id\": \"m\", " + settings + " } ]", StringComparison.Ordinal);

    private static TenantFileResult Parse(string json) => TenantFile.Parse(Encoding.UTF8.GetBytes(json), Path.Combine("tenants", "tenant.json"));
}
