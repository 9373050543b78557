using MimeKit;

namespace EduIct.Mail;

/// <summary>The workbooks among a message's parts.</summary>
internal static class InboundForms
{
    private const int Most = 20;
    private const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static IEnumerable<MailAttachment> In(IEnumerable<MimeEntity> parts) =>
        parts.OfType<MimePart>().Where(IsWorkbook).Take(Most).Select(Read).OfType<MailAttachment>();

    private static bool IsWorkbook(MimePart part) =>
        part.ContentType.MimeType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) || part.FileName?.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) == true;

    private static MailAttachment? Read(MimePart part)
    {
        if (part.Content is not { } content)
        {
            return null;
        }

        using MemoryStream bytes = new();
        content.DecodeTo(bytes);
        return bytes.Length is > 0 and <= MailAttachment.MaxSize ? new MailAttachment(NameOf(part.FileName), MediaType, bytes.GetBuffer().AsMemory(0, (int)bytes.Length)) : null;
    }

    // A name may come with a path, with characters that no file has, or in an encoding that nobody knows: then the workbook is kept under one of ours.
    private static string NameOf(string? name)
    {
        string last = (name ?? "").Split('/', '\\')[^1].Trim(' ', '.');
        return MailAttachment.IsFileName(last) ? last : "bieu.xlsx";
    }
}
