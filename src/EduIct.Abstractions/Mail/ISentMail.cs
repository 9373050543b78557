namespace EduIct.Mail;

/// <summary>
/// A way out that keeps what it took over and can be asked for it: what an <see cref="IMailTransport"/> is besides where there is something to ask. An outbox asks before
/// it sends a message again whose last attempt had no clear outcome. SMTP has nothing of the kind (RFC 5321), and a folder that keeps one file for an identifier needs none.
/// Only for transports that take a message over for all its recipients or for none.
/// </summary>
public interface ISentMail
{
    /// <summary>How long after the intent of an attempt a message that was taken over may still not be found: until then, not to be found says nothing.</summary>
    TimeSpan FoundWithin { get; }

    /// <summary>Looks for a message by its identifier.</summary>
    /// <param name="message">The message, as it was or would be sent.</param>
    /// <param name="cancellationToken">Stops it; nothing was changed.</param>
    /// <returns>For whom it was taken over; null: it is not there, or not there yet.</returns>
    /// <exception cref="MailException">
    /// It could not be asked for. <see cref="MailErrorKind.Transient"/>, <see cref="MailErrorKind.Throttled"/>, <see cref="MailErrorKind.Unreachable"/>: later perhaps. Every other kind:
    /// asking is not allowed or not possible, and messages are sent again as by a transport that keeps nothing.
    /// </exception>
    Task<MailReceipt?> FindAsync(MailMessage message, CancellationToken cancellationToken = default);
}
