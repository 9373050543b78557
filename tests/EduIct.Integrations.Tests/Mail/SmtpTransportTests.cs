using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Mail;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>Submission by the platform's client, against a server on loopback that speaks the protocol.</summary>
[Collection(nameof(TrustedForTest))]
public sealed class SmtpTransportTests
{
    [Fact]
    public async Task A_message_arrives_with_its_identifier_names_subject_and_files()
    {
        await using LoopbackSmtpServer server = new();
        MailMessage message = MailSample.Full();

        MailReceipt receipt = await Transport(server).SendAsync(message);

        Assert.All(receipt.Recipients, outcome => Assert.True(outcome.IsTaken));
        LoopbackSmtpServer.ReceivedMail mail = Assert.Single(server.Received);
        Assert.Equal("MAIL FROM:<PhongCNTT.BenTre@moet.edu.vn>", mail.From);
        Assert.Equal(message.Recipients.Select(address => address.ToString()).Order(), mail.To.Order());
        MimeReading read = MimeReading.Read(mail.Data);
        Assert.Equal($"<{message.MessageId}>", read["Message-ID"]);
        Assert.Equal("<hoi.0@bentre.edu.vn> <hoi.1@bentre.edu.vn>", read["References"]);
        Assert.Equal("auto-generated", read["Auto-Submitted"]);
        Assert.DoesNotContain(read.Headers, header => header.Key == "Bcc");
        Assert.Contains("filename*0*=utf-8''C%C3%B4ng%20v%C4%83n", read.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Commands, line => line.Contains("NOTIFY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_of_delivery_is_asked_for_where_it_is_wanted()
    {
        await using LoopbackSmtpServer server = new();

        await Transport(server).SendAsync(MailMessage.Create(MailSample.Draft() with { RequestsDeliveryStatus = true }));

        Assert.Contains("RCPT TO:<truong@bentre.edu.vn> NOTIFY=SUCCESS,FAILURE,DELAY", server.Commands);
    }

    [Theory]
    [InlineData("CONNECT", "421 4.3.2 shutting down", MailErrorKind.Transient, "421 4.3.2")]
    [InlineData("MAIL", "421 4.7.0 too fast", MailErrorKind.Throttled, "421 4.7.0")]
    [InlineData("RCPT", "421 4.3.2 shutting down", MailErrorKind.Transient, "421 4.3.2")]
    [InlineData("RCPT", "450 4.2.0 greylisted", MailErrorKind.Transient, "450 4.2.0")]
    [InlineData("RCPT", "452 4.3.1 disk full", MailErrorKind.Transient, "452 4.3.1")]
    [InlineData("RCPT", "452 4.5.3 too many recipients", MailErrorKind.Throttled, "452 4.5.3")]
    [InlineData("MAIL", "454 4.7.0 not now", MailErrorKind.Transient, "454 4.7.0")]
    [InlineData("MAIL", "452 full", MailErrorKind.Transient, "452")]
    [InlineData("MAIL", "530 5.7.0 log in first", MailErrorKind.Authentication, "530 5.7.0")]
    [InlineData("MAIL", "535 5.7.8 bad login", MailErrorKind.Authentication, "535 5.7.8")]
    [InlineData("RCPT", "550 5.1.1 nobody here", MailErrorKind.RefusedRecipient, "550 5.1.1")]
    [InlineData("RCPT", "550 nobody", MailErrorKind.RefusedRecipient, "550")]
    [InlineData("RCPT", "552 5.2.2 mailbox full", MailErrorKind.RefusedRecipient, "552 5.2.2")]
    [InlineData("MAIL", "550 5.7.1 sender refused", MailErrorKind.RefusedMessage, "550 5.7.1")]
    [InlineData("MAIL", "552 5.3.4 too large", MailErrorKind.TooLarge, "552 5.3.4")]
    [InlineData("BODY", "552 too large", MailErrorKind.TooLarge, "552")]
    [InlineData("BODY", "552 5.2.3 too large", MailErrorKind.TooLarge, "552 5.2.3")]
    [InlineData("BODY", "554 5.7.1 spam", MailErrorKind.RefusedMessage, "554 5.7.1")]
    [InlineData("BODY", "451 4.3.0 try later", MailErrorKind.Transient, "451 4.3.0")]
    [InlineData("BODY", "", MailErrorKind.Transient, "connection-lost")]
    [InlineData("DATA", "", MailErrorKind.Transient, "connection-lost")]
    [InlineData("CONNECT", "", MailErrorKind.Transient, "connection-lost")]
    public async Task What_a_server_answers_says_what_to_do(string at, string reply, MailErrorKind kind, string reason)
    {
        await using LoopbackSmtpServer server = new() { Answer = line => line.StartsWith(at, StringComparison.Ordinal) ? reply : null };

        MailException fault = await Assert.ThrowsAsync<MailException>(() => Transport(server).SendAsync(MailSample.Message()));

        Assert.Equal((kind, reason), (fault.Kind, fault.Reason));
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_message_refused_for_some_is_taken_for_the_others()
    {
        await using LoopbackSmtpServer server = new()
        {
            Answer = line => line.StartsWith("RCPT TO:<khong", StringComparison.Ordinal) ? "550 5.1.1 nobody"
                : line.StartsWith("RCPT TO:<ban", StringComparison.Ordinal) ? "450 4.2.1 busy" : null,
        };

        MailReceipt receipt = await Transport(server).SendAsync(MailSample.Message("k", "khong@bentre.edu.vn", "co@bentre.edu.vn", "ban@bentre.edu.vn"));

        Assert.Equal(
            [(MailErrorKind.RefusedRecipient, "550 5.1.1"), (null, null), (MailErrorKind.Transient, "450 4.2.1")],
            receipt.Recipients.Select(outcome => (outcome.Fault, outcome.Reason)));
        Assert.Equal(["co@bentre.edu.vn"], Assert.Single(server.Received).To);

        MailException nobody = await Assert.ThrowsAsync<MailException>(() => Transport(server).SendAsync(MailSample.Message("k", "khong@bentre.edu.vn", "ban@bentre.edu.vn")));
        Assert.Equal((MailErrorKind.Transient, "450 4.2.1"), (nobody.Kind, nobody.Reason));
        Assert.Equal(2, nobody.Recipients.Length);
    }

    [Fact]
    public async Task A_refusal_that_the_platform_takes_for_the_whole_message_meets_only_whom_it_is_for()
    {
        await using LoopbackSmtpServer server = new() { Answer = line => line.StartsWith("RCPT TO:<ngoai", StringComparison.Ordinal) ? "554 5.7.1 relay denied" : null };

        MailReceipt receipt = await Transport(server).SendAsync(MailSample.Message("k", "a@bentre.edu.vn", "ngoai@gmail.com", "b@bentre.edu.vn"));

        Assert.Equal([null, "554 5.7.1", null], receipt.Recipients.Select(outcome => outcome.Reason));
        Assert.Equal(["a@bentre.edu.vn", "b@bentre.edu.vn"], server.Received.SelectMany(mail => mail.To));
        Assert.Single(server.Received.Select(mail => MimeReading.Read(mail.Data)["Message-ID"]).Distinct());
        await using LoopbackSmtpServer spam = new() { Answer = line => line == "BODY" ? "554 5.7.1 spam" : null };
        Assert.Equal(MailErrorKind.RefusedMessage, (await Assert.ThrowsAsync<MailException>(() => Transport(spam).SendAsync(MailSample.Message("k", "a@b.vn", "c@b.vn")))).Kind);
    }

    [Fact]
    public async Task A_login_comes_from_a_file_or_the_environment_and_a_refused_one_is_told()
    {
        using TemporaryFolder folder = new();
        await using LoopbackSmtpServer server = new() { OffersLogin = true };
        await File.WriteAllTextAsync(folder["mk"], LoopbackSmtpServer.Password + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder["mk"], UnixFileMode.UserRead);
        }

        await new SmtpTransport(Options(server, options => (options.UserName, options.PasswordFile) = (LoopbackSmtpServer.User, folder["mk"]))).SendAsync(MailSample.Message());
        Assert.Single(server.Received);

        Environment.SetEnvironmentVariable("EDUICT_TEST_SMTP", "wrong");
        SmtpTransport wrong = new(Options(server, options => (options.UserName, options.PasswordVariable) = (LoopbackSmtpServer.User, "EDUICT_TEST_SMTP")));
        Assert.Equal(MailErrorKind.Authentication, (await Assert.ThrowsAsync<MailException>(() => wrong.SendAsync(MailSample.Message()))).Kind);
        Assert.Equal(MailErrorKind.Authentication, (await Assert.ThrowsAsync<MailException>(() => Transport(server).SendAsync(MailSample.Message()))).Kind);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Without_tls_nothing_is_said_to_a_server_that_must_have_it()
    {
        await using LoopbackSmtpServer server = new() { OffersLogin = true };

        MailException fault = await Assert.ThrowsAsync<MailException>(
            () => new SmtpTransport(Options(server, options => options.RequireTls = true)).SendAsync(MailSample.Message()));

        Assert.Equal((MailErrorKind.Unreachable, "no-tls"), (fault.Kind, fault.Reason));
        Assert.DoesNotContain(server.Commands, line => line.StartsWith("MAIL", StringComparison.Ordinal) || line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_and_nothing_is_sent()
    {
        using X509Certificate2 certificate = SelfSigned();
        await using LoopbackSmtpServer server = new() { Certificate = certificate };

        MailException fault = await Assert.ThrowsAsync<MailException>(
            () => new SmtpTransport(Options(server, options => options.RequireTls = true)).SendAsync(MailSample.Message()));

        Assert.Equal((MailErrorKind.Unreachable, "tls"), (fault.Kind, fault.Reason));
        Assert.DoesNotContain(server.Commands, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trusted_certificate_lets_mail_and_login_through_encrypted()
    {
        using X509Certificate2 certificate = SelfSigned();
        using TrustedForTest trust = new(certificate);
        Environment.SetEnvironmentVariable("EDUICT_TEST_SMTP_TLS", LoopbackSmtpServer.Password);
        await using LoopbackSmtpServer server = new() { Certificate = certificate, OffersLogin = true };

        await new SmtpTransport(Options(server, options =>
            (options.RequireTls, options.UserName, options.PasswordVariable) = (true, LoopbackSmtpServer.User, "EDUICT_TEST_SMTP_TLS"))).SendAsync(MailSample.Message());

        Assert.True(Assert.Single(server.Received).Secure);
    }

    [Fact]
    public async Task Nobody_listening_and_a_name_that_does_not_exist_are_unreachable()
    {
        int port;
        await using (LoopbackSmtpServer gone = new())
        {
            port = gone.Port;
        }

        SmtpTransport transport = new(new SmtpOptions { Host = "127.0.0.1", Port = port, RequireTls = false });
        Assert.Equal(MailErrorKind.Unreachable, (await Assert.ThrowsAsync<MailException>(() => transport.SendAsync(MailSample.Message()))).Kind);
        SmtpTransport nowhere = new(new SmtpOptions { Host = "thu.bentre.invalid" });
        Assert.Equal(MailErrorKind.Unreachable, (await Assert.ThrowsAsync<MailException>(() => nowhere.SendAsync(MailSample.Message()))).Kind);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left_after_the_timeout_and_a_caller_who_stops_is_heard()
    {
        using ManualResetEventSlim reached = new();
        using ManualResetEventSlim free = new();
        await using LoopbackSmtpServer server = new()
        {
            Answer = line =>
            {
                if (line.StartsWith("MAIL", StringComparison.Ordinal))
                {
                    reached.Set();
                    free.Wait();
                }

                return null;
            },
        };
        FakeTimeProvider time = new();
        Task sending = new SmtpTransport(Options(server), time).SendAsync(MailSample.Message());
        await Task.Run(reached.Wait);
        time.Advance(TimeSpan.FromMinutes(6));
        MailException fault = await Assert.ThrowsAsync<MailException>(() => sending);
        Assert.Equal((MailErrorKind.Transient, "timeout"), (fault.Kind, fault.Reason));

        free.Set();
        reached.Reset();
        free.Reset();
        using CancellationTokenSource stop = new();
        Task second = new SmtpTransport(Options(server), time).SendAsync(MailSample.Message(), stop.Token);
        await Task.Run(reached.Wait);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        free.Set();
    }

    [Fact]
    public void Settings_that_are_wrong_are_named_all_at_once_and_no_password_is_shown()
    {
        Environment.SetEnvironmentVariable("EDUICT_TEST_SMTP_BAD", "bí\nmật");
        SmtpOptions options = new()
        {
            Host = "thu bentre", Port = 465, RequireTls = false, Timeout = TimeSpan.Zero, UserName = "x", PasswordVariable = "EDUICT_TEST_SMTP_BAD",
        };

        Assert.False(options.TryCheck(out var issues));

        Assert.Equal(["smtp.host", "smtp.port", "smtp.tls", "smtp.timeout", "smtp.password-variable"], issues.Select(issue => issue.Code));
        Assert.All(issues, issue => Assert.DoesNotContain("bí", issue.ToString(), StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => new SmtpTransport(options));
        Assert.False(new SmtpOptions { Host = "thu.bentre.edu.vn", UserName = "x" }.TryCheck(out issues));
        Assert.Equal(["smtp.login"], issues.Select(issue => issue.Code));
        Assert.False(new SmtpOptions { Host = "thu.bentre.edu.vn", UserName = "x", PasswordFile = "khong-co" }.TryCheck(out issues));
        Assert.Equal(["smtp.password-file"], issues.Select(issue => issue.Code));
        Assert.True(new SmtpOptions { Host = "thu.bentre.edu.vn" }.TryCheck(out _));
    }

    [Fact]
    public async Task A_password_file_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["mk"], "mat-khau");
        File.SetUnixFileMode(folder["mk"], UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.False(new SmtpOptions { Host = "thu.bentre.edu.vn", UserName = "x", PasswordFile = folder["mk"] }.TryCheck(out var issues));
        Assert.Equal(["smtp.password-file"], issues.Select(issue => issue.Code));
    }

    internal static SmtpOptions Options(LoopbackSmtpServer server, Action<SmtpOptions>? more = null)
    {
        SmtpOptions options = new() { Host = "127.0.0.1", Port = server.Port, RequireTls = false };
        more?.Invoke(options);
        return options;
    }

    private static SmtpTransport Transport(LoopbackSmtpServer server) => new(Options(server));

    private static X509Certificate2 SelfSigned()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using X509Certificate2 made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));

        // The server's side of TLS needs the key with the certificate in one piece on Windows.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
