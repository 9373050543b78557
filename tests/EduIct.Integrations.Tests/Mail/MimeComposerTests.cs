using System.Text;
using EduIct.Mail;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>What goes over the wire, to the letter where it matters.</summary>
public sealed class MimeComposerTests
{
    [Fact]
    public void The_same_message_gives_the_same_bytes()
    {
        byte[] bytes = MimeComposer.Compose(MailSample.Full());

        Assert.Equal(bytes, MimeComposer.Compose(MailSample.Full()));
        Assert.NotEqual(bytes, MimeComposer.Compose(MailSample.Full("khac")));
    }

    [Fact]
    public void Headers_stand_as_the_standards_have_them()
    {
        MimeReading mail = MimeReading.Read(MimeComposer.Compose(MailSample.Full()));

        Assert.Equal("Mon, 5 Sep 2016 07:30:00 +0700", mail["Date"]);
        Assert.Equal($"<{MailMessage.IdFor("day-du", "bentre.edu.vn")}>", mail["Message-ID"]);
        Assert.Equal("<hoi.1@bentre.edu.vn>", mail["In-Reply-To"]);
        Assert.Equal("<hoi.0@bentre.edu.vn> <hoi.1@bentre.edu.vn>", mail["References"]);
        Assert.Equal("<luutru@bentre.edu.vn>", $"<{mail["Bcc"]}>");
        Assert.Equal("=?utf-8?B?R2nDoW0gxJHhu5FjIFPhu58=?= <giamdoc.bentre@moet.edu.vn>, vanphong@bentre.edu.vn", mail["Cc"]);
        Assert.Equal("vi", mail["Content-Language"]);
        Assert.Equal("auto-generated", mail["Auto-Submitted"]);
        Assert.Equal("<https://bentre.edu.vn/thoi-nhan?m=1>", mail["List-Unsubscribe"]);
        Assert.Equal("<traloi@bentre.edu.vn>", mail["Disposition-Notification-To"]);
        Assert.StartsWith("multipart/mixed; boundary=\"=_1_", mail["Content-Type"], StringComparison.Ordinal);
        Assert.All(mail["Subject"].Split(' '), word => Assert.True(word.Length <= 75 && word.StartsWith("=?utf-8?B?", StringComparison.Ordinal)));
        Assert.Contains("filename*0*=utf-8''C%C3%B4ng%20v%C4%83n", mail.Body, StringComparison.Ordinal);
        Assert.Contains("filename=\"bieu-1.xlsx\"", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Ascii_stays_readable_and_what_looks_like_an_encoded_word_is_encoded()
    {
        MailMessage plain = MailMessage.Create(MailSample.Draft() with
        {
            Subject = "Report due",
            From = MailSample.Party("a@b.edu.vn", "Office \"IT\", Ben Tre\\"),
            Language = null,
            IsAutomatic = false,
        });
        MimeReading mail = MimeReading.Read(MimeComposer.Compose(plain));

        Assert.Equal("Report due", mail["Subject"]);
        Assert.Equal("\"Office \\\"IT\\\", Ben Tre\\\\\" <a@b.edu.vn>", mail["From"]);
        Assert.Equal("text/plain; charset=utf-8", mail["Content-Type"]);
        Assert.DoesNotContain(mail.Headers, header => header.Key is "Content-Language" or "Auto-Submitted");
        Assert.Equal("Kính gửi quý đơn vị,\r\n.\r\n..hai chấm\r\nTrân trọng 😀\r\n", Encoding.UTF8.GetString(Convert.FromBase64String(mail.Body)));

        MailMessage disguised = MailMessage.Create(MailSample.Draft() with { Subject = "=?utf-8?B?WA==?=" });
        Assert.Equal("=?utf-8?B?PT91dGYtOD9CP1dBPT0/PQ==?=", MimeReading.Read(MimeComposer.Compose(disguised))["Subject"]);
    }
}
