using System.Collections.Immutable;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace EduIct.Mail;

/// <summary>A message as the platform's mail client takes it.</summary>
internal static class PlatformMail
{
    /// <summary>The same message for the platform, which gives it the date of the attempt and boundaries of its own.</summary>
    public static System.Net.Mail.MailMessage Of(MailMessage message)
    {
        System.Net.Mail.MailMessage mail = new()
        {
            From = Address(message.From),
            Subject = message.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = MimeHeaders.Canonical(message.Text),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
            HeadersEncoding = Encoding.UTF8,
            DeliveryNotificationOptions = message.RequestsDeliveryStatus
                ? DeliveryNotificationOptions.OnSuccess | DeliveryNotificationOptions.OnFailure | DeliveryNotificationOptions.Delay
                : DeliveryNotificationOptions.None,
        };
        HashSet<Addresses.EmailAddress> named = [];
        Fill(mail.To, message.To);
        Fill(mail.CC, message.Cc);
        Fill(mail.Bcc, message.Bcc);
        if (message.ReplyTo is { } replyTo)
        {
            mail.ReplyToList.Add(Address(replyTo));
        }

        mail.Headers["Message-ID"] = $"<{message.MessageId}>";
        foreach ((string name, string value) in MimeHeaders.Further(message))
        {
            mail.Headers[name] = value;
        }

        if (message.Html is { } html)
        {
            mail.AlternateViews.Add(new AlternateView(Bytes(Encoding.UTF8.GetBytes(MimeHeaders.Canonical(html))), new ContentType("text/html; charset=utf-8"))
            {
                TransferEncoding = TransferEncoding.Base64,
            });
        }

        foreach (MailAttachment attachment in message.Attachments)
        {
            mail.Attachments.Add(File(attachment));
        }

        return mail;

        // The platform sends to an address as often as it is named.
        void Fill(MailAddressCollection target, ImmutableArray<MailParty> parties)
        {
            foreach (MailParty party in parties.Where(party => named.Add(party.Address)))
            {
                target.Add(Address(party));
            }
        }
    }

    private static MailAddress Address(MailParty party) => new(party.Address.ToString(), party.DisplayName, Encoding.UTF8);

    // FileName would be written as an encoded word inside quotes, which RFC 2047 section 5 forbids: the parameters of RFC 2231 are given instead.
    private static Attachment File(MailAttachment file)
    {
        Attachment attachment = new(Bytes(file.Content), new ContentType(file.MediaType)) { TransferEncoding = TransferEncoding.Base64 };
        foreach ((string name, string value) in EncodedText.FileName(file.FileName))
        {
            attachment.ContentDisposition!.Parameters[name] = value;
        }

        return attachment;
    }

    private static MemoryStream Bytes(ReadOnlyMemory<byte> content) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
}
