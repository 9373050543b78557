using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using EduIct.Issues;

namespace EduIct.Mail;

/// <summary>All that is wrong with a draft, at once.</summary>
internal static class MailDraftCheck
{
    private const int LongestSubject = 500;
    private const int MostReferences = 30;

    // Base64 makes 76 characters and a line end of 57 bytes.
    private const double Base64Growth = 78.0 / 57.0;

    // For a part's own headers and boundaries, above what the longest legal ones take.
    private const int PartOverhead = 4096;

    // A name in To takes some 1,100 bytes at its longest once it is encoded.
    private const int PartyOverhead = 1200;

    public static ImmutableArray<Issue> Check(MailDraft draft)
    {
        ImmutableArray<Issue>.Builder found = ImmutableArray.CreateBuilder<Issue>();
        if (draft.From is null)
        {
            Add("mail.from", "from", "Thư không có người gửi.", "The message has no sender.");
        }

        CheckRecipients(draft, Add);
        if (draft.Subject is not { Length: > 0 and <= LongestSubject } || !MailText.IsHeaderText(draft.Subject) || string.IsNullOrWhiteSpace(draft.Subject))
        {
            Add("mail.subject", "subject",
                $"Tiêu đề thư phải có từ 1 đến {LongestSubject} ký tự, trên một dòng, không có ký tự điều khiển.",
                $"The subject must have 1 to {LongestSubject} characters on one line, without control characters.");
        }

        if (string.IsNullOrWhiteSpace(draft.Text) || !MailText.IsBody(draft.Text))
        {
            Add("mail.body", "text",
                "Nội dung thư trống, hoặc có ký tự không phải văn bản.",
                "The plain text is empty, or holds characters that are no text.");
        }

        if (draft.Html is not null && (string.IsNullOrWhiteSpace(draft.Html) || !MailText.IsBody(draft.Html)))
        {
            Add("mail.body", "html",
                "Nội dung HTML trống, hoặc có ký tự không phải văn bản.",
                "The HTML is empty, or holds characters that are no text.");
        }

        if (!MailText.IsMessageId(draft.MessageId))
        {
            Add("mail.message-id", "messageId",
                "Mã thư phải có dạng mã@miền, ký tự ASCII, không có dấu ngoặc nhọn (RFC 5322).",
                "The message id must be id@host in ASCII without angle brackets (RFC 5322).");
        }

        if ((draft.InReplyTo is not null && !MailText.IsMessageId(draft.InReplyTo))
            || draft.References.Length > MostReferences || !draft.References.All(MailText.IsMessageId))
        {
            Add("mail.references", "references",
                $"Mã các thư trước phải có dạng mã@miền và nhiều nhất là {MostReferences}.",
                $"Identifiers of earlier messages must be id@host, and at most {MostReferences}.");
        }

        if (draft.Date.Year < 1970)
        {
            Add("mail.date", "date", "Thư không có ngày giờ.", "The message has no date.");
        }

        if (draft.Language is { } language && (language.Length > 35 || language.Split('-').Any(part => part.Length is 0 or > 8 || !part.All(char.IsAsciiLetterOrDigit))))
        {
            Add("mail.language", "language", "Mã ngôn ngữ phải theo BCP 47, như vi hoặc en.", "The language must be a tag of BCP 47, such as vi or en.");
        }

        if (draft.Unsubscribe is { } unsubscribe && !IsUnsubscribe(unsubscribe))
        {
            Add("mail.unsubscribe", "unsubscribe",
                "Địa chỉ từ chối nhận thư phải là https hoặc mailto, dài nhất 500 ký tự.",
                "The address for unsubscribing must be https or mailto, at most 500 characters.");
        }

        CheckSize(draft, Add);
        return found.ToImmutable();

        void Add(string code, string field, string vi, string en) =>
            found.Add(new Issue(code, new SourcePlace("mail", Field: field), new LocalizedText(vi, en)));
    }

    private static void CheckRecipients(MailDraft draft, Action<string, string, string, string> add)
    {
        int number = draft.To.Length + draft.Cc.Length + draft.Bcc.Length;
        if (number is 0 or > MailMessage.MaxRecipients || draft.To.Contains(null!) || draft.Cc.Contains(null!) || draft.Bcc.Contains(null!))
        {
            add("mail.recipients", "to",
                $"Thư phải có từ 1 đến {MailMessage.MaxRecipients} người nhận, không phải {number}.",
                $"A message has 1 to {MailMessage.MaxRecipients} recipients, not {number}.");
        }
    }

    private static bool IsUnsubscribe(Uri uri) =>
        uri.IsAbsoluteUri && uri.Scheme is "https" or "mailto" && uri.AbsoluteUri.Length <= 500
        && uri.AbsoluteUri.All(c => c is > ' ' and < (char)0x7F and not ('<' or '>'));

    private static void CheckSize(MailDraft draft, Action<string, string, string, string> add)
    {
        long bodies = Bytes(draft.Text) + Bytes(draft.Html);
        long parts = 2 + draft.Attachments.Length;
        long parties = draft.To.Length + draft.Cc.Length + draft.Bcc.Length + 2;
        double size = ((bodies + draft.Attachments.Sum(attachment => (long)attachment.Content.Length)) * Base64Growth)
            + (parts * PartOverhead) + (parties * PartyOverhead);
        if (size > MailMessage.MaxSize)
        {
            add("mail.too-large", "attachments",
                $"Thư quá lớn: {Mebibytes(size)} MiB khi gửi, nhiều nhất là {MailMessage.MaxSize / 1_048_576} MiB.",
                $"The message is too large: {Mebibytes(size)} MiB as sent, at most {MailMessage.MaxSize / 1_048_576} MiB.");
        }

        static string Mebibytes(double bytes) => (bytes / 1_048_576).ToString("F1", CultureInfo.InvariantCulture);

        // A line end of one character becomes two.
        static long Bytes(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text) + text.AsSpan().Count('\n');
    }
}
