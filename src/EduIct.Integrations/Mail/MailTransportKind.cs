namespace EduIct.Mail;

/// <summary>Which way out is registered.</summary>
public enum MailTransportKind
{
    /// <summary>A folder of <c>.eml</c> files, the embedded default.</summary>
    Pickup,

    /// <summary>A mail server.</summary>
    Smtp,

    /// <summary>The caller's own <see cref="IMailTransport"/>, or that of another package, registered before or after.</summary>
    Own,
}
