using System.Globalization;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Google;
using EduIct.People;
using EduIct.Units;
using Answer = EduIct.Integrations.Tests.Google.CannedServer.Answer;

namespace EduIct.Integrations.Tests.Google;

public sealed class GoogleFaultTests : IAsyncLifetime
{
    private CannedServer _server = null!;
    private GoogleDirectory _directory = null!;

    public async Task InitializeAsync()
    {
        _server = await CannedServer.StartAsync();
        _directory = GoogleDirectory.Create(_server.Options);
    }

    public async Task DisposeAsync()
    {
        _directory.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(400, "invalid", "Invalid Input: primary_user_email", DirectoryErrorKind.Invalid)]
    [InlineData(400, "required", "Missing required field: name", DirectoryErrorKind.Invalid)]
    [InlineData(400, "invalid", "Invalid Input: INVALID_OU_ID", DirectoryErrorKind.NotFound)]
    [InlineData(400, "invalid", "Invalid Parent Orgunit Id", DirectoryErrorKind.NotFound)]
    [InlineData(400, "invalid", "Invalid Ou Id", DirectoryErrorKind.Conflict)]
    [InlineData(401, "authError", "Invalid Credentials", DirectoryErrorKind.Unauthorized)]
    [InlineData(403, "forbidden", "Not Authorized to access this resource/api", DirectoryErrorKind.Forbidden)]
    [InlineData(403, "domainCannotUseApis", "Domain cannot use apis.", DirectoryErrorKind.Forbidden)]
    [InlineData(403, "accessNotConfigured", "Access Not Configured.", DirectoryErrorKind.Forbidden)]
    [InlineData(403, "insufficientPermissions", "Insufficient Permission", DirectoryErrorKind.Forbidden)]
    [InlineData(403, "quotaExceeded", "Quota exceeded", DirectoryErrorKind.Throttled)]
    [InlineData(403, "userRateLimitExceeded", "User Rate Limit Exceeded", DirectoryErrorKind.Throttled)]
    [InlineData(403, "rateLimitExceeded", "Rate Limit Exceeded", DirectoryErrorKind.Throttled)]
    [InlineData(403, "dailyLimitExceeded", "Daily Limit Exceeded", DirectoryErrorKind.QuotaExhausted)]
    [InlineData(404, "notFound", "Resource Not Found: userKey", DirectoryErrorKind.NotFound)]
    [InlineData(409, "duplicate", "Entity already exists.", DirectoryErrorKind.Conflict)]
    [InlineData(409, "conflict", "Conflicting requests. Please try again", DirectoryErrorKind.NotReady)]
    [InlineData(412, "limitExceeded", "Domain user limit reached.", DirectoryErrorKind.SeatsExhausted)]
    [InlineData(412, "limitExceeded", "Limit of aliases reached.", DirectoryErrorKind.Invalid)]
    [InlineData(412, "conditionNotMet", "User creation is not complete.", DirectoryErrorKind.NotReady)]
    [InlineData(412, "conditionNotMet", "User is deleted.", DirectoryErrorKind.NotFound)]
    [InlineData(412, "conditionNotMet", "Cyclic memberships not allowed", DirectoryErrorKind.Invalid)]
    [InlineData(412, "insufficientArchivedUserLicenses", "No licenses", DirectoryErrorKind.SeatsExhausted)]
    [InlineData(429, "rateLimitExceeded", "Rate Limit Exceeded", DirectoryErrorKind.Throttled)]
    [InlineData(500, "backendError", "Backend Error", DirectoryErrorKind.Transient)]
    [InlineData(503, "transientError", "Transient", DirectoryErrorKind.Transient)]
    public async Task A_refusal_says_what_to_do_next(int status, string reason, string message, DirectoryErrorKind kind)
    {
        _server.OnCall = _ => Answer.Error(status, reason, message);

        DirectoryException fault = await FaultAsync();

        Assert.Equal((kind, reason, message), (fault.Kind, fault.Reason, fault.Message));
        Assert.Null(fault.RetryAfter);
        Assert.Single(_server.Calls);
    }

