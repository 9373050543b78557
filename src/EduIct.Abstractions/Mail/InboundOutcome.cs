using EduIct.Addresses;

namespace EduIct.Mail;

/// <summary>What a report says of one recipient.</summary>
/// <param name="Recipient">The recipient, as we named it where the report repeats that; null: the report names none that can be read.</param>
/// <param name="Fate">What became of the message there.</param>
/// <param name="Status">The enhanced code of RFC 3463, such as <c>5.1.1</c>; null: none.</param>
public sealed record InboundOutcome(EmailAddress? Recipient, MailFate Fate, string? Status = null)
{
    /// <summary>The fate and the code, not the address.</summary>
    public override string ToString() => Status is null ? $"{Fate}" : $"{Fate} {Status}";
}
