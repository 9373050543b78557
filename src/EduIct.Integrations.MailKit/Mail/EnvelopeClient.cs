using EduIct.Addresses;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace EduIct.Mail;

/// <summary>MailKit's client for one message: asks for reports where the message does, and goes on with the others where a recipient is refused.</summary>
internal sealed class EnvelopeClient : SmtpClient
{
    // RFC 3461 section 4.4.
    private const int LongestEnvelopeId = 100;

    private readonly MailMessage _message;

    public EnvelopeClient(MailMessage message)
    {
        _message = message;
        DeliveryStatusNotificationType = DeliveryStatusNotificationType.HeadersOnly;
    }

    /// <summary>Recipients that the server refused, and its words.</summary>
    public Dictionary<EmailAddress, SmtpReply> Refused { get; } = [];

    /// <summary>Whether it refused all of them.</summary>
    public bool NobodyIsLeft { get; private set; }

    protected override string? GetEnvelopeId(MimeMessage message) =>
        _message.RequestsDeliveryStatus && _message.MessageId.Length <= LongestEnvelopeId ? _message.MessageId : null;

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
        _message.RequestsDeliveryStatus ? DeliveryStatusNotification.Success | DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay : null;

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        Refused[EmailAddress.Parse(mailbox.Address)] = new SmtpReply((int)response.StatusCode, response.Response);

    protected override void OnNoRecipientsAccepted(MimeMessage message) => NobodyIsLeft = true;
}
