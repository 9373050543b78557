using System.Globalization;
using System.Text;
using EduIct.Integrations.Tests.Mail;
using EduIct.Mail;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EduIct.Integrations.MailKit.Tests.Mail;

/// <summary>What a message that came in is about.</summary>
public sealed class InboundParserTests
{
    private const string Ours = "0123456789abcdef0123456789abcdef@bentre.edu.vn";

    private static readonly Instant s_received = Instant.FromUtc(2016, 9, 6, 1, 2);

    [Fact]
    public async Task A_report_of_delivery_says_what_became_of_it_for_whom()
    {
        InboundMail mail = await ParseAsync($"""
            From: MAILER-DAEMON@thu.bentre.edu.vn (Mail Delivery System)
            Subject: Undelivered Mail Returned to Sender
            Message-Id: <dsn.1@thu.bentre.edu.vn>
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="B"

            --B
            Content-Type: text/plain; charset=us-ascii

            I'm sorry to have to inform you.
            --B
            Content-Type: message/delivery-status

            Reporting-MTA: dns; thu.bentre.edu.vn
            Original-Envelope-Id: {Ours}
            Arrival-Date: Tue,  6 Sep 2016 08:02:00 +0700 (+07)

            Final-Recipient: rfc822; chuyen.tiep@gmail.com
            Original-Recipient: rfc822;truong1+40bentre.edu.vn
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 User unknown

            Final-Recipient: rfc822; truong2@bentre.edu.vn
            Action: Delivered
            Status: 2.0.0

            Final-Recipient: rfc822; not an address
            Action: delayed
            Status: 4.4.1 (connection timed out)

            Final-Recipient: rfc822; x@bentre.edu.vn
            Action: beamed-up
            --B
            Content-Type: text/rfc822-headers

            Message-ID: <another.one@bentre.edu.vn>
            Subject: V/v
            --B--
            """);

        Assert.Equal(InboundMailKind.DeliveryReport, mail.Kind);
        Assert.Equal([Ours, "another.one@bentre.edu.vn"], mail.RefersTo.AsEnumerable());
        Assert.Equal(
            ["truong1@bentre.edu.vn Failed 5.1.1", "truong2@bentre.edu.vn Delivered 2.0.0", "- Delayed 4.4.1"],
            mail.Outcomes.Select(outcome => $"{outcome.Recipient?.ToString() ?? "-"} {outcome.Fate} {outcome.Status}"));
        Assert.Equal(s_received, mail.ReceivedAt);
    }

    [Theory]
    [InlineData("manual-action/MDN-sent-manually; displayed", MailFate.Displayed)]
    [InlineData("automatic-action/MDN-sent-automatically; deleted/error", MailFate.Deleted)]
    [InlineData("automatic-action/MDN-sent-automatically;dispatched", MailFate.Dispatched)]
    [InlineData("automatic-action/MDN-sent-automatically; processed", MailFate.Processed)]
    [InlineData("manual-action", null)]
    public async Task A_receipt_says_what_its_reader_did(string disposition, MailFate? fate)
    {
        InboundMail mail = await ParseAsync($"""
            From: Truong THPT <truong@bentre.edu.vn>
            To: phongcntt@bentre.edu.vn
            Message-ID: <mdn.1@bentre.edu.vn>
            Subject: Read
            Content-Type: multipart/report; report-type=disposition-notification; boundary="B"

            --B
            Content-Type: text/plain

            read
            --B
            Content-Type: message/disposition-notification

            Reporting-UA: joes-pc.cs.example.com; Foomail 97.1
            Original-Recipient: rfc822;truong@bentre.edu.vn
            Final-Recipient: rfc822;vanthu@bentre.edu.vn
            Original-Message-ID: <{Ours}>
            Disposition: {disposition}
            --B--
            """);

        Assert.Equal((InboundMailKind.ReadReceipt, "truong@bentre.edu.vn"), (mail.Kind, mail.From.ToString()));
        Assert.Equal([Ours], mail.RefersTo.AsEnumerable());
        Assert.Equal(fate is null ? [] : [fate.Value], mail.Outcomes.Select(outcome => outcome.Fate));
        Assert.All(mail.Outcomes, outcome => Assert.Equal("truong@bentre.edu.vn", outcome.Recipient.ToString()));
    }

