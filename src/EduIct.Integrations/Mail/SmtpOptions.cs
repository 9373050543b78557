using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Mail;

/// <summary>How to reach a mail server for submission (RFC 6409). The password is never an option in clear: it lies in a file or in an environment variable.</summary>
public sealed class SmtpOptions
{
    /// <summary>Name or address of the server. Required for this transport.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port, 1 to 65535. Default: 587, submission. Port 465, where TLS comes first, is not for the platform's client; the package <c>EduIct.Integrations.MailKit</c> speaks it.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Whether TLS is required (STARTTLS, with a certificate that the system trusts). Default: true. False is for a server on this very machine only.</summary>
    public bool RequireTls { get; set; } = true;

    /// <summary>Name to log in with; null, the default: no login.</summary>
    public string? UserName { get; set; }

    /// <summary>File whose first line is the password; on Unix nobody but its owner may have any right to it. Null: none.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Environment variable that holds the password; null: none.</summary>
    public string? PasswordVariable { get; set; }

    /// <summary>Longest time for one message, from connecting to the server's last word: 1 second to 1 hour. Default: 5 minutes (RFC 5321 section 4.5.3.2).</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Checks everything.</summary>
    /// <param name="issues">
    /// All that is wrong: <c>smtp.host</c>, <c>smtp.port</c>, <c>smtp.tls</c>, <c>smtp.timeout</c>, <c>smtp.login</c>, <c>smtp.password-file</c>, <c>smtp.password-variable</c>.
    /// The password is in none of them.
    /// </param>
    /// <returns>Whether nothing is wrong.</returns>
    public bool TryCheck(out ImmutableArray<Issue> issues) => SmtpOptionsCheck.TryRead(this, out _, out issues);

    /// <summary>Reads the login too.</summary>
    internal bool TryRead(out SmtpLogin? login, out ImmutableArray<Issue> issues) => SmtpOptionsCheck.TryRead(this, out login, out issues);
}
