using System.Text;
using EduIct.Addresses;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Mail;
using EduIct.Ledger;
using EduIct.Mail;
using EduIct.Running;
using Xunit.Abstractions;

namespace EduIct.Integrations.MailKit.Tests.Mail;

/// <summary>Sent by a real Postfix and read back from a real Dovecot.</summary>
public sealed class UnitMailboxTests(ITestOutputHelper output)
{
    private const string Tenant = "so-bentre";

    [Fact]
    [Trait("Category", "Long")]
    public async Task What_became_of_a_letter_comes_back_as_reports_receipts_answers_and_forms_each_once()
    {
        await using UnitMailbox? mailbox = await UnitMailbox.StartAsync(Say);
        if (mailbox is null)
        {
            return;
        }

        using TemporaryFolder folder = new();
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["so"], Tenant, TimeProvider.System);
        using MailOutbox outbox = new(ledger.Outbox, new MailKitSmtpTransport(mailbox.Smtp()), new RateBudget(100_000, TimeProvider.System), TimeProvider.System);
        MailMessage letter = Letter("cong-van", "truong@bentre.edu.vn", "vang.mat@bentre.edu.vn");
        await outbox.EnqueueAsync(new OutboxMail("cv", letter));

        OutboxDelivery delivery = await outbox.DeliverAsync();
        Assert.True(delivery.Sent == 1, (await ledger.Outbox.FindAsync("cv"))!.Reason);

        // The letter itself, and the reports of its delivery and of its failure.
        await mailbox.Postfix.WaitForAsync(3);
        await mailbox.PutAsync(Receipt(letter));
        await mailbox.PutAsync(Answer(letter, "tra.loi.1@mail.gmail.com"));
        await mailbox.PutAsync(Answer(letter, "tra.loi.1@mail.gmail.com"));
        await mailbox.PutAsync(MimeComposer.Compose(Form(letter)));
        Collecting handler = new();
        using InboxReader reader = new(ledger.Inbox, [handler], mailbox.Imap());

        InboxReport first = await reader.ReadAsync();
        InboxReport second = await reader.ReadAsync();

