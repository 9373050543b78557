using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Emulator.Graph;
using EduIct.Emulator.Graph.Tokens;
using EduIct.Emulator.State;
using EduIct.Emulator.Tokens;

namespace EduIct.Emulator.Tenants;

/// <summary>The folder with which the product is pointed at an emulator.</summary>
internal sealed class TenantFolder(string directory)
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string KeyFile => Path.Combine(directory, "key.json");
    private string Certificate => Path.Combine(directory, "reader.pem");
    private string SecretFile => Path.Combine(directory, "secret.txt");
    private string HttpsCertificate => Path.Combine(directory, "emulator.pem");
    private string HttpsKey => Path.Combine(directory, "emulator-key.pem");
    private string CertificateKey => Path.Combine(directory, "reader-key.pem");

    public async Task WriteAsync(
        EmulatorServer server, TokenIssuer tokens, GraphApplication application, DevelopmentCertificate? https, TenantProvider provider, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        if (provider != TenantProvider.Exchange)
        {
            if (File.Exists(KeyFile))
                tokens.Adopt(await ReadKeyAsync(cancellationToken));
            await WriteAsync(KeyFile, tokens.Account.KeyFile(server.TokenUri), cancellationToken);
        }
        if (provider != TenantProvider.Google)
            await WriteGraphAsync(application, https, cancellationToken);
        await WriteAsync(Path.Combine(directory, "tenant.json"), TenantJson.Of(server, provider), cancellationToken);
        if (!File.Exists(Certificate) || !File.Exists(CertificateKey))
            await WriteReaderAsync(server, cancellationToken);
    }

    private async Task<ServiceAccount> ReadKeyAsync(CancellationToken cancellationToken)
    {
        try
        {
            var json = JsonNode.Parse(await File.ReadAllTextAsync(KeyFile, cancellationToken));
            return ServiceAccount.FromPem((string?)json?["private_key"] ?? "");
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or CryptographicException or InvalidOperationException)
        {
            throw new InvalidDataException($"{KeyFile}: không phải tệp khoá tài khoản dịch vụ / not a service-account key file.", wrong);
        }
    }

    /// <summary>The client secret, and what an https client must trust. What lies there already is kept and taken over.</summary>
    private async Task WriteGraphAsync(GraphApplication application, DevelopmentCertificate? https, CancellationToken cancellationToken)
    {
        if (File.Exists(SecretFile) && (await File.ReadAllTextAsync(SecretFile, cancellationToken)).Trim() is { Length: > 0 } secret)
            application.Adopt(secret);
        await WriteAsync(SecretFile, application.Secret + "\n", cancellationToken);
        if (https is null)
            return;
        if (File.Exists(HttpsCertificate) && File.Exists(HttpsKey))
            https.Adopt(await File.ReadAllTextAsync(HttpsCertificate, cancellationToken), await File.ReadAllTextAsync(HttpsKey, cancellationToken));
        await WriteAsync(HttpsKey, https.KeyPem, cancellationToken);
        await WriteAsync(HttpsCertificate, https.Pem, cancellationToken);
    }

    /// <summary>The certificate to which initial passwords are sealed, with the key of the person who reads them.</summary>
    private async Task WriteReaderAsync(EmulatorServer server, CancellationToken cancellationToken)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=EduIct reader " + server.Domains[0], key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment, critical: true));
        // Years in both directions, whatever clock the emulator runs on.
        using var certificate = request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2049, 12, 31, 0, 0, 0, TimeSpan.Zero));
        await WriteAsync(CertificateKey, key.ExportPkcs8PrivateKeyPem() + "\n", cancellationToken);
        await WriteAsync(Certificate, certificate.ExportCertificatePem() + "\n", cancellationToken);
    }

    private static Task WriteAsync(string path, JsonObject json, CancellationToken cancellationToken)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
            json.WriteTo(writer);
        return WriteAsync(path, Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n", cancellationToken);
    }

    private static Task WriteAsync(string path, string text, CancellationToken cancellationToken) =>
        PrivateFile.WriteAsync(path, Encoding.UTF8.GetBytes(text), cancellationToken);
}
