using Azure.Identity;
using EduIct.Accounts;
using Microsoft.Identity.Client;

namespace EduIct.Mail;

/// <summary>
/// What Graph's refusals of a message mean to an outbox. Sources: the reference of <c>user: sendMail</c>, "Things to know about sendMail"
/// (concepts/outlook-things-to-know-about-send-mail.md), the response codes of Exchange Web Services, which the Outlook part of Graph shares.
/// </summary>
internal static class ExchangeMailFault
{
    /// <summary>The fault of a message.</summary>
    /// <param name="fault">What the connection says.</param>
    /// <param name="recipients">How many the message has.</param>
    /// <param name="senderIsSet">Whether the mailbox comes from the settings and not from the message.</param>
    public static MailException Of(DirectoryException fault, int recipients, bool senderIsSet) =>
        new(KindOf(fault, recipients, senderIsSet), fault.Reason, fault.Message, fault) { RetryAfter = fault.RetryAfter };

    private static MailErrorKind KindOf(DirectoryException fault, int recipients, bool senderIsSet) => fault switch
    {
        // Without a token nothing was sent.
        { Kind: DirectoryErrorKind.Transient, InnerException: AuthenticationFailedException or MsalException } => MailErrorKind.Unreachable,
        { Reason: "nameResolutionError" or "connectionError" or "secureConnectionError" or "proxyTunnelError" } => MailErrorKind.Unreachable,
        { Reason: "ErrorSubmissionQuotaExceeded" } => MailErrorKind.Throttled,
        { Kind: DirectoryErrorKind.Throttled or DirectoryErrorKind.QuotaExhausted } => MailErrorKind.Throttled,

        // 413, or 400 with these words (microsoft-graph-docs-contrib issue 682).
        { Reason: "http413" or "RequestEntityTooLarge" or "ErrorMessageSizeExceeded" } => MailErrorKind.TooLarge,
        _ when fault.Message.Contains("maximum request length", StringComparison.OrdinalIgnoreCase) => MailErrorKind.TooLarge,

        // The sender's mailbox is full: Exchange keeps what is sent as a draft first.
        { Reason: "ErrorQuotaExceeded" } => MailErrorKind.Transient,
        { Reason: "ErrorSendAsDenied" } => MailErrorKind.RefusedMessage,

        // Of several recipients Graph does not say which one it means.
        { Reason: "ErrorInvalidRecipients" } => recipients == 1 ? MailErrorKind.RefusedRecipient : MailErrorKind.RefusedMessage,
        { Kind: DirectoryErrorKind.Transient or DirectoryErrorKind.NotReady or DirectoryErrorKind.Conflict } => MailErrorKind.Transient,
        { Kind: DirectoryErrorKind.Unauthorized or DirectoryErrorKind.Forbidden } => MailErrorKind.Authentication,

        // A mailbox of the settings that is not there is nothing that a message can help: somebody has to mend it, and no message is lost meanwhile.
        { Kind: DirectoryErrorKind.NotFound } => senderIsSet ? MailErrorKind.Authentication : MailErrorKind.RefusedMessage,
        _ => MailErrorKind.RefusedMessage,
    };
}
