namespace EduIct.Mail;

/// <summary>
/// Gives access tokens of OAuth 2.0 (RFC 6749) for a mailbox. For Exchange Online: scope <c>https://outlook.office365.com/.default</c> with the application permissions <c>SMTP.SendAsApp</c>
/// and <c>IMAP.AccessAsApp</c>, as Azure.Identity's <c>TokenCredential</c> gives it; for Google: scope <c>https://mail.google.com/</c>, as a service account of Google.Apis.Auth with
/// domain-wide delegation gives it for a user.
/// </summary>
public interface IMailTokenSource
{
    /// <summary>A token that is good for some minutes more; a source keeps one as long as it is.</summary>
    /// <param name="userName">The mailbox that is logged in to.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Exception">There is none: told to the caller as <see cref="MailErrorKind.Authentication"/>.</exception>
    Task<string> GetTokenAsync(string userName, CancellationToken cancellationToken = default);
}
