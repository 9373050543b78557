using System.Collections.Immutable;
using System.Globalization;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using EduIct.Addresses;

namespace EduIct.Mail;

/// <summary>What the platform's mail client says, as our kinds of fault: by the reply code (RFC 5321 section 4.2.3) and the enhanced code (RFC 3463) where the server gives one.</summary>
internal static partial class SmtpFault
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
                (int code, Enhanced enhanced) = CodesOf(one);
                return new MailRecipientOutcome(EmailAddress.Parse(one.FailedRecipient!.Trim('<', '>')), OfRecipient(code, enhanced), ReasonOf(code, enhanced));
            })];
    }

    /// <summary>The fault of a message for which nobody was named.</summary>
    public static MailException Of(SmtpException exception)
    {
        (int code, Enhanced enhanced) = CodesOf(exception);
        if (code is >= 400 and < 600)
        {
            return new MailException(OfMessage(code, enhanced), ReasonOf(code, enhanced), exception.Message, exception);
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

    private static MailErrorKind OfMessage(int code, Enhanced enhanced) => (code, enhanced) switch
    {
        // 530, 534, 535, 538: RFC 4954 section 6. The platform goes on after a refused login, and the server then asks for one (530).
        (530 or 534 or 535 or 538, _) => MailErrorKind.Authentication,
        (>= 500, { Subject: 3, Detail: 4 } or { Subject: 2, Detail: 3 }) => MailErrorKind.TooLarge,
        (552, { IsKnown: false }) => MailErrorKind.TooLarge,
        (>= 500, _) => MailErrorKind.RefusedMessage,

        // TLS or the login is out of order at the server for the moment (RFC 3207 section 4, RFC 4954 section 4.7.1), whatever its enhanced code.
        (454, _) => MailErrorKind.Transient,
        _ => Passing(enhanced),
    };

    private static MailErrorKind OfRecipient(int code, Enhanced enhanced) => (code, enhanced) switch
    {
        (530 or 534 or 535 or 538, _) => MailErrorKind.Authentication,
        (>= 500, { Subject: 3, Detail: 4 } or { Subject: 2, Detail: 3 }) => MailErrorKind.TooLarge,
        (>= 500, _) => MailErrorKind.RefusedRecipient,
        _ => Passing(enhanced),
    };

    // X.7 of a passing fault is a policy on how much and how fast (Gmail: 421 4.7.0, 450 4.7.1), X.4.5 congestion, X.5.3 too many recipients.
    private static MailErrorKind Passing(Enhanced enhanced) => enhanced switch
    {
        { Subject: 7 } or { Subject: 4, Detail: 5 } or { Subject: 5, Detail: 3 } => MailErrorKind.Throttled,
        _ => MailErrorKind.Transient,
    };

    private static (int Code, Enhanced Enhanced) CodesOf(SmtpException exception)
    {
        int code = (int)exception.StatusCode;
        Match match = EnhancedCode().Match(exception.Message);
        return match.Success && match.ValueSpan[0] - '0' == code / 100
            ? (code, new Enhanced(match.Value, Number(match.Groups["subject"]), Number(match.Groups["detail"])))
            : (code, default);

        static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static string ReasonOf(int code, Enhanced enhanced) =>
        enhanced.IsKnown ? string.Create(CultureInfo.InvariantCulture, $"{code} {enhanced.Text}") : code.ToString(CultureInfo.InvariantCulture);

    private static Exception Innermost(Exception exception)
    {
        // The reason of a failed handshake stands above the socket's.
        while (exception is not AuthenticationException && exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }

    [GeneratedRegex(@"\b[245]\.(?<subject>[0-9]{1,3})\.(?<detail>[0-9]{1,3})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EnhancedCode();

    private readonly record struct Enhanced(string? Text, int Subject, int Detail)
    {
        public bool IsKnown => Text is not null;
    }
}
