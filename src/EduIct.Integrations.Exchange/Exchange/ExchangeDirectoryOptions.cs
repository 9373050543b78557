using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EduIct.Issues;
using EduIct.People;
using EduIct.Tenants;

namespace EduIct.Exchange;

/// <summary>How to reach one tenant of Microsoft 365: an application of Microsoft Entra, how it proves who it is, and what its accounts are given.</summary>
public sealed class ExchangeDirectoryOptions
{
    private const long LargestSecret = 64 * 1024;

    /// <summary>The tenant: its id (a GUID) or one of its domains. Required but with <see cref="ManagedIdentity"/>.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>The application's (client) id, a GUID. Required; with <see cref="ManagedIdentity"/> it names a user-assigned identity and may be blank.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Path of a file that holds the client secret and nothing else. One of this, <see cref="CertificateFile"/> and <see cref="ManagedIdentity"/>.</summary>
    public string? SecretFile { get; set; }

    /// <summary>Path of a certificate with its private key, unencrypted: PEM, or PKCS#12 without a password.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Whether the machine's own identity in Azure is used. Default false.</summary>
    public bool ManagedIdentity { get; set; }

    /// <summary>Root of another Graph service (a national cloud, an emulator), e.g. <c>https://microsoftgraph.chinacloudapi.cn</c>: https, or http on the loopback. Without a path, <c>/v1.0</c> is taken. Null, the default: Microsoft's own.</summary>
    public string? RootUrl { get; set; }

    /// <summary>Where tokens are given out, without the tenant: https, or http on the loopback. Null, the default: <c>https://login.microsoftonline.com</c>.</summary>
    public string? AuthorityUrl { get; set; }

    /// <summary>The licence that an account of a role is given: part number (<c>STANDARDWOFFPACK_STUDENT</c>) or GUID of the SKU. A role that is not here gets none. Default: none at all.</summary>
    public IReadOnlyDictionary<Role, string> Licences { get; set; } = ImmutableDictionary<Role, string>.Empty;

    /// <summary>Country in which the accounts are used, two letters (ISO 3166-1), without which no licence can be assigned. Default <c>VN</c>.</summary>
    public string UsageLocation { get; set; } = "VN";

    /// <summary>Whether schools, classes and the school data of pupils and teachers are written as education resources too. Default false.</summary>
    public bool Education { get; set; }

    /// <summary>How long to wait for one answer, a token fetched on the way included: above zero, at most an hour. Default 100 seconds.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Of how many accounts at most a whole listing is remembered for an hour (about a kilobyte of memory each), so that the next one asks for changes only. 0: of none. Default 250,000.
    /// </summary>
    public int RememberedAccounts { get; set; } = 250_000;

    internal Uri Root =>
        RootUrl is null ? GraphConnection.DefaultRoot
        : new Uri(RootUrl) is { AbsolutePath: "/" } bare ? new Uri(bare, "/v1.0")
        : new Uri(RootUrl.TrimEnd('/'));

    /// <summary>The options of a provider of <c>tenant.json</c>.</summary>
    /// <exception cref="ArgumentException">The provider is of another kind.</exception>
    public static ExchangeDirectoryOptions For(ProviderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ExchangeSettings exchange = settings.Exchange ?? throw new ArgumentException($"The provider '{settings.Id}' is of the kind '{settings.Kind}', not 'exchange'.", nameof(settings));
        return new ExchangeDirectoryOptions
        {
            TenantId = exchange.TenantId,
            ClientId = exchange.ClientId ?? "",
            SecretFile = exchange.SecretFile,
            CertificateFile = exchange.CertificateFile,
            ManagedIdentity = exchange.ManagedIdentity,
            RootUrl = settings.RootUrl?.ToString(),
            AuthorityUrl = exchange.AuthorityUrl?.ToString(),
            Licences = exchange.Licences,
            UsageLocation = exchange.UsageLocation,
            Education = exchange.Education,
        };
    }

    /// <summary>Checks everything, and reads the secret or the certificate.</summary>
    /// <param name="issues">
    /// All that is wrong: <c>exchange.tenant-id</c>, <c>exchange.client-id</c>, <c>exchange.credential</c>, <c>exchange.secret-file</c>, <c>exchange.certificate-file</c>,
    /// <c>exchange.root-url</c>, <c>exchange.authority-url</c>, <c>exchange.usage-location</c>, <c>exchange.licences</c>, <c>exchange.request-timeout</c>, <c>exchange.remembered-accounts</c>.
    /// </param>
    /// <returns>Whether nothing is wrong.</returns>
    public bool TryCheck(out ImmutableArray<Issue> issues)
    {
        bool good = TryOpen(out GraphCredential? credential, out issues);
        credential?.Dispose();
        return good;
    }

