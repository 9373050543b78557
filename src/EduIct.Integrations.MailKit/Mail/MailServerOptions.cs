using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Mail;

/// <summary>How to reach a mail server and how to log in. No password is an option in clear: it lies in a file or in an environment variable, or a token takes its place.</summary>
public sealed class MailServerOptions
{
    /// <summary>Name or address of the server. Required.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port, 1 to 65535; null, the default: the one that belongs to <see cref="Security"/>.</summary>
    public int? Port { get; set; }

    /// <summary>How the connection is kept secret. Default: <see cref="MailSecurity.ImplicitTls"/>.</summary>
    public MailSecurity Security { get; set; }

    /// <summary>PEM file of certificates that are trusted besides the system's, as of a unit's own server; null, the default: none.</summary>
    public string? TrustFile { get; set; }

    /// <summary>Name to log in with; null, the default: no login.</summary>
    public string? UserName { get; set; }

    /// <summary>File whose first line is the password; on Unix nobody but its owner may have any right to it. Null: none.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Environment variable that holds the password; null: none.</summary>
    public string? PasswordVariable { get; set; }

    /// <summary>Who gives tokens, with which the login is by OAUTHBEARER (RFC 7628) or XOAUTH2, whichever the server knows; null, the default: the login is by password.</summary>
    public IMailTokenSource? Tokens { get; set; }

    /// <summary>Longest time for one message or one answer: 1 second to 1 hour. Default: 5 minutes (RFC 5321 section 4.5.3.2).</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Checks everything, and reads the password and the certificates.</summary>
    /// <param name="issues">
    /// All that is wrong: <c>mailkit.host</c>, <c>mailkit.port</c>, <c>mailkit.security</c>, <c>mailkit.trust-file</c>, <c>mailkit.timeout</c>, <c>mailkit.login</c>,
    /// <c>mailkit.password-file</c>, <c>mailkit.password-variable</c>. The password is in none of them.
    /// </param>
    /// <returns>Whether nothing is wrong.</returns>
    public bool TryCheck(out ImmutableArray<Issue> issues) => MailServer.TryOpen(this, out _, out issues);
}
