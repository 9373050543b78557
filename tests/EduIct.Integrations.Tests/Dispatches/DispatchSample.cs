using System.Collections.Immutable;
using System.Text;
using EduIct.Addresses;
using EduIct.Dispatches;
using EduIct.Issues;
using EduIct.Mail;
using EduIct.Units;
using NodaTime;

namespace EduIct.Integrations.Tests.Dispatches;

/// <summary>A letter of the ministry to some Sở.</summary>
internal static class DispatchSample
{
    public static readonly LocalDate Day = new(2016, 9, 1);
    public static readonly Unit Ministry = VietnamUnits.Tree.Find(VietnamUnits.Ministry, Day)!;
    public static readonly MailParty From = new(EmailAddress.Parse("vanphong@moet.edu.vn"), "Văn phòng Bộ");

    public static Unit So(string slug) => VietnamUnits.FindBySlug(slug, Day)!;

    public static EmailAddress? MailboxOf(Unit unit) => EmailAddress.Parse($"vanphong.{unit.Slug}@moet.edu.vn");

    public static Dispatch Make(string number = "4622/BGDĐT-CNTT", string subject = "Hướng dẫn thực hiện nhiệm vụ CNTT", LocalDate? confirmBy = null, string content = "văn bản")
    {
        MailAttachment[] files = [new("cong-van.pdf", "application/pdf", Encoding.UTF8.GetBytes(content)), new("phu-luc.xlsx", "application/octet-stream", new byte[] { 1, 2, 3 })];
        Assert.True(Dispatch.TryCreate(Ministry, number, Day, subject, files, confirmBy, out Dispatch? dispatch, out ImmutableArray<Issue> issues), string.Join("; ", issues));
        return dispatch;
    }
}
