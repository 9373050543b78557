using System.Collections.Frozen;
using EduIct.Issues;

namespace EduIct.Mail;

/// <summary>A file of the disk as an attachment, its media type by the end of its name.</summary>
public static class AttachmentFile
{
    private const string Unknown = "application/octet-stream";
    private const string Office = "application/vnd.openxmlformats-officedocument.";

    // IANA, media types.
    private static readonly FrozenDictionary<string, string> s_types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = "application/pdf",
        [".doc"] = "application/msword",
        [".docx"] = Office + "wordprocessingml.document",
        [".xls"] = "application/vnd.ms-excel",
        [".xlsx"] = Office + "spreadsheetml.sheet",
        [".ppt"] = "application/vnd.ms-powerpoint",
        [".pptx"] = Office + "presentationml.presentation",
        [".odt"] = "application/vnd.oasis.opendocument.text",
        [".ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        [".rtf"] = "application/rtf",
        [".zip"] = "application/zip",
        [".txt"] = "text/plain",
        [".csv"] = "text/csv",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".tif"] = "image/tiff",
        [".tiff"] = "image/tiff",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, at most <see cref="MailAttachment.MaxSize"/> and not empty.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The attachment, or the fault: <c>attachment.unreadable</c>, <c>attachment.empty</c>, <c>attachment.too-large</c>, <c>attachment.name</c>.</returns>
    public static async Task<(MailAttachment? Attachment, Issue? Fault)> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            var file = new FileInfo(path);
            string name = file.Name.Normalize();
            if (!MailAttachment.IsFileName(name))
            {
                return Fault("name", "Tên tệp có ký tự không dùng được.", "The file's name has characters that cannot be used.");
            }

            if (file.Length > MailAttachment.MaxSize)
            {
                return Fault("too-large", $"Tệp lớn hơn {MailAttachment.MaxSize >> 20} MiB.", $"The file is larger than {MailAttachment.MaxSize >> 20} MiB.");
            }

            byte[] bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            return bytes.Length == 0
                ? Fault("empty", "Tệp trống.", "The file is empty.")
                : (new MailAttachment(name, s_types.GetValueOrDefault(file.Extension, Unknown), bytes), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Fault("unreadable", $"Không đọc được tệp: {exception.Message}", $"The file cannot be read: {exception.Message}");
        }

        (MailAttachment?, Issue?) Fault(string code, string vi, string en) => (null, new Issue("attachment." + code, new SourcePlace(path), new LocalizedText(vi, en)));
    }
}
