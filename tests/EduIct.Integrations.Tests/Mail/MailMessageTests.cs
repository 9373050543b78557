using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Mail;
using FsCheck;
using FsCheck.Fluent;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>A message is legal, or there is none.</summary>
public sealed class MailMessageTests
{
    public static TheoryData<string> Injections => new("\r\nBcc: x@evil.vn", "\nBcc: x@evil.vn", "\r", "\0", "\u0085", "\u2028", "\u202Efdp.exe", "\u007F", "\uD83D");

    [Theory]
    [MemberData(nameof(Injections))]
    public void What_could_begin_a_header_is_refused_everywhere(string bad)
    {
        Assert.False(MailParty.TryCreate("an@bentre.edu.vn", "An" + bad, out _));
        Assert.Throws<ArgumentException>(() => MailSample.Party("an@bentre.edu.vn", "An" + bad));
        Assert.False(MailParty.TryCreate("an@bentre.edu.vn" + bad, "An", out _));
        Assert.Throws<ArgumentException>(() => new MailAttachment("a" + bad + ".pdf", "application/pdf", new byte[1]));
        Assert.Throws<ArgumentException>(() => new MailAttachment("a.pdf", "application/pdf" + bad, new byte[1]));
        Assert.Equal(["mail.subject"], Codes(MailSample.Draft() with { Subject = "Báo cáo" + bad }));
        Assert.Equal(["mail.message-id"], Codes(MailSample.Draft() with { MessageId = "a" + bad + "@b.vn" }));
        Assert.Equal(["mail.references"], Codes(MailSample.Draft() with { InReplyTo = "a@b.vn" + bad }));
        Assert.Equal(["mail.references"], Codes(MailSample.Draft() with { References = ["a@b.vn> <" + bad] }));
        Assert.Equal(["mail.language"], Codes(MailSample.Draft() with { Language = "vi" + bad }));
    }

