using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Mail;
using Xunit.Abstractions;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>What we compose, and what the platform composes for us, read by the mail library of another language.</summary>
public sealed class PythonReadsMailTests(ITestOutputHelper output)
{
    public static TheoryData<string> Messages => new("plain", "html", "full", "names");

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Messages))]
    public async Task It_reads_a_composed_message_whole(string which)
    {
        using TemporaryFolder folder = new();
        MailMessage message = Of(which);
        await File.WriteAllBytesAsync(folder["thu.eml"], MimeComposer.Compose(message));

        if (await PythonMail.ReadAsync(folder["thu.eml"], Say) is { } read)
        {
            MailReading.AssertIs(message, read);
            Assert.Equal(message.Bcc.Select(party => $"{party.DisplayName} <{party.Address}>"), MailReading.People(read.GetProperty("bcc")));
            Assert.Equal("2016-09-05T07:30:00+07:00", read.GetProperty("date").GetString());
        }
    }

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Messages))]
    public async Task It_reads_a_message_sent_by_smtp_whole(string which)
    {
        using TemporaryFolder folder = new();
        await using LoopbackSmtpServer server = new();
        MailMessage message = Of(which);
        await new SmtpTransport(SmtpTransportTests.Options(server)).SendAsync(message);
        await File.WriteAllBytesAsync(folder["thu.eml"], Assert.Single(server.Received).Data);

        if (await PythonMail.ReadAsync(folder["thu.eml"], Say) is { } read)
        {
            MailReading.AssertIs(message, read);
            Assert.Empty(read.GetProperty("bcc").EnumerateArray());
        }
    }

    private static MailMessage Of(string which) => which switch
    {
        "plain" => MailSample.Message(),
        "html" => MailMessage.Create(MailSample.Draft() with { Html = "<p>Ứng dụng 😀</p>" }),
        "full" => MailSample.Full(),
        _ => MailMessage.Create(MailSample.Draft() with
        {
            // Every length of a subject and of names, so that each border of the encoded pieces is met.
            Subject = string.Concat(Enumerable.Repeat("Ứ😀 a", 100)),
            To = [.. Enumerable.Range(1, 60).Select(i => MailSample.Party($"t{i}@bentre.edu.vn", string.Concat(Enumerable.Repeat("Ế😀b ", i))[..i].TrimEnd('\uD83D', ' ')))],
            Attachments = [.. Enumerable.Range(1, 60).Select(i => new MailAttachment(string.Concat(Enumerable.Repeat("Ế😀b'% ", i % 24)) + i + ".pdf", "application/pdf", MailSample.Bytes(i)))],
        }),
    };

    private void Say(string reason)
    {
        output.WriteLine(reason);
        Console.Out.WriteLine(reason);
    }
}
