using System.Collections.Immutable;

namespace EduIct.Mail;

/// <summary>A transport took a message over, for one recipient at least. That says nothing of its delivery.</summary>
/// <param name="Recipients">Each recipient, in the order of <see cref="MailMessage.Recipients"/>.</param>
public sealed record MailReceipt(ImmutableArray<MailRecipientOutcome> Recipients)
{
    /// <summary>A receipt for all recipients of a message.</summary>
    public static MailReceipt ForAll(MailMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new MailReceipt([.. message.Recipients.Select(address => new MailRecipientOutcome(address))]);
    }
}
