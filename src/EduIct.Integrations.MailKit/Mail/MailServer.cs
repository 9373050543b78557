using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EduIct.Issues;
using MailKit;
using MailKit.Security;

namespace EduIct.Mail;

/// <summary>A mail server whose settings were checked and whose password was read.</summary>
internal sealed class MailServer
{
    private readonly MailServerOptions _options;
    private readonly string? _password;
    private readonly X509Certificate2Collection? _trusted;

    private MailServer(MailServerOptions options, string? password, X509Certificate2Collection? trusted) =>
        (_options, _password, _trusted, Host, UserName, Timeout) = (options, password, trusted, options.Host, options.UserName, options.Timeout);

    public string Host { get; }

    public string? UserName { get; }

    public TimeSpan Timeout { get; }

    public static bool TryOpen(MailServerOptions options, [NotNullWhen(true)] out MailServer? server, out ImmutableArray<Issue> issues)
    {
        ImmutableArray<Issue>.Builder found = ImmutableArray.CreateBuilder<Issue>();
        if (string.IsNullOrEmpty(options.Host) || Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
        {
            Add("mailkit.host", "host", $"'{options.Host}' không phải tên hay địa chỉ máy chủ thư.", $"'{options.Host}' is no name or address of a mail server.");
        }

        if (options.Port is < 1 or > 65535)
        {
            Add("mailkit.port", "port", "Cổng phải từ 1 đến 65535.", "The port must be 1 to 65535.");
        }

        if (!Enum.IsDefined(options.Security) || (options.Security == MailSecurity.None && !IsLoopback(options.Host)))
        {
            Add("mailkit.security", "security", "Chỉ được bỏ TLS với máy chủ thư trên chính máy này.", "TLS may be left out only for a mail server on this very machine.");
        }

        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromHours(1))
        {
            Add("mailkit.timeout", "timeout", "Thời gian chờ phải từ 1 giây đến 1 giờ.", "The time to wait must be 1 second to 1 hour.");
        }

        string? password = null;
        if (options.Tokens is null)
        {
            password = MailPassword.Read("mailkit", options.UserName, options.PasswordFile, options.PasswordVariable, Add);
        }
        else if (string.IsNullOrEmpty(options.UserName) || options.PasswordFile is not null || options.PasswordVariable is not null)
        {
            Add("mailkit.login", "userName",
                "Đăng nhập bằng mã truy cập cần tên hộp thư và không có mật khẩu.",
                "A login by token needs the mailbox's name and no password.");
        }

        X509Certificate2Collection? trusted = options.TrustFile is null ? null : ReadTrusted(options.TrustFile, Add);
        issues = found.ToImmutable();
        server = issues.IsEmpty ? new MailServer(options, password, trusted) : null;
        return server is not null;

        void Add(string code, string field, string vi, string en) =>
            found.Add(new Issue(code, new SourcePlace("mailkit", Field: field), new LocalizedText(vi, en)));
    }

    /// <summary>Connects and logs in.</summary>
    /// <param name="client">A client that is not connected.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MailException">Unreachable, or the login is not accepted.</exception>
    public async Task OpenAsync(IMailService client, CancellationToken cancellationToken)
    {
        client.Timeout = (int)Timeout.TotalMilliseconds;

        // As the platform's client: a school's network rarely lets the lists of revoked certificates through, and mail would stand still.
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = IsTrusted;
        try
        {
            await client.ConnectAsync(Host, _options.Port ?? 0, Security(), cancellationToken).ConfigureAwait(false);
            if (UserName is not null)
            {
                await LogInAsync(client, UserName, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && MailKitFault.IsOne(exception))
        {
            throw MailKitFault.OfConnection(exception);
        }
    }

    private async Task LogInAsync(IMailService client, string userName, CancellationToken cancellationToken)
    {
        if (_options.Tokens is not { } tokens)
        {
            await client.AuthenticateAsync(new NetworkCredential(userName, _password), cancellationToken).ConfigureAwait(false);
            return;
        }

        string token;
        try
        {
            token = await tokens.GetTokenAsync(userName, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Its words may show what it logs in with.
            throw new MailException(MailErrorKind.Authentication, "token", $"No token was given ({exception.GetType().Name}).");
        }

        SaslMechanism login = client.AuthenticationMechanisms.Contains("OAUTHBEARER") ? new SaslMechanismOAuthBearer(userName, token) : new SaslMechanismOAuth2(userName, token);
        await client.AuthenticateAsync(login, cancellationToken).ConfigureAwait(false);
    }

    private SecureSocketOptions Security() => _options.Security switch
    {
        MailSecurity.ImplicitTls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? _, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None || _trusted is null || errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
        {
            return errors == SslPolicyErrors.None;
        }

        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build((X509Certificate2)certificate);
    }

    private static X509Certificate2Collection? ReadTrusted(string path, Action<string, string, string, string> add)
    {
        X509Certificate2Collection certificates = [];
        try
        {
            certificates.ImportFromPemFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            // Told below.
        }

        if (certificates.Count > 0)
        {
            return certificates;
        }

        add("mailkit.trust-file", "trustFile", $"Không đọc được chứng thư nào từ '{path}'.", $"No certificate can be read from '{path}'.");
        return null;
    }

    // A name is looked up by whoever owns the resolver: only "localhost" itself and addresses count.
    private static bool IsLoopback(string? host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
