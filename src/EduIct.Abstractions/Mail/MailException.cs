using System.Collections.Immutable;

namespace EduIct.Mail;

/// <summary>A message was not taken over for any of its recipients, or it is not known whether. The kind says what to do next.</summary>
public sealed class MailException : Exception
{
    /// <summary>A fault in sending.</summary>
    /// <param name="kind">What a caller can do.</param>
    /// <param name="reason">Short reason without personal data: the server's code such as <c>452 4.3.1</c>, or a word of ours such as <c>no-tls</c>.</param>
    /// <param name="message">What happened; may show the server's words and so addresses: never log it above Debug.</param>
    /// <param name="innerException">The platform's exception.</param>
    public MailException(MailErrorKind kind, string reason, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        Reason = reason;
    }

    /// <summary>What a caller can do.</summary>
    public MailErrorKind Kind { get; }

    /// <summary>Short reason without personal data.</summary>
    public string Reason { get; }

    /// <summary>How long the server asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What was said of each recipient, where something was; else empty: the fault is one of the whole message.</summary>
    public ImmutableArray<MailRecipientOutcome> Recipients { get; init; } = [];
}
