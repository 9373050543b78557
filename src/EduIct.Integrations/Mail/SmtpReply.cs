using System.Globalization;
using System.Text.RegularExpressions;

namespace EduIct.Mail;

/// <summary>
/// A mail server's reply as our kinds of fault: by the reply code (RFC 5321 section 4.2.3) and the enhanced code (RFC 3463) where the server gives one. The package on MailKit compiles
/// this file too.
/// </summary>
internal readonly partial record struct SmtpReply
{
    private readonly string? _enhanced;
    private readonly int _subject;
    private readonly int _detail;

    /// <summary>A reply.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="text">Its text.</param>
    public SmtpReply(int code, string text)
    {
        Code = code;
        Match match = EnhancedCode().Match(text);
        if (match.Success && match.ValueSpan[0] - '0' == code / 100)
        {
            (_enhanced, _subject, _detail) = (match.Value, Number(match.Groups["subject"]), Number(match.Groups["detail"]));
        }

        static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>The code.</summary>
    public int Code { get; }

    /// <summary>Both codes, for ledgers and logs.</summary>
    public string Reason => _enhanced is null ? Code.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Code} {_enhanced}");

    /// <summary>The kind of a fault of the whole message.</summary>
    public MailErrorKind OfMessage => Code switch
    {
        // 530, 534, 535, 538: RFC 4954 section 6. The platform goes on after a refused login, and the server then asks for one (530).
        530 or 534 or 535 or 538 => MailErrorKind.Authentication,
        >= 500 when IsSize => MailErrorKind.TooLarge,
        552 when _enhanced is null => MailErrorKind.TooLarge,
        >= 500 => MailErrorKind.RefusedMessage,

        // TLS or the login is out of order at the server for the moment (RFC 3207 section 4, RFC 4954 section 4.7.1), whatever its enhanced code.
        454 => MailErrorKind.Transient,
        _ => Passing,
    };

    /// <summary>The kind of a fault of one recipient.</summary>
    public MailErrorKind OfRecipient => Code switch
    {
        530 or 534 or 535 or 538 => MailErrorKind.Authentication,
        >= 500 when IsSize => MailErrorKind.TooLarge,
        >= 500 => MailErrorKind.RefusedRecipient,
        _ => Passing,
    };

    private bool IsSize => (_subject, _detail) is (3, 4) or (2, 3);

    // X.7 of a passing fault is a policy on how much and how fast (Gmail: 421 4.7.0, 450 4.7.1), X.4.5 congestion, X.5.3 too many recipients.
    private MailErrorKind Passing => (_subject, _detail) is (7, _) or (4, 5) or (5, 3) ? MailErrorKind.Throttled : MailErrorKind.Transient;

    [GeneratedRegex(@"\b[245]\.(?<subject>[0-9]{1,3})\.(?<detail>[0-9]{1,3})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EnhancedCode();
}
