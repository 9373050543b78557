using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EduIct.Emulator.State;
using EduIct.Emulator.Tokens;

namespace EduIct.Emulator.Tenants;

/// <summary>The folder with which the product is pointed at an emulator.</summary>
internal sealed class TenantFolder(string directory)
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string KeyFile => Path.Combine(directory, "key.json");
    private string Certificate => Path.Combine(directory, "reader.pem");
    private string CertificateKey => Path.Combine(directory, "reader-key.pem");

    public async Task WriteAsync(EmulatorServer server, TokenIssuer tokens, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        if (File.Exists(KeyFile))
            tokens.Adopt(await ReadKeyAsync(cancellationToken));
        await WriteAsync(KeyFile, tokens.Account.KeyFile(server.TokenUri), cancellationToken);
        await WriteAsync(Path.Combine(directory, "tenant.json"), Tenant(server), cancellationToken);
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

    /// <summary>The tenant of CONTRACTS.md, with this server's address and a budget that does not slow a demonstration down.</summary>
    private static JsonObject Tenant(EmulatorServer server)
    {
        var domain = server.Domains[0];
        return new JsonObject
        {
            ["version"] = 1,
            ["tenant"] = "so-bentre",
            ["personKeys"] = new JsonArray("moet", "oneroster"),
            ["scope"] = new JsonObject { ["units"] = new JsonArray("so-bentre"), ["roles"] = new JsonArray("student", "teacher") },
            ["providers"] = new JsonArray(new JsonObject
            {
                ["kind"] = "google",
                ["id"] = "g",
                ["customer"] = "my_customer",
                ["admin"] = server.AdminAddress,
                ["keyFile"] = "key.json",
                ["rootUrl"] = server.RootUri.AbsoluteUri,
                ["budget"] = new JsonObject { ["callsPerMinute"] = 60_000 },
            }),
            ["domains"] = new JsonArray(new JsonObject
            {
                ["domain"] = domain,
                ["provider"] = "g",
                ["units"] = new JsonArray("so-bentre"),
                ["roles"] = new JsonArray("student", "teacher"),
                ["patterns"] = new JsonArray("{given}.{initials}{yy}", "{given}.{initials}.{code:4}"),
            }),
            ["orgUnits"] = new JsonObject { ["student"] = "/HocSinh/{unit}/{class}", ["teacher"] = "/GiaoVien/{unit}" },
            ["groups"] = new JsonObject { ["class"] = "lop.{class}.{unit}", ["staff"] = "gv.{unit}" },
            ["leavers"] = new JsonObject { ["suspend"] = true, ["orgUnit"] = "/DaNghi", ["deleteAfterDays"] = null },
            ["graduates"] = new JsonObject { ["keepUntil"] = null },
            ["guards"] = new JsonObject
            {
                ["leaversShare"] = 0.05,
                ["deletions"] = 0,
                ["protected"] = new JsonArray(server.AdminAddress),
                ["staleShare"] = 0.02,
            },
            ["handover"] = new JsonObject { ["certificate"] = "reader.pem" },
        };
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
