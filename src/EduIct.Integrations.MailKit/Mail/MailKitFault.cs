using System.Net.Sockets;
using System.Security.Authentication;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace EduIct.Mail;

/// <summary>What MailKit's exceptions mean to a caller.</summary>
internal static class MailKitFault
{
    /// <summary>Whether an exception is a server's refusal or a failure on the way.</summary>
    public static bool IsOne(Exception exception) =>
        exception is SocketException or IOException or SslHandshakeException or System.Security.Authentication.AuthenticationException or MailKit.Security.AuthenticationException
            or CommandException or ProtocolException or ServiceNotAuthenticatedException or ServiceNotConnectedException or NotSupportedException or TimeoutException or OperationCanceledException;

    /// <summary>A fault before anything was sent.</summary>
    public static MailException OfConnection(Exception exception) => exception switch
    {
        SmtpCommandException refused => OfSmtp(refused) is { Kind: MailErrorKind.Transient or MailErrorKind.Throttled or MailErrorKind.Authentication } passing
            ? passing
            : Of(MailErrorKind.Unreachable, new SmtpReply((int)refused.StatusCode, refused.Message).Reason, exception),

        // A server that is short of something says so by a passing code, which MailKit keeps inside.
        MailKit.Security.AuthenticationException { InnerException: SmtpCommandException { StatusCode: SmtpStatusCode.TemporaryAuthenticationFailure or SmtpStatusCode.ServiceNotAvailable } busy } => OfSmtp(busy),
        MailKit.Security.AuthenticationException or ServiceNotAuthenticatedException => Of(MailErrorKind.Authentication, "login", exception),

        // What the server lacks: STARTTLS, or a way to log in.
        NotSupportedException => Of(MailErrorKind.Unreachable, "not-supported", exception),
        SslHandshakeException or System.Security.Authentication.AuthenticationException => Of(MailErrorKind.Unreachable, "tls", exception),
        SocketException socket => Of(MailErrorKind.Unreachable, socket.SocketErrorCode.ToString(), exception),
        OperationCanceledException or TimeoutException => Of(MailErrorKind.Unreachable, "timeout", exception),
        ProtocolException => Of(MailErrorKind.Unreachable, "protocol", exception),
        CommandException => Of(MailErrorKind.Authentication, "refused", exception),
        _ => Of(MailErrorKind.Unreachable, "connection-lost", exception),
    };

    /// <summary>A fault after the connection was there: what was on its way may have arrived.</summary>
    public static MailException OfSending(Exception exception) => exception switch
    {
        SmtpCommandException refused => OfSmtp(refused),
        ServiceNotAuthenticatedException => Of(MailErrorKind.Authentication, "login", exception),
        OperationCanceledException or TimeoutException => Of(MailErrorKind.Transient, "timeout", exception),
        ProtocolException => Of(MailErrorKind.Transient, "protocol", exception),
        CommandException => Of(MailErrorKind.Transient, "refused", exception),
        _ => Of(MailErrorKind.Transient, "connection-lost", exception),
    };

    private static MailException OfSmtp(SmtpCommandException refused)
    {
        SmtpReply reply = new((int)refused.StatusCode, refused.Message);
        return Of(reply.OfMessage, reply.Reason, refused);
    }

    private static MailException Of(MailErrorKind kind, string reason, Exception exception) => new(kind, reason, exception.Message, exception);
}
