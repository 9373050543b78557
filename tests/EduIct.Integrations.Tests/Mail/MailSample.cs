using EduIct.Addresses;
using EduIct.Mail;
using NodaTime;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>Messages for tests.</summary>
internal static class MailSample
{
    public const string Subject = "V/v báo cáo tình hình ứng dụng công nghệ thông tin năm học 2016–2017 của các đơn vị trực thuộc 😀";
    public const string SenderName = "Sở Giáo dục và Đào tạo tỉnh Bến Tre, Phòng CNTT (\"PCNTT\")";
    public const string FileName = "Công văn số 33-SGD&ĐT về việc hướng dẫn thực hiện nhiệm vụ công nghệ thông tin năm học mới.pdf";

    public static MailParty Party(string address, string? name = null) => new(EmailAddress.Parse(address), name);

    public static MailDraft Draft(string key = "mau", params string[] to) => new()
    {
        From = Party("PhongCNTT.BenTre@moet.edu.vn", SenderName),
        To = [.. (to.Length == 0 ? ["truong@bentre.edu.vn"] : to).Select(address => Party(address, "Trường THPT Nguyễn Đình Chiểu"))],
        Subject = Subject,
        Text = "Kính gửi quý đơn vị,\n.\n..hai chấm\nTrân trọng 😀",
        MessageId = MailMessage.IdFor(key, "bentre.edu.vn"),
        Date = new LocalDateTime(2016, 9, 5, 7, 30, 0).WithOffset(Offset.FromHours(7)),
    };

    public static MailMessage Message(string key = "mau", params string[] to) => MailMessage.Create(Draft(key, to));

    /// <summary>A message with everything that a message can have.</summary>
    public static MailMessage Full(string key = "day-du") => MailMessage.Create(Draft(key) with
    {
        Cc = [Party("giamdoc.bentre@moet.edu.vn", "Giám đốc Sở"), Party("vanphong@bentre.edu.vn")],
        Bcc = [Party("luutru@bentre.edu.vn")],
        ReplyTo = Party("traloi@bentre.edu.vn", "Bộ phận một cửa"),
        Html = "<p>Kính gửi <b>quý đơn vị</b> 😀</p>",
        Attachments =
        [
            new MailAttachment(FileName, "application/pdf", Bytes(100_000)),
            new MailAttachment("bieu-1.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Bytes(57)),
            new MailAttachment("trống.txt", "text/plain", ReadOnlyMemory<byte>.Empty),
        ],
        InReplyTo = "hoi.1@bentre.edu.vn",
        References = ["hoi.0@bentre.edu.vn", "hoi.1@bentre.edu.vn"],
        Unsubscribe = new Uri("https://bentre.edu.vn/thoi-nhan?m=1"),
        RequestsReadReceipt = true,
    });

    public static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