    internal bool TryOpen([NotNullWhen(true)] out GraphCredential? credential, out ImmutableArray<Issue> issues)
    {
        ImmutableArray<Issue>.Builder found = ImmutableArray.CreateBuilder<Issue>();
        CheckIdentity(Add);
        CheckAddresses(Add);
        if (UsageLocation is not { Length: 2 } || !UsageLocation.All(char.IsAsciiLetterUpper))
        {
            Add("exchange.usage-location", "usageLocation", "Nơi sử dụng là mã nước hai chữ hoa, như 'VN'.", "The usage location is a country's two capital letters, as in 'VN'.");
        }

        if (Licences.Any(pair => pair.Key == default || string.IsNullOrWhiteSpace(pair.Value)))
        {
            Add("exchange.licences", "licences", "Mỗi vai trò cần một mã giấy phép, không để trống.", "Each role needs a licence, not a blank.");
        }

        if (RequestTimeout <= TimeSpan.Zero || RequestTimeout > TimeSpan.FromHours(1))
        {
            Add("exchange.request-timeout", "requestTimeout", "Thời gian chờ phải lớn hơn 0 và không quá một giờ.", "The time to wait must be above zero and at most an hour.");
        }

        if (RememberedAccounts < 0)
        {
            Add("exchange.remembered-accounts", "rememberedAccounts", "Số tài khoản được nhớ không được âm.", "The number of remembered accounts must not be negative.");
        }

        credential = Open(found.Count == 0, Add);
        issues = found.ToImmutable();
        if (!issues.IsEmpty)
        {
            credential?.Dispose();
            credential = null;
        }

        return credential is not null;

        void Add(string code, string field, string vi, string en) =>
            found.Add(new Issue(code, new SourcePlace("exchange", Field: field), new LocalizedText(vi, en)));
    }

    private void CheckIdentity(Action<string, string, string, string> add)
    {
        bool isGuid = Guid.TryParse(TenantId, out _);
        if (!(isGuid || Addresses.EmailAddress.IsDomain(TenantId)) && !(ManagedIdentity && TenantId.Length == 0))
        {
            add("exchange.tenant-id", "tenantId", $"'{TenantId}' không phải mã (GUID) hay tên miền của tổ chức.", $"'{TenantId}' is neither the id (a GUID) nor a domain of a tenant.");
        }

        if (!Guid.TryParse(ClientId, out _) && !(ManagedIdentity && ClientId.Length == 0))
        {
            add("exchange.client-id", "clientId", $"'{ClientId}' không phải mã ứng dụng (GUID).", $"'{ClientId}' is not the id of an application (a GUID).");
        }

        if ((SecretFile is null ? 0 : 1) + (CertificateFile is null ? 0 : 1) + (ManagedIdentity ? 1 : 0) != 1)
        {
            add("exchange.credential", "secretFile",
                "Cần đúng một trong ba: 'secretFile', 'certificateFile', 'managedIdentity'.",
                "Exactly one of the three is needed: 'secretFile', 'certificateFile', 'managedIdentity'.");
        }
    }

    private void CheckAddresses(Action<string, string, string, string> add)
    {
        if (RootUrl is not null && !IsSecure(RootUrl))
        {
            add("exchange.root-url", "rootUrl",
                "Địa chỉ máy chủ phải là https (http chỉ được dùng với chính máy này). Để trống là máy chủ của Microsoft.",
                "The root address must be https (http is for this very machine only). Without one, Microsoft's own is used.");
        }

        if (AuthorityUrl is not null && !IsSecure(AuthorityUrl))
        {
            add("exchange.authority-url", "authorityUrl",
                "Địa chỉ cấp mã truy cập phải là https (http chỉ được dùng với chính máy này).",
                "The address that gives tokens must be https (http is for this very machine only).");
        }

        static bool IsSecure(string text) =>
            Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
    }

    // The files are read even where something else is wrong, so that all is told at once.
    private GraphCredential? Open(bool usable, Action<string, string, string, string> add)
    {
        Uri? authority = usable && AuthorityUrl is not null ? new Uri(AuthorityUrl) : null;
        if (SecretFile is not null && ReadSecret(SecretFile, add) is { } secret)
        {
            return usable ? GraphCredential.ForSecret(TenantId, ClientId, secret, authority) : null;
        }

        if (CertificateFile is not null && ReadCertificate(CertificateFile, add) is { } certificate)
        {
            if (usable)
            {
                return GraphCredential.ForCertificate(TenantId, ClientId, certificate, authority);
            }

            certificate.Dispose();
            return null;
        }

        return usable && ManagedIdentity ? GraphCredential.ForManagedIdentity(ClientId.Length == 0 ? null : ClientId) : null;
    }

    private static string? ReadSecret(string path, Action<string, string, string, string> add)
    {
        try
        {
            string secret = new FileInfo(path) is { Exists: true, Length: > LargestSecret } ? "" : File.ReadAllText(path).Trim();
            if (secret.Length > 0 && secret.All(c => c is > ' ' and < '\x7f'))
            {
                return secret;
            }

            add("exchange.secret-file", "secretFile", $"Tệp '{path}' không chứa một mã bí mật (một dòng ASCII, không để trống).", $"The file '{path}' holds no client secret (one line of ASCII, not blank).");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            add("exchange.secret-file", "secretFile", $"Không đọc được tệp mã bí mật: {exception.Message}", $"The file of the client secret cannot be read: {exception.Message}");
        }

        return null;
    }

    private static X509Certificate2? ReadCertificate(string path, Action<string, string, string, string> add)
    {
        try
        {
            byte[] bytes = new FileInfo(path) is { Exists: true, Length: > LargestSecret } ? [] : File.ReadAllBytes(path);
            X509Certificate2 certificate = bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0
                ? X509Certificate2.CreateFromPem(System.Text.Encoding.ASCII.GetString(bytes), System.Text.Encoding.ASCII.GetString(bytes))
                : X509CertificateLoader.LoadPkcs12(bytes, null, X509KeyStorageFlags.EphemeralKeySet);
            if (certificate.HasPrivateKey)
            {
                return certificate;
            }

            certificate.Dispose();
            add("exchange.certificate-file", "certificateFile", $"Tệp '{path}' không có khóa riêng của chứng thư.", $"The file '{path}' lacks the certificate's private key.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            add("exchange.certificate-file", "certificateFile", $"Không đọc được chứng thư: {exception.Message}", $"The certificate cannot be read: {exception.Message}");
        }

        return null;
    }
}
