using EduIct.Mail;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>Marks in subjects.</summary>
public sealed class MailMarkTests
{
    [Theory]
    [InlineData("Re: V/v báo cáo [#so-33-2016]", "so-33-2016")]
    [InlineData("Trả lời: [#SO-33-2016] V/v báo cáo", "so-33-2016")]
    [InlineData("[#cu-1111] FW: [#moi-2222] [#]", "moi-2222")]
    [InlineData("[#moi-2222", null)]
    [InlineData("[#ab] [#có dấu] [#a b c d]", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_mark_is_found_wherever_a_mail_program_leaves_it(string? subject, string? mark) => Assert.Equal(mark, MailMark.Find(subject));

    [Fact]
    public void What_is_put_is_found_and_what_is_no_mark_is_not_put()
    {
        Assert.Equal("cv-33", MailMark.Find("Re: " + MailMark.Put("V/v", "cv-33")));
        Assert.Throws<ArgumentException>(() => MailMark.Put("V/v", "cv 33"));
        Assert.False(MailMark.IsMark(new string('a', 41)));
    }
}
