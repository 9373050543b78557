using EduIct.Integrations.Exchange.Tests.Exchange;
using EduIct.Integrations.Tests.Mail;
using EduIct.Mail;
using Microsoft.Extensions.Time.Testing;
using static EduIct.Integrations.Exchange.Tests.Exchange.CannedGraph;

namespace EduIct.Integrations.Exchange.Tests.Mail;

/// <summary>What the transport makes of each answer, and that it keeps to Graph's limits by itself.</summary>
public sealed class ExchangeMailFaultTests : IAsyncLifetime
{
    private static readonly Answer Accepted = new(202, "");

    private CannedGraph _server = null!;

    public async Task InitializeAsync() => _server = await CannedGraph.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.", MailErrorKind.Throttled)]
    [InlineData(400, "ErrorSubmissionQuotaExceeded", "The message couldn't be sent because the sender's submission quota was exceeded.", MailErrorKind.Throttled)]
    [InlineData(413, "RequestEntityTooLarge", "Too large", MailErrorKind.TooLarge)]
    [InlineData(400, "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.", MailErrorKind.TooLarge)]
    [InlineData(400, "BadRequest", "The maximum request length supported is 4MB.", MailErrorKind.TooLarge)]
    [InlineData(404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise.", MailErrorKind.Transient)]
    [InlineData(507, "ErrorQuotaExceeded", "The mailbox is full.", MailErrorKind.Transient)]
    [InlineData(409, "ErrorIrresolvableConflict", "The send or update operation could not be performed.", MailErrorKind.Transient)]
    [InlineData(503, "ErrorServerBusy", "Busy", MailErrorKind.Transient)]
    [InlineData(401, "InvalidAuthenticationToken", "Access token has expired.", MailErrorKind.Authentication)]
    [InlineData(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.", MailErrorKind.Authentication)]
    [InlineData(403, "ErrorSendAsDenied", "No right to send on behalf", MailErrorKind.RefusedMessage)]
    [InlineData(400, "ErrorMimeContentInvalid", "The MIME content is invalid.", MailErrorKind.RefusedMessage)]
    [InlineData(400, "ErrorInvalidRecipients", "At least one recipient is not valid.", MailErrorKind.RefusedRecipient)]
    public async Task Each_refusal_has_its_kind(int status, string code, string message, MailErrorKind expected)
    {
        _server.OnCall = _ => Answer.Error(status, code, message);
        using ExchangeMailTransport transport = Open();

        MailException fault = await Assert.ThrowsAsync<MailException>(() => transport.SendAsync(MailSample.Message()));

        Assert.Equal((expected, code), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task Of_several_recipients_one_that_is_not_valid_refuses_the_message()
    {
        _server.OnCall = _ => Answer.Error(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
        using ExchangeMailTransport transport = Open();

        Assert.Equal(MailErrorKind.RefusedMessage, (await Assert.ThrowsAsync<MailException>(() => transport.SendAsync(MailSample.Message("k", "a@x.vn", "b@x.vn")))).Kind);
    }

    [Fact]
    public async Task The_wait_that_Graph_asks_for_is_told()
    {
        _server.OnCall = _ => Answer.Error(429, "ApplicationThrottled", "Too many", headers: new() { ["Retry-After"] = "17" });
        using ExchangeMailTransport transport = Open();

        Assert.Equal(TimeSpan.FromSeconds(17), (await Assert.ThrowsAsync<MailException>(() => transport.SendAsync(MailSample.Message()))).RetryAfter);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    public async Task Another_success_than_202_is_none(int status)
    {
        _server.OnCall = _ => new Answer(status, "");
        using ExchangeMailTransport transport = Open();

        MailException fault = await Assert.ThrowsAsync<MailException>(() => transport.SendAsync(MailSample.Message()));

        Assert.Equal((MailErrorKind.Transient, $"http{status}"), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task A_lost_answer_leaves_it_open_whether_the_message_was_taken()
    {
        _server.OnCall = _ => new Answer(0, "");
        using ExchangeMailTransport transport = Open();

        Assert.Equal(MailErrorKind.Transient, (await Assert.ThrowsAsync<MailException>(() => transport.SendAsync(MailSample.Message()))).Kind);
        Assert.Single(_server.Calls);
    }

    [Fact]
    public async Task Where_nobody_gives_a_token_or_nobody_listens_nothing_was_sent()
    {
        _server.OnToken = _ => Answer.Json("""{"error":"temporarily_unavailable","error_description":"AADSTS90033: A transient error has occurred."}""", 503);
        using ExchangeMailTransport transport = Open();
        Assert.Equal(MailErrorKind.Unreachable, (await Assert.ThrowsAsync<MailException>(() => transport.SendAsync(MailSample.Message()))).Kind);

        _server.OnToken = _ => Answer.Json("""{"token_type":"Bearer","expires_in":3599,"access_token":"eyJ.canned"}""");
        ExchangeMailOptions options = new() { Application = _server.Options };
        options.Application.RootUrl = "http://127.0.0.1:1";
        using ExchangeMailTransport nowhere = new(options);
        Assert.Equal(MailErrorKind.Unreachable, (await Assert.ThrowsAsync<MailException>(() => nowhere.SendAsync(MailSample.Message()))).Kind);
    }

    [Fact]
    public async Task No_more_than_four_requests_are_on_their_way()
    {
        (int inside, int most, int entered) = (0, 0, 0);
        _server.OnCall = _ =>
        {
            int now = Interlocked.Increment(ref inside);
            InterlockedMax(ref most, now);
            Interlocked.Increment(ref entered);
            SpinWait.SpinUntil(() => Volatile.Read(ref entered) >= 4, TimeSpan.FromSeconds(20));
            Interlocked.Decrement(ref inside);
            return Accepted;
        };
        using ExchangeMailTransport transport = Open();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => transport.SendAsync(MailSample.Message($"{i}"))));

        Assert.Equal((4, 12), (most, entered));
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task No_more_than_150_MB_go_up_in_five_minutes()
    {
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
        DateTimeOffset start = time.GetUtcNow();
        List<(DateTimeOffset At, long Bytes)> sent = [];
        _server.OnCall = call =>
        {
            _server.Calls.Clear();
            sent.Add((time.GetUtcNow(), call.Body.Length));
            return Accepted;
        };
        using ExchangeMailTransport transport = new(new ExchangeMailOptions { Application = _server.Options }, time);
        MailMessage large = MailMessage.Create(
            MailSample.Draft() with { Attachments = [new MailAttachment("cv.pdf", "application/pdf", MailSample.Bytes(2_180_000))] });

        for (int i = 0; i < 38; i++)
        {
            Task<MailReceipt> sending = transport.SendAsync(large);
            while (!sending.IsCompleted)
            {
                await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
                if (!sending.IsCompleted && sent.Count == 37)
                {
                    time.Advance(TimeSpan.FromSeconds(30));
                }
            }

            await sending;
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(38, sent.Count);
        Assert.InRange(sent.Take(37).Sum(one => one.Bytes), 140_000_000, 150_000_000);
        Assert.InRange(sent[36].At, start, start.AddMinutes(1));
        Assert.InRange(sent[37].At, start.AddMinutes(5), start.AddMinutes(8));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) is var now && now != seen)
        {
            seen = now;
        }
    }

    private ExchangeMailTransport Open() => new(new ExchangeMailOptions { Application = _server.Options });
}
