namespace EduIct.Mail;

/// <summary>How a connection to a mail server is kept secret.</summary>
public enum MailSecurity
{
    /// <summary>TLS from the first byte (RFC 8314): port 465 for SMTP, 993 for IMAP.</summary>
    ImplicitTls,

    /// <summary>TLS by the server's command, before anything else is said; a server without it is refused. Port 587 for SMTP, 143 for IMAP.</summary>
    StartTls,

    /// <summary>None. Only for a server on this very machine. Port 25 for SMTP, 143 for IMAP.</summary>
    None,
}
