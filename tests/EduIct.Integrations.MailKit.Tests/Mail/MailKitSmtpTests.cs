using System.Text;
using EduIct.Integrations.Tests.Mail;
using EduIct.Issues;
using EduIct.Mail;

namespace EduIct.Integrations.MailKit.Tests.Mail;

/// <summary>SMTP by MailKit, to a server on loopback that answers as a test says.</summary>
public sealed class MailKitSmtpTests : IAsyncDisposable
{
    private readonly LoopbackSmtpServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_composers_bytes_arrive_without_the_hidden_recipients_who_get_it_all_the_same()
    {
        MailMessage message = MailSample.Full();

        MailReceipt receipt = await Transport().SendAsync(message);

        Assert.Equal(MailReceipt.ForAll(message).Recipients.AsEnumerable(), receipt.Recipients);
        LoopbackSmtpServer.ReceivedMail received = Assert.Single(_server.Received);
        Assert.Equal(message.Recipients.Select(address => address.ToString()), received.To);
        string whole = Encoding.ASCII.GetString(MimeComposer.Compose(message));
        int start = whole.IndexOf("Bcc:", StringComparison.Ordinal);
        int end = whole.IndexOf("Message-ID:", start, StringComparison.Ordinal);
        Assert.Equal(whole.Remove(start, end - start), Encoding.ASCII.GetString(received.Data));
    }

    [Fact]
    public async Task Reports_are_asked_for_where_the_message_asks()
    {
        MailMessage message = MailMessage.Create(MailSample.Draft("bao") with { RequestsDeliveryStatus = true });
        await Transport().SendAsync(message);
        await Transport().SendAsync(MailSample.Message("khong"));

        string[] mail = [.. _server.Commands.Where(line => line.StartsWith("MAIL", StringComparison.Ordinal))];
        string[] rcpt = [.. _server.Commands.Where(line => line.StartsWith("RCPT", StringComparison.Ordinal))];
        Assert.Contains($" ENVID={message.MessageId}", mail[0], StringComparison.Ordinal);
        Assert.Contains(" RET=HDRS", mail[0], StringComparison.Ordinal);
        Assert.Contains(" NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;truong@bentre.edu.vn", rcpt[0], StringComparison.Ordinal);
        Assert.DoesNotContain("ENVID", mail[1], StringComparison.Ordinal);
        Assert.DoesNotContain("NOTIFY", rcpt[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_recipients_those_that_are_refused_are_told_and_the_others_get_it()
    {
        _server.Answer = line => line.StartsWith("RCPT TO:<b@", StringComparison.Ordinal) ? "550 5.1.1 Nobody here" : line.StartsWith("RCPT TO:<c@", StringComparison.Ordinal) ? "450 4.2.1 Later" : null;

        MailReceipt receipt = await Transport().SendAsync(MailSample.Message("k", "a@x.vn", "b@x.vn", "c@x.vn"));

        Assert.Equal([(null, null), (MailErrorKind.RefusedRecipient, "550 5.1.1"), (MailErrorKind.Transient, "450 4.2.1")], receipt.Recipients.Select(one => (one.Fault, one.Reason)));
        Assert.Equal(["a@x.vn"], Assert.Single(_server.Received).To);
    }

    [Fact]
    public async Task Refused_by_all_it_says_so_of_each()
    {
        _server.Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 Nobody here" : null;

        MailException fault = await Assert.ThrowsAsync<MailException>(() => Transport().SendAsync(MailSample.Message("k", "a@x.vn", "b@x.vn")));

        Assert.Equal((MailErrorKind.RefusedRecipient, "550 5.1.1", 2), (fault.Kind, fault.Reason, fault.Recipients.Length));
        Assert.Empty(_server.Received);
    }

    [Theory]
    [InlineData("MAIL", "530 5.7.0 Log in", MailErrorKind.Authentication, "login")]
    [InlineData("MAIL", "552 5.3.4 Too big", MailErrorKind.TooLarge, "552 5.3.4")]
    [InlineData("MAIL", "451 4.3.0 Later", MailErrorKind.Transient, "451 4.3.0")]
    [InlineData("DATA", "554 5.7.1 Spam", MailErrorKind.RefusedMessage, "554 5.7.1")]
    [InlineData("BODY", "450 4.7.1 Too fast", MailErrorKind.Throttled, "450 4.7.1")]
    [InlineData("BODY", "", MailErrorKind.Transient, null)]
    [InlineData("CONNECT", "421 4.3.2 Closing", MailErrorKind.Transient, "421 4.3.2")]
    [InlineData("CONNECT", "554 5.7.1 Go away", MailErrorKind.Unreachable, "554 5.7.1")]
    public async Task Each_refusal_has_its_kind(string at, string reply, MailErrorKind kind, string? reason)
    {
        _server.Answer = line => line.StartsWith(at, StringComparison.Ordinal) ? reply : null;

        MailException fault = await Assert.ThrowsAsync<MailException>(() => Transport().SendAsync(MailSample.Message()));

        Assert.Equal(kind, fault.Kind);
        Assert.True(reason is null || fault.Reason == reason, fault.Reason);
    }

    [Fact]
    public async Task Without_TLS_or_without_a_server_nothing_is_said()
    {
        MailException plain = await Assert.ThrowsAsync<MailException>(() => Transport(options => options.Security = MailSecurity.StartTls).SendAsync(MailSample.Message()));
        MailException none = await Assert.ThrowsAsync<MailException>(() => Transport(options => options.Port = 1).SendAsync(MailSample.Message()));
        MailException token = await Assert.ThrowsAsync<MailException>(() => Transport(options => (options.UserName, options.Tokens) = ("a", new NoToken())).SendAsync(MailSample.Message()));

        Assert.Equal((MailErrorKind.Unreachable, "not-supported"), (plain.Kind, plain.Reason));
        Assert.Equal(MailErrorKind.Unreachable, none.Kind);
        Assert.Equal((MailErrorKind.Authentication, "token"), (token.Kind, token.Reason));
        Assert.DoesNotContain("s3cret", token.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Commands, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_with_the_options_is_named_at_once()
    {
        MailServerOptions options = new()
        {
            Host = "thu bentre", Port = 0, Security = MailSecurity.None, TrustFile = "/khong/co.pem", Timeout = TimeSpan.Zero, UserName = "a", PasswordFile = "x", Tokens = new NoToken(),
        };

        Assert.False(options.TryCheck(out var issues));
        Assert.Equal(
            ["mailkit.host", "mailkit.login", "mailkit.port", "mailkit.security", "mailkit.timeout", "mailkit.trust-file"],
            issues.Select(issue => issue.Code).Order(StringComparer.Ordinal));
        Assert.All(issues, issue => Assert.NotEqual(issue.Message.Vi, issue.Message.En));
        Assert.Contains("mailkit.host", Assert.Throws<ArgumentException>(() => new MailKitSmtpTransport(options)).Message, StringComparison.Ordinal);
    }

    private MailKitSmtpTransport Transport(Action<MailServerOptions>? change = null)
    {
        MailServerOptions options = new() { Host = "127.0.0.1", Port = _server.Port, Security = MailSecurity.None };
        change?.Invoke(options);
        return new MailKitSmtpTransport(options);
    }

    private sealed class NoToken : IMailTokenSource
    {
        public Task<string> GetTokenAsync(string userName, CancellationToken cancellationToken = default) => throw new InvalidOperationException("client_secret=s3cret");
    }
}