    [Fact]
    public void Whatever_the_texts_no_header_is_added() =>
        Prop.ForAll<string?, string?, string?>((subject, name, file) =>
        {
            MailDraft draft = MailSample.Draft() with { Subject = subject ?? "" };
            if (MailParty.TryCreate("an@bentre.edu.vn", name, out MailParty? party))
            {
                draft = draft with { Cc = [party] };
            }

            if (MailAttachment.IsFileName(file))
            {
                draft = draft with { Attachments = [new MailAttachment(file, "application/pdf", new byte[3])] };
            }

            if (MailMessage.TryCreate(draft, out MailMessage? message, out _))
            {
                string[] expected = ["Auto-Submitted", "Cc", "Content-Language", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"];
                Assert.Empty(MimeReading.Read(MimeComposer.Compose(message)).Headers.Select(header => header.Key).Except(expected));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void All_faults_are_told_at_once_and_show_nothing_of_the_message()
    {
        MailDraft draft = new()
        {
            Subject = "Điểm của\nem An",
            Text = " ",
            Html = "\0",
            MessageId = "<a@b.vn>",
            References = [.. Enumerable.Repeat("a@b.vn", 31)],
            Language = "tiếng Việt",
            Unsubscribe = new Uri("javascript:alert(1)"),
            Attachments = [.. Enumerable.Repeat(new MailAttachment("a.pdf", "application/pdf", new byte[MailAttachment.MaxSize]), 2)],
        };

        Assert.False(MailMessage.TryCreate(draft, out _, out ImmutableArray<Issue> issues));

        Assert.Equal(
            ["mail.from", "mail.recipients", "mail.subject", "mail.body", "mail.body", "mail.message-id", "mail.references", "mail.date", "mail.language", "mail.unsubscribe", "mail.too-large"],
            issues.Select(issue => issue.Code));
        Assert.All(issues, issue => Assert.DoesNotContain("em An", issue.ToString(), StringComparison.Ordinal));
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => MailMessage.Create(draft));
        Assert.All(issues, issue => Assert.Contains(issue.Code, thrown.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Sizes_and_numbers_have_limits_and_what_is_within_is_no_larger_as_composed()
    {
        Assert.Throws<ArgumentException>(() => new MailAttachment("a.pdf", "application/pdf", new byte[MailAttachment.MaxSize + 1]));
        MailMessage largest = MailMessage.Create(MailSample.Draft() with { Attachments = [new MailAttachment("a.pdf", "application/pdf", new byte[MailAttachment.MaxSize])] });
        Assert.InRange(MimeComposer.Compose(largest).LongLength, MailAttachment.MaxSize, MailMessage.MaxSize);

        Assert.Equal(["mail.recipients"], Codes(MailSample.Draft("k", [.. Enumerable.Range(0, MailMessage.MaxRecipients + 1).Select(i => $"t{i}@bentre.edu.vn")])));
        Assert.Equal(MailMessage.MaxRecipients, MailSample.Message("k", [.. Enumerable.Range(0, MailMessage.MaxRecipients).Select(i => $"t{i}@bentre.edu.vn")]).Recipients.Length);
    }

    [Theory]
    [InlineData("../a.pdf")]
    [InlineData("a\\b.pdf")]
    [InlineData("C:a.pdf")]
    [InlineData(" a.pdf")]
    [InlineData("a.pdf.")]
    [InlineData("")]
    public void A_file_name_is_no_path(string name) => Assert.Throws<ArgumentException>(() => new MailAttachment(name, "application/pdf", new byte[1]));

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("message/rfc822")]
    [InlineData("pdf")]
    [InlineData("application/pdf; x=y")]
    public void A_media_type_is_that_of_one_file(string type) => Assert.Throws<ArgumentException>(() => new MailAttachment("a", type, new byte[1]));

    [Fact]
    public void An_identifier_follows_from_its_key_and_a_message_for_some_keeps_it()
    {
        Assert.Equal(MailMessage.IdFor("k", "BenTre.edu.vn"), MailMessage.IdFor("k", "bentre.edu.vn"));
        Assert.NotEqual(MailMessage.IdFor("k", "bentre.edu.vn"), MailMessage.IdFor("K", "bentre.edu.vn"));
        Assert.Throws<ArgumentException>(() => MailMessage.IdFor("k", "bentre"));

        MailMessage full = MailSample.Full();
        MailMessage some = full.For([full.Cc[1].Address, full.Bcc[0].Address]);
        Assert.Equal(full.MessageId, some.MessageId);
        Assert.Empty(some.To);
        Assert.Equal(["vanphong@bentre.edu.vn", "luutru@bentre.edu.vn"], some.Recipients.Select(address => address.ToString()));
        Assert.Throws<ArgumentException>(() => full.For([]));
    }

    [Theory]
    [InlineData("Trường THCS Ba Tri", "Trường THCS Ba Tri")]
    [InlineData("A\r\nBcc: b@c.vn", "A  Bcc: b@c.vn")]
    [InlineData("A\u202EB\u0000\uD800", "A B")]
    [InlineData("\n", "")]
    public void Any_text_becomes_a_name_that_no_header_grows_from(string text, string name)
    {
        Assert.Equal(name, MailParty.ToDisplayName(text));
        Assert.True(MailParty.IsDisplayName(MailParty.ToDisplayName(text)));
    }

    [Fact]
    public void A_name_that_is_too_long_is_cut_between_characters()
    {
        string cut = MailParty.ToDisplayName(new string('a', 199) + "😀");

        Assert.Equal(new string('a', 199), cut);
        Assert.True(MailParty.IsDisplayName(cut));
    }

    [Fact]
    public void Nothing_that_prints_a_message_says_what_is_in_it()
    {
        MailMessage message = MailSample.Full();
        Assert.Equal($"<{message.MessageId}>", message.ToString());
        Assert.DoesNotContain("báo cáo", message.ToDraft().ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Công văn", message.Attachments[0].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Sở", message.From.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Codes(MailDraft draft)
    {
        MailMessage.TryCreate(draft, out _, out ImmutableArray<Issue> issues);
        return issues.Select(issue => issue.Code);
    }
}
