using EduIct.Addresses;

namespace EduIct.Mail;

/// <summary>What a transport said of one recipient.</summary>
/// <param name="Address">The recipient.</param>
/// <param name="Fault">Null: taken over for delivery. Else why not.</param>
/// <param name="Reason">The server's code where there is one, such as <c>550 5.1.1</c>; no personal data. Null when taken.</param>
public sealed record MailRecipientOutcome(EmailAddress Address, MailErrorKind? Fault = null, string? Reason = null)
{
    /// <summary>Whether the transport took the message over for this recipient.</summary>
    public bool IsTaken => Fault is null;

    /// <summary>Whether sending again may help.</summary>
    public bool MayPass => Fault is MailErrorKind.Transient or MailErrorKind.Throttled or MailErrorKind.Unreachable or MailErrorKind.Authentication;
}
