using EduIct.Accounts;
using EduIct.Exchange;
using EduIct.People;
using EduIct.Units;
using static EduIct.Integrations.Exchange.Tests.Exchange.CannedGraph;
using EmailAddress = EduIct.Addresses.EmailAddress;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>What each refusal of Graph's means to a caller, and that nothing is sent twice.</summary>
public sealed class GraphFaultTests : IAsyncLifetime
{
    private CannedGraph _server = null!;
    private ExchangeDirectory _directory = null!;

    public async Task InitializeAsync()
    {
        _server = await CannedGraph.StartAsync();
        _directory = ExchangeDirectory.Create(_server.Options);
    }

    public async Task DisposeAsync()
    {
        _directory.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(400, "Request_BadRequest", "Another object with the same value for property userPrincipalName already exists.", "ObjectConflict", DirectoryErrorKind.Conflict, "ObjectConflict")]
    [InlineData(400, "Request_BadRequest", "Another object with the same value for property mailNickname already exists.", null, DirectoryErrorKind.Conflict, "Request_BadRequest")]
    [InlineData(400, "Request_BadRequest", "The domain portion of the userPrincipalName property is invalid.", null, DirectoryErrorKind.Invalid, "Request_BadRequest")]
    [InlineData(400, "Request_BadRequest", "Subscription with SKU c2 does not have any available licenses.", null, DirectoryErrorKind.SeatsExhausted, "Request_BadRequest")]
    [InlineData(400, "Request_BadRequest", "License assignment cannot be done for user with invalid usage location.", null, DirectoryErrorKind.Invalid, "Request_BadRequest")]
    [InlineData(400, "Request_MultipleObjectsWithSameKeyValue", "Multiple objects.", null, DirectoryErrorKind.Conflict, "Request_MultipleObjectsWithSameKeyValue")]
    [InlineData(401, "InvalidAuthenticationToken", "Access token is empty.", null, DirectoryErrorKind.Unauthorized, "InvalidAuthenticationToken")]
    [InlineData(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.", null, DirectoryErrorKind.Forbidden, "Authorization_RequestDenied")]
    [InlineData(403, "Directory_QuotaExceeded", "The directory object quota limit has been exceeded.", null, DirectoryErrorKind.QuotaExhausted, "Directory_QuotaExceeded")]
    [InlineData(404, "Request_ResourceNotFound", "Resource 'x' does not exist.", null, DirectoryErrorKind.NotFound, "Request_ResourceNotFound")]
    [InlineData(404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise.", null, DirectoryErrorKind.NotReady, "MailboxNotEnabledForRESTAPI")]
    [InlineData(409, "Directory_ConcurrencyViolation", "Concurrency violation.", null, DirectoryErrorKind.NotReady, "Directory_ConcurrencyViolation")]
    [InlineData(429, "TooManyRequests", "Too many requests.", null, DirectoryErrorKind.Throttled, "TooManyRequests")]
    [InlineData(429, "Request_ThrottledTemporarily", "Throttled.", null, DirectoryErrorKind.Throttled, "Request_ThrottledTemporarily")]
    [InlineData(500, "InternalServerError", "Oops.", null, DirectoryErrorKind.Transient, "InternalServerError")]
    [InlineData(503, "ServiceUnavailable", "Busy.", null, DirectoryErrorKind.Transient, "ServiceUnavailable")]
    [InlineData(504, "GatewayTimeout", "Late.", null, DirectoryErrorKind.Transient, "GatewayTimeout")]
    [InlineData(400, "not one word", "Wrong.", null, DirectoryErrorKind.Invalid, "http400")]
    public async Task A_refusal_has_its_kind_and_Graphs_own_reason(int status, string code, string message, string? detail, DirectoryErrorKind kind, string reason)
    {
        _server.OnCall = _ => Answer.Error(status, code, message, detail);

        DirectoryException fault = await FaultAsync(() => _directory.CreateAccountAsync(Person()));

        Assert.Equal((kind, reason, message), (fault.Kind, fault.Reason, fault.Message));
        Assert.Single(_server.Calls);
    }

    [Fact]
    public async Task A_server_that_throttles_says_for_how_long()
    {
        _server.OnCall = _ => Answer.Error(429, "TooManyRequests", "Too many requests.", headers: new() { ["Retry-After"] = "7" });
        Assert.Equal(TimeSpan.FromSeconds(7), (await FaultAsync(() => _directory.DeleteAccountAsync(UserId))).RetryAfter);

        _server.OnCall = _ => Answer.Error(503, "ServiceUnavailable", "Busy.", headers: new() { ["Retry-After"] = "Tue, 24 Nov 2026 10:00:30 GMT", ["Date"] = "Tue, 24 Nov 2026 10:00:00 GMT" });
        Assert.Equal(TimeSpan.FromSeconds(30), (await FaultAsync(() => _directory.DeleteAccountAsync(UserId))).RetryAfter);
        Assert.Equal(2, _server.Calls.Count);
    }

    [Theory]
    [InlineData(502, DirectoryErrorKind.Transient, "http502")]
    [InlineData(403, DirectoryErrorKind.Transient, "http403")]
    [InlineData(404, DirectoryErrorKind.Transient, "http404")]
    [InlineData(401, DirectoryErrorKind.Unauthorized, "http401")]
    [InlineData(429, DirectoryErrorKind.Throttled, "http429")]
    [InlineData(200, DirectoryErrorKind.Transient, "http200")]
    public async Task A_page_that_is_not_Graphs_says_nothing_of_the_directory(int status, DirectoryErrorKind kind, string reason)
    {
        _server.OnCall = _ => new Answer(status, "<html><body>an.nv@bentre.edu.vn</body></html>", "text/html", new() { ["Retry-After"] = "3" });

        DirectoryException fault = await FaultAsync(() => _directory.FindAccountAsync(UserId));

        Assert.Equal((kind, reason, TimeSpan.FromSeconds(3)), (fault.Kind, fault.Reason, fault.RetryAfter));
        Assert.DoesNotContain("an.nv", fault.ToString(), StringComparison.Ordinal);
        Assert.Single(_server.Calls);
    }

    [Theory]
    [InlineData("""{"error":{}}""")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("{\"error\":")]
    [InlineData("")]
    public async Task A_refusal_that_cannot_be_read_is_transient(string body)
    {
        _server.OnCall = _ => new Answer(400, body);

        Assert.Equal(DirectoryErrorKind.Transient, (await FaultAsync(() => _directory.DeleteAccountAsync(UserId))).Kind);
        Assert.Single(_server.Calls);
    }

    [Theory]
    [InlineData("{\"value\":")]
    [InlineData("[]")]
    [InlineData("{\"value\":7}")]
    public async Task A_success_that_cannot_be_read_is_a_fault_or_an_empty_page(string body)
    {
        _server.OnCall = call => call.Path == "/v1.0/groups" ? new Answer(200, body) : null;

        try
        {
            Assert.Empty((await _directory.ListGroupsAsync(null)).Items);
        }
        catch (DirectoryException fault)
        {
            Assert.Equal(DirectoryErrorKind.Transient, fault.Kind);
        }
    }

    [Fact]
    public async Task A_connection_that_breaks_is_transient()
    {
        _server.OnCall = _ => new Answer(0, "");

        Assert.Equal(DirectoryErrorKind.Transient, (await FaultAsync(() => _directory.CreateAccountAsync(Person()))).Kind);
        Assert.Single(_server.Calls);
    }

    [Fact]
    public async Task A_redirection_is_not_followed()
    {
        _server.OnCall = _ => new Answer(302, "", Headers: new() { ["Location"] = new Uri(_server.Root, "/elsewhere").AbsoluteUri });

        Assert.Equal((DirectoryErrorKind.Invalid, "http302"), await KindAsync(() => _directory.FindAccountAsync(UserId)));
        Assert.Single(_server.Calls);
    }

    [Fact]
    public async Task A_next_page_on_another_server_gets_no_token()
    {
        _server.OnCall = call => call.Path == "/v1.0/groups" ? Answer.Json("""{"value":[],"@odata.nextLink":"https://attacker.example/v1.0/groups?$skiptoken=x"}""") : null;

        Assert.Equal((DirectoryErrorKind.Invalid, "foreignNextLink"), await KindAsync(() => _directory.ListGroupsAsync(null)));
        await Assert.ThrowsAsync<ArgumentException>(() => _directory.ListGroupsAsync("https://attacker.example/v1.0/groups"));
    }

    [Fact]
    public async Task No_answer_in_time_is_transient()
    {
        using ManualResetEventSlim over = new();
        ExchangeDirectoryOptions options = _server.Options;
        options.RequestTimeout = TimeSpan.FromMilliseconds(200);
        using ExchangeDirectory hasty = ExchangeDirectory.Create(options);
        _server.OnCall = _ =>
        {
            over.Wait(TimeSpan.FromSeconds(30));
            return Answer.Nothing;
        };

        Assert.Equal((DirectoryErrorKind.Transient, "timeout"), await KindAsync(() => hasty.DeleteAccountAsync(UserId)));
        over.Set();
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}""", DirectoryErrorKind.Unauthorized, "invalid_client")]
    [InlineData(400, """{"error":"unauthorized_client","error_description":"AADSTS700016: Application was not found."}""", DirectoryErrorKind.Unauthorized, "unauthorized_client")]
    [InlineData(503, """{"error":"temporarily_unavailable","error_description":"AADSTS90033: A transient error has occurred."}""", DirectoryErrorKind.Transient, null)]
    public async Task A_token_that_is_refused_has_its_kind_and_the_secret_is_told_nobody(int status, string body, DirectoryErrorKind kind, string? reason)
    {
        _server.OnToken = _ => Answer.Json(body, status);

        DirectoryException fault = await FaultAsync(() => _directory.FindAccountAsync(UserId));

        Assert.Equal(kind, fault.Kind);
        Assert.True(reason is null || reason == fault.Reason, fault.Reason);
        Assert.DoesNotContain("s3cret", fault.ToString(), StringComparison.Ordinal);
        Assert.Empty(_server.Calls);
    }

    [Fact]
    public async Task A_token_serves_many_calls()
    {
        for (int i = 0; i < 3; i++)
        {
            await _directory.ListGroupsAsync(null);
        }

        Assert.Single(_server.TokenCalls);
        Assert.All(_server.Calls, call => Assert.Equal("Bearer eyJ.canned", call.Authorization));
        Assert.Contains("scope=https%3A%2F%2Fgraph.microsoft.com%2F.default", _server.TokenCalls.Single().Body, StringComparison.OrdinalIgnoreCase);
    }

    internal static NewAccount Person(string local = "an.nv") =>
        new(
            new PersonKey(CodeSystem.Moet, "p1"), EmailAddress.Parse($"{local}@bentre.edu.vn"), "Ân", "Nguyễn Văn", OrgUnitPath.Root,
            new Placement(new UnitCode(CodeSystem.Moet, "79000001"), "THPT Nguyễn Đình Chiểu", Role.Student, "10A1", "10"), new InitialPassword("Khong-Ai-Biet-1"));

    private static Task<DirectoryException> FaultAsync(Func<Task> call) => Assert.ThrowsAsync<DirectoryException>(call);

    private static async Task<(DirectoryErrorKind, string)> KindAsync(Func<Task> call)
    {
        DirectoryException fault = await FaultAsync(call);
        return (fault.Kind, fault.Reason);
    }
}
