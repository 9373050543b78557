using System.Text.Json;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.Mail;
using EduIct.Running;
using Xunit.Abstractions;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>Mail received whole by a real server, over TLS, and read by the mail library of another language.</summary>
[Collection(nameof(TrustedForTest))]
public sealed class PostfixTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Category", "Long")]
    public async Task A_real_server_takes_what_an_outbox_sends_over_tls_and_delivers_it_whole()
    {
        await using PostfixServer? postfix = await PostfixServer.StartAsync(Say);
        if (postfix is null)
        {
            return;
        }

        using TrustedForTest trusted = new(postfix.Certificate);
        using TemporaryFolder folder = new();
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["so"], PlanSketch.Tenant, TimeProvider.System);
        using MailOutbox outbox = new(
            ledger.Outbox, new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = postfix.Port }), new RateBudget(100_000, TimeProvider.System), TimeProvider.System);
        MailMessage[] messages =
        [
            MailSample.Message("1"),
            MailMessage.Create(MailSample.Full("2").ToDraft() with { Cc = [], Bcc = [] }),
            MailMessage.Create(MailSample.Draft("3") with { Attachments = [new MailAttachment(MailSample.FileName, "application/pdf", MailSample.Bytes(15_000_000))] }),
        ];
        foreach (MailMessage message in messages)
        {
            Assert.True(await outbox.EnqueueAsync(new OutboxMail(message.MessageId, message)));
        }

        OutboxDelivery delivery = await outbox.DeliverAsync();
        Assert.True(delivery.Sent == 3, $"{delivery} {(await ledger.Outbox.FindAsync(messages[0].MessageId))!.Reason}");

        Dictionary<string, JsonElement> received = [];
        foreach (string file in await postfix.WaitForAsync(messages.Length))
        {
            Assert.Contains("using TLS", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
            if (await PythonMail.ReadAsync(file, Say) is not { } read)
            {
                return;
            }

            received.Add(read.GetProperty("id").GetString()!, read);
        }

        Assert.All(messages, message => MailReading.AssertIs(message, received[$"<{message.MessageId}>"]));
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_real_servers_refusals_are_understood_one_recipient_at_a_time()
    {
        await using PostfixServer? postfix = await PostfixServer.StartAsync(Say);
        if (postfix is null)
        {
            return;
        }

        SmtpTransport transport = new(new SmtpOptions { Host = "127.0.0.1", Port = postfix.Port, RequireTls = false });

        MailReceipt receipt = await transport.SendAsync(MailSample.Message("k", "co@bentre.edu.vn", "khong@bentre.edu.vn", "ai@gmail.com"));
        Assert.Equal([null, "554 5.7.1", "554 5.7.1"], receipt.Recipients.Select(outcome => outcome.Reason));
        Assert.Single(await postfix.WaitForAsync(1));

        MailException nobody = await Assert.ThrowsAsync<MailException>(() => transport.SendAsync(MailSample.Message("m", "khong@bentre.edu.vn")));
        Assert.Equal((MailErrorKind.RefusedMessage, "554 5.7.1"), (nobody.Kind, nobody.Reason));

        MailException untrusted = await Assert.ThrowsAsync<MailException>(
            () => new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = postfix.Port }).SendAsync(MailSample.Message("n")));
        Assert.Equal((MailErrorKind.Unreachable, "tls"), (untrusted.Kind, untrusted.Reason));
    }

    private void Say(string reason)
    {
        output.WriteLine(reason);
        Console.Out.WriteLine(reason);
    }
}
