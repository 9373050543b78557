using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EduIct.Exchange;
using EduIct.Issues;
using EduIct.People;
using EduIct.Provisioning;
using EduIct.Tenants;
using static EduIct.Integrations.Exchange.Tests.Exchange.CannedGraph;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

public sealed class ExchangeDirectoryOptionsTests : IAsyncLifetime
{
    private CannedGraph _server = null!;

    public async Task InitializeAsync() => _server = await CannedGraph.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        ExchangeDirectoryOptions options = new()
        {
            TenantId = "no tenant",
            ClientId = "7",
            SecretFile = Path.Combine(_server.Folder, "nothing.txt"),
            CertificateFile = Path.Combine(_server.Folder, "nothing.pem"),
            RootUrl = "http://graph.example/v1.0",
            AuthorityUrl = "ftp://127.0.0.1",
            UsageLocation = "vietnam",
            Licences = new Dictionary<Role, string> { [Role.Student] = " " },
            RequestTimeout = TimeSpan.Zero,
        };

        Assert.False(options.TryCheck(out ImmutableArray<Issue> issues));

        Assert.Equal(
            [
                "exchange.authority-url", "exchange.certificate-file", "exchange.client-id", "exchange.credential", "exchange.licences", "exchange.request-timeout", "exchange.root-url",
                "exchange.secret-file", "exchange.tenant-id", "exchange.usage-location",
            ],
            issues.Select(issue => issue.Code).Order(StringComparer.Ordinal));
        Assert.All(issues, issue => Assert.True(issue.Message.Vi.Length > 0 && issue.Message.En.Length > 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("two\nlines")]
    public async Task A_secret_is_one_line_and_is_not_shown_in_a_fault(string text)
    {
        await File.WriteAllTextAsync(_server.Options.SecretFile!, text);

        Assert.False(_server.Options.TryCheck(out ImmutableArray<Issue> issues));

        Issue issue = Assert.Single(issues);
        Assert.Equal("exchange.secret-file", issue.Code);
        Assert.True(text.Length == 0 || !issue.ToString().Contains(text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("pfx")]
    public async Task A_certificate_signs_for_the_application(string format)
    {
        string path = Path.Combine(_server.Folder, "client." + format);
        using (RSA rsa = RSA.Create(2048))
        {
            CertificateRequest request = new("CN=eduict", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
            await (format == "pem"
                ? File.WriteAllTextAsync(path, certificate.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem())
                : File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pkcs12)));
        }

        ExchangeDirectoryOptions options = _server.Options;
        options.SecretFile = null;
        options.CertificateFile = path;
        using ExchangeDirectory directory = ExchangeDirectory.Create(options);
        await directory.ListGroupsAsync(null);

        Sent token = Assert.Single(_server.TokenCalls);
        Assert.Contains("client_assertion=", token.Body, StringComparison.Ordinal);
        Assert.Equal($"/{Tenant}/oauth2/v2.0/token", token.Path);
    }

    [Fact]
    public async Task A_certificate_without_its_key_is_refused()
    {
        string path = Path.Combine(_server.Folder, "client.cer");
        using (RSA rsa = RSA.Create(2048))
        {
            CertificateRequest request = new("CN=eduict", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
            await File.WriteAllTextAsync(path, certificate.ExportCertificatePem());
        }

        ExchangeDirectoryOptions options = _server.Options;
        (options.SecretFile, options.CertificateFile) = (null, path);

        Assert.False(options.TryCheck(out ImmutableArray<Issue> issues));
        Assert.Equal("exchange.certificate-file", Assert.Single(issues).Code);
    }

    [Fact]
    public void A_machines_own_identity_needs_neither_file_nor_id() =>
        Assert.True(new ExchangeDirectoryOptions { ManagedIdentity = true }.TryCheck(out _));

    [Fact]
    public void The_factory_takes_the_settings_of_the_tenant_and_tells_every_fault()
    {
        ProviderSettings settings = new()
        {
            Kind = "exchange",
            Id = "x",
            RootUrl = _server.Root,
            Exchange = new ExchangeSettings { TenantId = Tenant, ClientId = Application, SecretFile = _server.Options.SecretFile, AuthorityUrl = _server.Root },
        };

        Assert.IsType<ExchangeDirectory>(new ExchangeDirectoryFactory().Create(settings));

        ProviderSettings wrong = settings with { Exchange = settings.Exchange with { SecretFile = "/nowhere/secret", UsageLocation = "vn" } };
        ProvisioningException fault = Assert.Throws<ProvisioningException>(() => new ExchangeDirectoryFactory().Create(wrong));
        Assert.Equal(["exchange.secret-file", "exchange.usage-location"], fault.Issues.Select(issue => issue.Code).Order(StringComparer.Ordinal));
    }
}
