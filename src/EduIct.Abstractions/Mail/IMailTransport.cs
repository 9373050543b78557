namespace EduIct.Mail;

/// <summary>
/// A way out for messages: SMTP, a provider's interface (Microsoft Graph takes the same MIME message), a folder. It tries once; trying again is the outbox's. Sending
/// the same message again must do no harm beyond a second copy with the same identifier; one that can tell whether a message went out is an <see cref="ISentMail"/> too.
/// </summary>
public interface IMailTransport
{
    /// <summary>Short name in lower case for ledgers and logs, such as <c>smtp</c>.</summary>
    string Name { get; }

    /// <summary>Hands a message over.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops it; whether the message was taken is then not known.</param>
    /// <returns>Which recipients it was taken for: at least one.</returns>
    /// <exception cref="MailException">It was taken for none, or it is not known.</exception>
    Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken = default);
}