    [Theory]
    [InlineData(502, "<html><title>502</title></html>", DirectoryErrorKind.Transient, "http502")]
    [InlineData(404, "<html>Not found</html>", DirectoryErrorKind.Transient, "http404")]
    [InlineData(403, "", DirectoryErrorKind.Transient, "http403")]
    [InlineData(409, "{\"error\":\"text\"}", DirectoryErrorKind.Transient, "http409")]
    [InlineData(409, "[]", DirectoryErrorKind.Transient, "http409")]
    [InlineData(409, "{\"error\":{\"errors\":[null],\"code\":409}}", DirectoryErrorKind.Conflict, "http409")]
    [InlineData(429, "slow down", DirectoryErrorKind.Throttled, "http429")]
    [InlineData(401, "", DirectoryErrorKind.Unauthorized, "http401")]
    [InlineData(200, "<html>Sign in</html>", DirectoryErrorKind.Transient, "unreadableAnswer")]
    [InlineData(200, "", DirectoryErrorKind.Transient, "unreadableAnswer")]
    [InlineData(200, "null", DirectoryErrorKind.Transient, "unreadableAnswer")]
    public async Task A_body_that_is_not_Googles_proves_nothing(int status, string body, DirectoryErrorKind kind, string reason)
    {
        _server.OnCall = _ => new Answer(status, body, "text/html");

        DirectoryException fault = await FaultAsync();

        Assert.Equal((kind, reason), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task Retry_After_is_read_in_seconds_and_as_a_date()
    {
        _server.OnCall = _ => Answer.Error(429, "rateLimitExceeded", "x", new() { ["Retry-After"] = "7" });
        Assert.Equal(TimeSpan.FromSeconds(7), (await FaultAsync()).RetryAfter);

        DateTimeOffset now = new(2026, 10, 1, 8, 0, 0, TimeSpan.Zero);
        _server.OnCall = _ => Answer.Error(503, "backendError", "x", new()
        {
            ["Date"] = now.ToString("R", CultureInfo.InvariantCulture),
            ["Retry-After"] = now.AddSeconds(90).ToString("R", CultureInfo.InvariantCulture),
        });
        Assert.Equal(TimeSpan.FromSeconds(90), (await FaultAsync()).RetryAfter);

        _server.OnCall = _ => Answer.Error(503, "backendError", "x", new()
        {
            ["Date"] = now.ToString("R", CultureInfo.InvariantCulture),
            ["Retry-After"] = now.AddSeconds(-90).ToString("R", CultureInfo.InvariantCulture),
        });
        Assert.Equal(TimeSpan.Zero, (await FaultAsync()).RetryAfter);
    }

    [Fact]
    public async Task Each_of_many_calls_at_once_gets_its_own_Retry_After()
    {
        _server.OnCall = sent => Answer.Error(429, "rateLimitExceeded", "x", new() { ["Retry-After"] = sent.Path.Split('/')[^1] });

        TimeSpan?[] waits = await Task.WhenAll(Enumerable.Range(1, 20).Select(async n =>
            (await Assert.ThrowsAsync<DirectoryException>(() => _directory.DeleteAccountAsync(n.ToString(CultureInfo.InvariantCulture)))).RetryAfter));

        Assert.Equal(Enumerable.Range(1, 20).Select(n => (TimeSpan?)TimeSpan.FromSeconds(n)), waits);
    }

    [Fact]
    public async Task A_broken_connection_may_have_had_an_effect()
    {
        _server.OnCall = _ => new Answer(0, "");

        Assert.Equal(DirectoryErrorKind.Transient, (await FaultAsync()).Kind);
        Assert.Single(_server.Calls);
    }

    [Fact]
    public async Task A_server_that_is_down_is_transient()
    {
        GoogleDirectoryOptions options = _server.Options;
        options.RootUrl = "http://127.0.0.1:1/";
        using GoogleDirectory directory = GoogleDirectory.Create(options);

        DirectoryException fault = await Assert.ThrowsAsync<DirectoryException>(() => directory.ListOrgUnitsAsync());

        Assert.Equal((DirectoryErrorKind.Transient, "connectionError"), (fault.Kind, fault.Reason));
    }

    [Theory]
    [InlineData(400, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid email or User ID\"}", DirectoryErrorKind.Unauthorized, "invalid_grant")]
    [InlineData(401, "{\"error\":\"unauthorized_client\",\"error_description\":\"Client is unauthorized\"}", DirectoryErrorKind.Unauthorized, "unauthorized_client")]
    [InlineData(503, "<html>", DirectoryErrorKind.Transient, "http503")]
    [InlineData(500, "{\"error\":\"internal_failure\"}", DirectoryErrorKind.Transient, "internal_failure")]
    [InlineData(429, "{\"error\":\"rate_limited\"}", DirectoryErrorKind.Throttled, "rate_limited")]
    [InlineData(404, "<html>", DirectoryErrorKind.Transient, "http404")]
    [InlineData(0, "", DirectoryErrorKind.Transient, "unknown")]
    public async Task A_token_that_is_refused_is_asked_for_once(int status, string body, DirectoryErrorKind kind, string reason)
    {
        _server.OnToken = _ => new Answer(status, body);

        DirectoryException fault = await FaultAsync();

        Assert.Equal(kind, fault.Kind);
        Assert.True(status == 0 || fault.Reason == reason, fault.Reason);
        Assert.Single(_server.TokenCalls);
        Assert.Empty(_server.Calls);
    }

    [Fact]
    public async Task Reasons_are_one_word_whatever_the_server_says()
    {
        _server.OnCall = _ => Answer.Error(400, "Nguyễn Văn An <an@bentre.edu.vn>", "x");

        Assert.Equal("http400", (await FaultAsync()).Reason);
    }

    [Fact]
    public async Task No_fault_shows_a_password_a_token_or_the_key()
    {
        NewAccount account = new(
            new PersonKey(CodeSystem.Moet, "1"), EmailAddress.Parse("an@bentre.edu.vn"), "An", "Nguyễn", OrgUnitPath.Root,
            new Placement(new UnitCode(CodeSystem.Moet, "1"), "THCS", Role.Student), new InitialPassword("Correct-Horse-7"));
        string keyText = CannedServer.Pem.Split('\n')[3];
        foreach (Answer answer in new[] { Answer.Error(400, "invalid", "Invalid Input"), new Answer(200, "{\"name\":7}"), new Answer(0, ""), new Answer(502, "x") })
        {
            _server.OnCall = _ => answer;
            string text = (await Assert.ThrowsAsync<DirectoryException>(() => _directory.CreateAccountAsync(account))).ToString();
            Assert.DoesNotContain("Correct-Horse", text, StringComparison.Ordinal);
            Assert.DoesNotContain("ya29.canned", text, StringComparison.Ordinal);
            Assert.DoesNotContain(keyText, text, StringComparison.Ordinal);
            Assert.DoesNotContain("Nguyễn", text, StringComparison.Ordinal);
            Assert.DoesNotContain("an@bentre", text, StringComparison.Ordinal);
        }
    }

    private Task<DirectoryException> FaultAsync() => Assert.ThrowsAsync<DirectoryException>(() => _directory.ListAccountsAsync(false, null));
}