        Assert.Equal(new InboxReport(6, 1, 0, 0), first);
        Assert.Equal(new InboxReport(0, 0, 0, 0), second);
        InboundMail[] reports = [.. handler.Taken.Where(mail => mail.Kind == InboundMailKind.DeliveryReport)];
        Assert.All(reports, report => Assert.Equal(letter.MessageId, report.RefersTo[0]));
        Assert.Equal(
            ["truong@bentre.edu.vn Delivered", "vang.mat@bentre.edu.vn Expanded", "vang.mat@bentre.edu.vn Failed"],
            reports.SelectMany(report => report.Outcomes).Select(outcome => $"{outcome.Recipient} {outcome.Fate}").Order(StringComparer.Ordinal));
        InboundMail receipt = Assert.Single(handler.Taken, mail => mail.Kind == InboundMailKind.ReadReceipt);
        Assert.Equal((letter.MessageId, MailFate.Displayed), (receipt.RefersTo[0], Assert.Single(receipt.Outcomes).Fate));
        InboundMail answer = Assert.Single(handler.Taken, mail => mail.Kind == InboundMailKind.Reply);
        Assert.Equal((letter.MessageId, EmailAddress.Parse("truong@bentre.edu.vn")), (answer.RefersTo[0], answer.From));
        InboundMail form = Assert.Single(handler.Taken, mail => mail.Kind == InboundMailKind.Form);
        Assert.Equal("Re: " + letter.Subject, form.Subject);
        Assert.Equal(MailSample.Bytes(90_000), Assert.Single(form.Forms).Content.ToArray());
        Assert.Single(handler.Taken, mail => mail.Kind is InboundMailKind.Other or InboundMailKind.Automatic);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Killed_between_handling_and_outcome_a_message_comes_again_and_says_so()
    {
        await using UnitMailbox? mailbox = await UnitMailbox.StartAsync(Say);
        if (mailbox is null)
        {
            return;
        }

        MailMessage letter = Letter("cong-van", "truong@bentre.edu.vn");
        for (int i = 0; i < 3; i++)
        {
            await mailbox.PutAsync(Answer(letter, $"tra.loi.{i}@mail.gmail.com"));
        }

        // Each message has an intent, a call and an outcome: the process dies before and after each.
        for (int at = 1; at <= 18; at++)
        {
            using TemporaryFolder folder = new();
            HashSet<string> effects = [];
            List<InboundMail> taken = [];
            int left = at;
            await Assert.ThrowsAsync<TimeToDieException>(() => RunAsync(folder["so"], Die));
            left = int.MaxValue;
            await RunAsync(folder["so"], Die);

            Assert.Equal(3, effects.Count);
            Assert.InRange(taken.Count, 3, 4);
            Assert.Equal(taken.Count == 4, taken.GroupBy(mail => mail.Key).Any(same => same.Count() == 2 && same.Last().IsAgain && !same.First().IsAgain));

            void Die()
            {
                if (--left <= 0)
                {
                    left = 0;
                    throw new TimeToDieException();
                }
            }

            async Task RunAsync(string path, Action die)
            {
                await using SqliteLedger ledger = await SqliteLedger.OpenAsync(path, Tenant, TimeProvider.System);
                using InboxReader reader = new(new MortalInbox(ledger.Inbox, die), [new Dying(die, mail =>
                {
                    effects.Add(mail.Key);
                    taken.Add(mail);
                })], mailbox.Imap());
                await reader.ReadAsync();
            }
        }
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_mailbox_that_counts_anew_brings_nothing_twice()
    {
        await using UnitMailbox? mailbox = await UnitMailbox.StartAsync(Say);
        if (mailbox is null)
        {
            return;
        }

        MailMessage letter = Letter("cong-van", "truong@bentre.edu.vn");
        await mailbox.PutAsync(Answer(letter, "tra.loi.1@mail.gmail.com"));
        await mailbox.PutAsync(Answer(letter, null));
        using TemporaryFolder folder = new();
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["so"], Tenant, TimeProvider.System);
        Collecting handler = new();
        using InboxReader reader = new(ledger.Inbox, [handler], mailbox.Imap());

        Assert.Equal(new InboxReport(2, 0, 0, 0), await reader.ReadAsync());
        mailbox.ForgetUids();
        await mailbox.PutAsync(Answer(letter, "tra.loi.2@mail.gmail.com"));
        Assert.Equal(new InboxReport(1, 2, 0, 0), await reader.ReadAsync());
        Assert.Equal(3, handler.Taken.Count);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Hostile_large_and_old_mail_holds_nothing_up_and_a_handler_that_fails_is_asked_again()
    {
        await using UnitMailbox? mailbox = await UnitMailbox.StartAsync(Say);
        if (mailbox is null)
        {
            return;
        }

        MailMessage letter = Letter("cong-van", "truong@bentre.edu.vn");
        await mailbox.PutAsync(Encoding.Latin1.GetBytes("\0\0From no:header\xff\n\n\n"));
        await mailbox.PutAsync(Encoding.Latin1.GetBytes("From: a@b.vn\nMessage-ID: <to@b.vn>\nSubject: x\n\n" + new string('x', 200_000)));
        await mailbox.PutAsync(Answer(letter, "hong@mail.gmail.com"));
        await mailbox.PutAsync(Answer(letter, "tot@mail.gmail.com"));
        using TemporaryFolder folder = new();
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["so"], Tenant, TimeProvider.System);
        InboxReaderOptions options = mailbox.Imap();
        (options.LargestMessage, options.MaxAttempts) = (100_000, 3);
        int fails = 0;
        Collecting handler = new(mail =>
        {
            if (mail.Kind == InboundMailKind.Reply && fails is 0 or 1 or 2 && mail.RefersTo.Contains(letter.MessageId) && fails++ >= 0)
            {
                throw new InvalidOperationException("truong@bentre.edu.vn");
            }
        });
        CollectingLogger log = new();
        using InboxReader reader = new(ledger.Inbox, [handler], options, logger: log);

        InboxReport[] reports = [await reader.ReadAsync(), await reader.ReadAsync(), await reader.ReadAsync(), await reader.ReadAsync()];

        // Both answers fail once, then the first a second time.
        Assert.Equal([new(1, 0, 2, 1), new(1, 0, 1, 0), new(1, 0, 0, 0), new(0, 0, 0, 0)], reports);
        Assert.Equal(2, handler.Taken.Count(mail => mail.Kind == InboundMailKind.Reply && mail.IsAgain));
        Assert.Contains(log.Lines, line => line.Contains("(InvalidOperationException)", StringComparison.Ordinal));
        Assert.All(log.Lines, line => Assert.DoesNotContain("@", line, StringComparison.Ordinal));
        Assert.DoesNotContain("truong", Encoding.UTF8.GetString(await ExportAsync(ledger)), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Logins_are_by_password_or_token_and_a_server_that_is_not_trusted_hears_nothing()
    {
        await using UnitMailbox? mailbox = await UnitMailbox.StartAsync(Say);
        if (mailbox is null)
        {
            return;
        }

        await mailbox.PutAsync(Answer(Letter("cong-van", "truong@bentre.edu.vn"), "a@b.vn"));
        using TemporaryFolder folder = new();
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["so"], Tenant, TimeProvider.System);

        Assert.Equal(1, (await ReadAsync(server => (server.PasswordFile, server.Tokens) = (null, new FixedToken(mailbox.Tokens.Token)))).Handled);
        Assert.True(mailbox.Tokens.Asked > 0);
        Assert.Contains("method=OAUTHBEARER", mailbox.Dovecot.ReadLog(), StringComparison.Ordinal);
        Assert.Equal(0, (await ReadAsync(server => (server.Port, server.Security) = (mailbox.Dovecot.Port, MailSecurity.StartTls))).Handled);
        Assert.Equal(MailErrorKind.Authentication, await FaultAsync(server => (server.PasswordFile, server.Tokens) = (null, new FixedToken("ya29.stolen"))));
        Assert.Equal(MailErrorKind.Unreachable, await FaultAsync(server => server.TrustFile = null));
        Assert.Equal(MailErrorKind.Unreachable, await FaultAsync(server => server.Host = "127.0.0.1"));

        MailServerOptions smtp = mailbox.Smtp();
        (smtp.Port, smtp.Security) = (mailbox.Postfix.Port, MailSecurity.StartTls);
        await new MailKitSmtpTransport(smtp).SendAsync(Letter("khac", "truong@bentre.edu.vn"));
        smtp.Tokens = new FixedToken("ya29.stolen");
        Assert.Equal(MailErrorKind.Authentication, (await Assert.ThrowsAsync<MailException>(() => new MailKitSmtpTransport(smtp).SendAsync(Letter("nua", "truong@bentre.edu.vn")))).Kind);

        async Task<InboxReport> ReadAsync(Action<MailServerOptions> change)
        {
            InboxReaderOptions options = mailbox.Imap();
            change(options.Server);
            using InboxReader reader = new(ledger.Inbox, [new Collecting()], options);
            return await reader.ReadAsync();
        }

        async Task<MailErrorKind> FaultAsync(Action<MailServerOptions> change) => (await Assert.ThrowsAsync<MailException>(() => ReadAsync(change))).Kind;
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_server_that_knows_no_OAUTHBEARER_is_logged_in_to_by_XOAUTH2()
    {
        await using UnitMailbox? mailbox = await UnitMailbox.StartAsync(Say, "xoauth2");
        if (mailbox is null)
        {
            return;
        }

        MailServerOptions smtp = mailbox.Smtp();
        await mailbox.PutAsync(Answer(Letter("cong-van", "truong@bentre.edu.vn"), "a@b.vn"));
        using TemporaryFolder folder = new();
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["so"], Tenant, TimeProvider.System);
        InboxReaderOptions options = mailbox.Imap();
        (options.Server.PasswordFile, options.Server.Tokens) = (null, smtp.Tokens);
        using (InboxReader reader = new(ledger.Inbox, [new Collecting()], options))
        {
            Assert.Equal(1, (await reader.ReadAsync()).Handled);
        }

        await new MailKitSmtpTransport(smtp).SendAsync(Letter("khac", "truong@bentre.edu.vn"));
        Assert.Contains("method=XOAUTH2", mailbox.Dovecot.ReadLog(), StringComparison.Ordinal);
        smtp.Tokens = options.Server.Tokens = new FixedToken("ya29.stolen");
        using InboxReader stranger = new(ledger.Inbox, [new Collecting()], options);
        Assert.Equal(MailErrorKind.Authentication, (await Assert.ThrowsAsync<MailException>(() => stranger.ReadAsync())).Kind);
        Assert.Equal(MailErrorKind.Authentication, (await Assert.ThrowsAsync<MailException>(() => new MailKitSmtpTransport(smtp).SendAsync(Letter("nua", "truong@bentre.edu.vn")))).Kind);

        // Who has only a password is told so, and not that the server is away.
        using InboxReader byPassword = new(ledger.Inbox, [new Collecting()], mailbox.Imap());
        Assert.Equal(MailErrorKind.Authentication, (await Assert.ThrowsAsync<MailException>(() => byPassword.ReadAsync())).Kind);
    }

    private static MailMessage Letter(string key, params string[] to) => MailMessage.Create(MailSample.Draft(key, to) with
    {
        From = MailSample.Party(DovecotServer.User, MailSample.SenderName), Subject = "Công văn 33 về báo cáo cuối năm", RequestsDeliveryStatus = true, RequestsReadReceipt = true,
    });

    private static MailMessage Form(MailMessage letter) => MailMessage.Create(MailSample.Draft("bieu", DovecotServer.User) with
    {
        From = MailSample.Party("truong@bentre.edu.vn"),
        Subject = "Re: " + letter.Subject,
        IsAutomatic = false,
        Attachments = [new MailAttachment("Biểu số 1.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", MailSample.Bytes(90_000))],
    });

    private static byte[] Answer(MailMessage letter, string? id) => Encoding.UTF8.GetBytes($"""
        From: Truong <truong@bentre.edu.vn>
        To: {DovecotServer.User}
        Date: Tue, 06 Sep 2016 08:00:00 +0700
        {(id is null ? "X-No: id" : $"Message-ID: <{id}>")}
        In-Reply-To: <{letter.MessageId}>
        Subject: Re: Cong van 33

        Da nhan.

        """);

    private static byte[] Receipt(MailMessage letter) => Encoding.UTF8.GetBytes($"""
        From: Truong <truong@bentre.edu.vn>
        To: {DovecotServer.User}
        Message-ID: <mdn.1@bentre.edu.vn>
        Subject: Read
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=disposition-notification; boundary="B"

        --B
        Content-Type: text/plain

        read
        --B
        Content-Type: message/disposition-notification

        Final-Recipient: rfc822;truong@bentre.edu.vn
        Original-Message-ID: <{letter.MessageId}>
        Disposition: manual-action/MDN-sent-manually; displayed
        --B--

        """);

    private static async Task<byte[]> ExportAsync(SqliteLedger ledger)
    {
        using MemoryStream export = new();
        await ledger.ExportAsync(export);
        return export.ToArray();
    }

    private void Say(string reason)
    {
        output.WriteLine(reason);
        Console.Out.WriteLine(reason);
    }
}
