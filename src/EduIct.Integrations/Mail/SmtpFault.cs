using System.Collections.Immutable;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using EduIct.Addresses;

namespace EduIct.Mail;

/// <summary>What the platform's mail client says, as our kinds of fault.</summary>
internal static class SmtpFault
{
    /// <summary>Outcomes of the recipients that a server refused one by one.</summary>
    public static ImmutableArray<MailRecipientOutcome> Refused(SmtpFailedRecipientException exception)
    {
        IEnumerable<SmtpFailedRecipientException> each = exception is SmtpFailedRecipientsException several && several.InnerExceptions.Length > 0
            ? several.InnerExceptions
            : [exception];
        return [.. each
            .Where(one => EmailAddress.TryParse(one.FailedRecipient?.Trim('<', '>'), out _))
            .Select(one =>
            {
                SmtpReply reply = ReplyOf(one);
                return new MailRecipientOutcome(EmailAddress.Parse(one.FailedRecipient!.Trim('<', '>')), reply.OfRecipient, reply.Reason);
            })];
    }

    /// <summary>The fault of a message for which nobody was named.</summary>
    public static MailException Of(SmtpException exception)
    {
        SmtpReply reply = ReplyOf(exception);
        if (reply.Code is >= 400 and < 600)
        {
            return new MailException(reply.OfMessage, reply.Reason, exception.Message, exception);
        }

        (MailErrorKind kind, string reason) = Innermost(exception) switch
        {
            // Refusal to speak without TLS is the platform's own, and has no inner exception.
            SmtpException => (MailErrorKind.Unreachable, "no-tls"),
            AuthenticationException => (MailErrorKind.Unreachable, "tls"),
            SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted } => (MailErrorKind.Transient, "connection-lost"),
            SocketException socket => (MailErrorKind.Unreachable, socket.SocketErrorCode.ToString()),
            IOException => (MailErrorKind.Transient, "connection-lost"),
            _ => (MailErrorKind.Transient, "protocol"),
        };
        return new MailException(kind, reason, exception.Message, exception);
    }

    private static SmtpReply ReplyOf(SmtpException exception) => new((int)exception.StatusCode, exception.Message);

    private static Exception Innermost(Exception exception)
    {
        // The reason of a failed handshake stands above the socket's.
        while (exception is not AuthenticationException && exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