    [Fact]
    public async Task An_answer_names_what_it_answers_the_nearest_first()
    {
        InboundMail mail = await ParseAsync($"""
            From: =?utf-8?B?VHLGsOG7nW5nIFRIUFQ=?= <Truong@BenTre.edu.vn>
            Message-ID: <tra.loi@mail.gmail.com>
            In-Reply-To: <{Ours}>
            References: <hoi.0@bentre.edu.vn> <not an id> <{Ours}>
            Subject: =?UTF-8?Q?Re:_V/v_b=C3=A1o_c=C3=A1o_[cv-33]?=

            Đã nhận.
            """);

        Assert.Equal(InboundMailKind.Reply, mail.Kind);
        Assert.Equal([Ours, "hoi.0@bentre.edu.vn"], mail.RefersTo.AsEnumerable());
        Assert.Equal("Re: V/v báo cáo [cv-33]", mail.Subject);
        Assert.Equal("Đã nhận.", mail.Text.Trim());
        Assert.Equal("truong@bentre.edu.vn", mail.From!.Value.ToCanonicalString());
        Assert.False(mail.IsAgain);
        Assert.DoesNotContain("truong", mail.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("In-Reply-To: <a@b.vn>", InboundMailKind.Reply)]
    [InlineData("References: <a@b.vn>\nSubject: Re: V/v", InboundMailKind.Reply)]
    [InlineData("Subject: Re: V/v [cv-33]", InboundMailKind.Other)]
    [InlineData("Auto-Submitted: auto-replied\nIn-Reply-To: <a@b.vn>", InboundMailKind.Automatic)]
    [InlineData("Auto-Submitted: no\nIn-Reply-To: <a@b.vn>", InboundMailKind.Reply)]
    [InlineData("Precedence: bulk\nIn-Reply-To: <a@b.vn>", InboundMailKind.Automatic)]
    [InlineData("X-Autoreply: yes\nIn-Reply-To: <a@b.vn>", InboundMailKind.Automatic)]
    [InlineData("Return-Path: <>\nIn-Reply-To: <a@b.vn>", InboundMailKind.Automatic)]
    public async Task A_program_that_answers_confirms_nothing(string headers, InboundMailKind kind) =>
        Assert.Equal(kind, (await ParseAsync($"From: a@b.vn\n{headers}\n\nx\n")).Kind);

    [Fact]
    public async Task Workbooks_come_out_whole_whatever_they_are_called()
    {
        MailMessage sent = MailMessage.Create(MailSample.Full().ToDraft() with { Attachments = [Workbook("Biểu số 1 – Trường THPT Nguyễn Đình Chiểu.xlsx"), Workbook("b.XLSX", "application/octet-stream")] });
        InboundMail mail = await InboundParser.ParseAsync(new MemoryStream(MimeComposer.Compose(sent)), s_received);
        InboundMail hostile = await ParseAsync("""
            From: a@b.vn
            Content-Type: multipart/mixed; boundary=B

            --B
            Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; name="..\..\windows\C:bieu?.xlsx"
            Content-Transfer-Encoding: base64

            UEsDBA==
            --B
            Content-Type: application/octet-stream; name="=?no-such-charset?B?4oCu?=.xlsx"
            Content-Transfer-Encoding: base64

            UEsDBA==
            --B
            Content-Type: application/octet-stream; name="empty.xlsx"

            --B--
            """);

        Assert.Equal(InboundMailKind.Form, mail.Kind);
        Assert.Equal(["hoi.1@bentre.edu.vn", "hoi.0@bentre.edu.vn"], mail.RefersTo.AsEnumerable());
        Assert.Equal(sent.Attachments.Select(file => file.FileName), mail.Forms.Select(file => file.FileName));
        Assert.All(mail.Forms, file => Assert.Equal(sent.Attachments[0].Content.ToArray(), file.Content.ToArray()));
        Assert.Equal(2, hostile.Forms.Length);
        Assert.All(hostile.Forms, file => Assert.True(MailAttachment.IsFileName(file.FileName) && file.Content.Length == 4));
    }

    [Theory]
    [InlineData("text/plain; charset=utf-8", "base64", "xJDDoyBuaOG6rW4gY3YtMzM=", "Đã nhận cv-33")]
    [InlineData("text/plain; charset=windows-1258", "quoted-printable", "=D0=E3 nh=E2=F2n cv-33", "Đă nhận cv-33")]
    [InlineData("text/plain; charset=\"no such\"", "7bit", "cv-33", "cv-33")]
    [InlineData("text/html", "7bit", "<p>cv-33</p>", "")]
    public async Task The_text_is_decoded_and_HTML_is_not_looked_at(string type, string encoding, string content, string text)
    {
        InboundMail mail = await ParseAsync($"""
            From: a@b.vn
            Content-Type: multipart/mixed; boundary=B

            --B
            Content-Type: {type}
            Content-Transfer-Encoding: {encoding}

            {content}
            --B
            Content-Type: text/plain
            Content-Disposition: attachment

            an attachment
            --B--
            """);

        Assert.Equal(text, mail.Text.Trim());
        Assert.Equal(65_536, (await ParseAsync("From: a@b.vn\n\n" + new string('x', 100_000))).Text.Length);
        Assert.Equal(500, (await ParseAsync("Subject: " + new string('x', 1000) + "\n\n")).Subject.Length);
    }

    [Fact]
    public async Task A_report_that_somebody_attaches_to_a_letter_is_none()
    {
        InboundMail mail = await ParseAsync($"""
            From: a@b.vn
            Content-Type: multipart/mixed; boundary=B

            --B
            Content-Type: message/delivery-status

            Original-Envelope-Id: {Ours}

            Final-Recipient: rfc822; truong@bentre.edu.vn
            Action: failed
            --B--
            """);

        Assert.Equal(InboundMailKind.Other, mail.Kind);
        Assert.Empty(mail.Outcomes);
    }

    [Fact]
    public async Task Deep_wide_and_long_mail_is_cut_at_its_limits()
    {
        StringBuilder deep = new("From: a@b.vn\n");
        for (int i = 0; i < 5000; i++)
        {
            deep.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");
        }

        StringBuilder wide = new("From: a@b.vn\nContent-Type: multipart/mixed; boundary=B\n\n");
        for (int i = 0; i < 20_000; i++)
        {
            wide.Append("--B\nContent-Type: application/x; name=a.xlsx\n\nPK\n");
        }

        StringBuilder report = new("From: a@b.vn\nContent-Type: multipart/report; boundary=B\n\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n");
        for (int i = 0; i < 5000; i++)
        {
            report.Append(CultureInfo.InvariantCulture, $"Final-Recipient: rfc822; a{i}@b.vn\nAction: failed\n\n");
        }

        string references = "From: a@b.vn\nReferences: " + string.Join("\n ", Enumerable.Range(0, 5000).Select(i => $"<{i}@b.vn>")) + "\n\nx\n";

        Assert.Equal(InboundMailKind.Other, (await ParseAsync(deep.ToString())).Kind);
        Assert.Equal(20, (await ParseAsync(wide.ToString())).Forms.Length);
        Assert.Equal(1000, (await ParseAsync(report.ToString())).Outcomes.Length);
        Assert.Equal(30, (await ParseAsync(references)).RefersTo.Length);
    }

    [Fact]
    public void Whatever_comes_there_is_an_answer()
    {
        string[] pieces =
        [
            "From: a@b.vn\r\n", "From: \"\0\" <@@>\n", "Subject: =?utf-16?B?////?=\n", "Subject: \ud83d[ab-cd]\n", "Message-ID: <\n <>\n", "Content-Type: multipart/report; boundary=\"\"\n", "\n", "\r\n\r\n",
            "Content-Type: multipart/report; boundary=B\n\n--B\n", "Content-Type: message/delivery-status\n\n", "Action: failed\nFinal-Recipient: ;;;+ZZ+4\nStatus: 9.9\n\n", "--B\n", "--B--\n",
            "Content-Type: message/disposition-notification\n\nDisposition: ;/;\n", "Content-Type: message/rfc822\n\n", "Content-Transfer-Encoding: base64\n\n!!!!", "Content-Type: a/b; name*=x''%ZZ.xlsx\n",
            "References: <<<>> >\n", "Content-Transfer-Encoding: uuencode\n\nbegin 644 x\n#86)C\n",
        ];
        Arbitrary<string[]> mails = Gen.ArrayOf(Gen.Elements(pieces)).ToArbitrary();

        Prop.ForAll(mails, parts => Task.Run(async () =>
        {
            InboundMail mail = await ParseAsync(string.Concat(parts));
            Assert.Equal(32, mail.Key.Length);
            Assert.All(mail.RefersTo, id => Assert.True(MailMessage.IsId(id)));
        })).QuickCheckThrowOnFailure();
    }

    private static MailAttachment Workbook(string name, string type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") => new(name, type, MailSample.Bytes(70_000));

    private static Task<InboundMail> ParseAsync(string message) => InboundParser.ParseAsync(new MemoryStream(Encoding.UTF8.GetBytes(message)), s_received);
}
