namespace EduIct.Accounts;

/// <summary>A provider's fault: its kind says what to do next, its reason is the provider's own word.</summary>
public sealed class DirectoryException : Exception
{
    /// <summary>A provider's fault.</summary>
    /// <param name="kind">What a caller can do.</param>
    /// <param name="reason">The provider's own short reason, e.g. Google's <c>userRateLimitExceeded</c>; without personal data.</param>
    /// <param name="message">The provider's message; may be personal, so never log it above Debug.</param>
    /// <param name="innerException">The SDK's exception.</param>
    public DirectoryException(DirectoryErrorKind kind, string reason, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        Reason = reason;
    }

    /// <summary>What a caller can do.</summary>
    public DirectoryErrorKind Kind { get; }

    /// <summary>The provider's own short reason.</summary>
    public string Reason { get; }

    /// <summary>How long the provider asks to wait (RFC 9110 section 10.2.3); null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
