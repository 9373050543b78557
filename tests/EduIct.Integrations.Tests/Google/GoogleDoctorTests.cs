using EduIct.Accounts;
using EduIct.Google;
using Microsoft.Extensions.Time.Testing;
using Answer = EduIct.Integrations.Tests.Google.CannedServer.Answer;

namespace EduIct.Integrations.Tests.Google;

public sealed class GoogleDoctorTests : IAsyncLifetime
{
    private const string Domain = "bentre.edu.vn";

    private CannedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await CannedServer.StartAsync();
        _server.OnCall = Healthy;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_healthy_tenant_is_all_right()
    {
        IReadOnlyList<DoctorFinding> findings = await ExamineAsync();

        Assert.All(findings, finding => Assert.Equal(DoctorVerdict.Ok, finding.Verdict));
        string[] expected = ["google.admin", "google.clock", "google.customer", "google.domain", "google.key-file", "google.key-permissions", "google.quota", "google.scope", "google.token"];
        Assert.Equal(
            OperatingSystem.IsWindows() ? expected.Where(check => check != "google.key-permissions") : expected,
            findings.Select(finding => finding.Check).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(GoogleDirectory.Scopes.Length, findings.Count(finding => finding.Check == "google.scope"));
        Assert.All(_server.Calls, sent => Assert.Equal("GET", sent.Method));
    }

    [Fact]
    public async Task A_key_file_that_others_can_read_is_a_warning()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(_server.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        await OnlyAsync("google.key-permissions", DoctorVerdict.Warning, "chmod 600");
    }

    [Fact]
    public async Task A_broken_key_file_is_told_and_nothing_is_sent()
    {
        _server.WriteKey("nonsense");

        await OnlyAsync("google.key-not-pem", DoctorVerdict.Fault, "Google Cloud");
        Assert.Empty(_server.TokenCalls);
    }

    [Theory]
    [InlineData(6, DoctorVerdict.Fault, "ahead of")]
    [InlineData(-6, DoctorVerdict.Fault, "behind")]
    [InlineData(4, DoctorVerdict.Ok, "from the server's")]
    public async Task A_clock_more_than_five_minutes_off_is_a_fault(int minutes, DoctorVerdict verdict, string words)
    {
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow().AddMinutes(minutes));

        DoctorFinding clock = Assert.Single(await ExamineAsync(time: time), finding => finding.Check == "google.clock");

        Assert.Equal(verdict, clock.Verdict);
        Assert.Contains(words, clock.What.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invalid_grant", "Invalid email or User ID", "'admin'")]
    [InlineData("invalid_grant", "Invalid JWT Signature.", "new JSON key")]
    [InlineData("invalid_grant", "Invalid grant: account not found", "new JSON key")]
    [InlineData("invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.", "NTP")]
    [InlineData("invalid_client", "The OAuth client was not found.", "new JSON key")]
    [InlineData("internal_failure", "", "some minutes")]
    public async Task A_refused_token_says_what_to_do(string error, string description, string mend)
    {
        _server.OnToken = _ => new Answer(400, $$"""{"error":"{{error}}","error_description":"{{description}}"}""");

        await OnlyAsync("google.token", DoctorVerdict.Fault, mend);
        Assert.Empty(_server.Calls);
    }

    [Fact]
    public async Task A_missing_scope_is_named_with_the_client_to_give_it_to()
    {
        _server.OnToken = sent => sent.Claims.GetProperty("scope").GetString()!.Contains("orgunit", StringComparison.Ordinal)
            ? new Answer(401, """{"error":"unauthorized_client","error_description":"Client is unauthorized to retrieve access tokens using this method."}""")
            : Answer.Token("t");

        DoctorFinding finding = await OnlyAsync("google.delegation", DoctorVerdict.Fault, "100000000000000000001");

        Assert.EndsWith("add the scopes https://www.googleapis.com/auth/admin.directory.orgunit", finding.HowToMend!.Value.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_posts_are_accounts_the_scope_that_ends_sessions_is_looked_for_besides()
    {
        IReadOnlyList<DoctorFinding> healthy = await ExamineAsync(signsOut: true);
        _server.OnToken = sent => sent.Claims.GetProperty("scope").GetString()!.Contains("user.security", StringComparison.Ordinal)
            ? new Answer(401, """{"error":"unauthorized_client","error_description":"Client is unauthorized to retrieve access tokens using this method."}""")
            : Answer.Token("t");

        Assert.All(healthy, finding => Assert.Equal(DoctorVerdict.Ok, finding.Verdict));
        Assert.Equal(GoogleDirectory.Scopes.Length + 1, healthy.Count(finding => finding.Check == "google.scope"));
        DoctorFinding lacking = Assert.Single(await ExamineAsync(signsOut: true), finding => finding.Verdict != DoctorVerdict.Ok);
        Assert.EndsWith("add the scopes " + GoogleDirectory.SignOutScope, lacking.HowToMend!.Value.En, StringComparison.Ordinal);
        Assert.All(await ExamineAsync(), finding => Assert.Equal(DoctorVerdict.Ok, finding.Verdict));
        Assert.All(_server.Calls, sent => Assert.Equal("GET", sent.Method));
    }

    [Theory]
    [InlineData("/groups", 403, "insufficientPermissions", "google.scope", DoctorVerdict.Fault, "Domain-wide delegation")]
    [InlineData("/orgunits", 403, "forbidden", "google.scope", DoctorVerdict.Fault, "super administrator")]
    [InlineData("/customers/", 404, "notFound", "google.customer", DoctorVerdict.Fault, "my_customer")]
    [InlineData("/groups", 429, "rateLimitExceeded", "google.quota", DoctorVerdict.Warning, "another tool")]
    [InlineData("/domains", 503, "backendError", "google.scope", DoctorVerdict.Fault, "some minutes")]
    public async Task A_refused_read_says_what_to_do(string path, int status, string reason, string check, DoctorVerdict verdict, string mend)
    {
        _server.OnCall = sent => sent.Path.Contains(path, StringComparison.Ordinal) ? Answer.Error(status, reason, "x") : Healthy(sent);

        await OnlyAsync(check, verdict, mend);
    }

    [Theory]
    [InlineData("accessNotConfigured", "enable 'Admin SDK API'")]
    [InlineData("domainCannotUseApis", "API controls")]
    public async Task An_API_that_is_off_is_told_once(string reason, string mend)
    {
        _server.OnCall = _ => Answer.Error(403, reason, "x");

        await OnlyAsync("google.api", DoctorVerdict.Fault, mend);
        Assert.Single(_server.Calls);
    }

    [Theory]
    [InlineData("""{"domains":[]}""", "Add it")]
    [InlineData("""{"domains":[{"domainName":"BenTre.edu.vn","verified":false}]}""", "Verify it")]
    [InlineData("""{"domains":[{"domainName":"x.vn","verified":true,"domainAliases":[{"domainAliasName":"bentre.edu.vn","verified":true}]}]}""", "secondary domain")]
    public async Task A_domain_that_cannot_hold_addresses_is_a_fault(string body, string mend)
    {
        _server.OnCall = sent => sent.Path.EndsWith("/domains", StringComparison.Ordinal) ? new Answer(200, body) : Healthy(sent);

        await OnlyAsync("google.domain", DoctorVerdict.Fault, mend);
    }

    [Theory]
    [InlineData("""{"isDelegatedAdmin":true}""", DoctorVerdict.Warning, "groups")]
    [InlineData("""{"isAdmin":false}""", DoctorVerdict.Fault, "super administrator")]
    public async Task An_administrator_who_is_none_is_told(string body, DoctorVerdict verdict, string mend)
    {
        _server.OnCall = sent => sent.Path.Contains("/users/", StringComparison.Ordinal) ? new Answer(200, body) : Healthy(sent);

        await OnlyAsync("google.admin", verdict, mend);
    }

    [Fact]
    public async Task A_budget_above_what_Google_documents_is_a_warning()
    {
        DoctorFinding quota = Assert.Single(await ExamineAsync(budget: 2401), finding => finding.Check == "google.quota");

        Assert.Equal(DoctorVerdict.Warning, quota.Verdict);
        Assert.DoesNotContain(await ExamineAsync(budget: null), finding => finding.Check == "google.quota");
    }

    [Fact]
    public async Task A_server_out_of_reach_is_told()
    {
        string content = await File.ReadAllTextAsync(_server.KeyFile);
        await File.WriteAllTextAsync(_server.KeyFile, content.Replace($":{_server.Root.Port}/", ":1/", StringComparison.Ordinal));

        await OnlyAsync("google.connection", DoctorVerdict.Fault, "firewall");
    }

    private static Answer Healthy(CannedServer.Sent sent) => sent.Path switch
    {
        $"/admin/directory/v1/users/{CannedServer.Admin}" => new(200, """{"id":"1","isAdmin":true}"""),
        "/admin/directory/v1/groups" => new(200, "{}"),
        "/admin/directory/v1/customer/my_customer/orgunits" => new(200, "{}"),
        "/admin/directory/v1/customers/my_customer" => new(200, """{"id":"C01","customerDomain":"bentre.edu.vn"}"""),
        "/admin/directory/v1/customer/my_customer/domains" => new(200, """{"domains":[{"domainName":"bentre.edu.vn","verified":true,"isPrimary":true}]}"""),
        _ => Answer.Error(404, "notFound", sent.Path),
    };

    private async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(int? budget = 2400, TimeProvider? time = null, bool signsOut = false) =>
        await new GoogleDoctor(_server.Options, [Domain], budget, time, signsOut).ExamineAsync();

    // Exactly one thing is wrong, and the way out is said in both languages.
    private async Task<DoctorFinding> OnlyAsync(string check, DoctorVerdict verdict, string mend)
    {
        DoctorFinding finding = Assert.Single(await ExamineAsync(), finding => finding.Verdict != DoctorVerdict.Ok);
        Assert.Equal((check, verdict), (finding.Check, finding.Verdict));
        Assert.Contains(mend, (finding.HowToMend ?? finding.What).En, StringComparison.Ordinal);
        Assert.NotEmpty((finding.HowToMend ?? finding.What).Vi);
        return finding;
    }
}
