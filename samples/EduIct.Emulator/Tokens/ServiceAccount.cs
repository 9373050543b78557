using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EduIct.Emulator.Tokens;

/// <summary>The one service account, with Google's form of key file.</summary>
internal sealed class ServiceAccount : IDisposable
{
    public const string ProjectId = "eduict-emulator";
    public const string Email = "eduict@eduict-emulator.iam.gserviceaccount.com";
    public const string ClientId = "100000000000000000001";

    private readonly RSA key;

    private ServiceAccount(RSA key) => this.key = key;

    public static ServiceAccount New() => new(RSA.Create(2048));

    public static ServiceAccount FromPem(string pem)
    {
        var read = RSA.Create();
        read.ImportFromPem(pem);
        return new ServiceAccount(read);
    }

    public string PrivateKeyPem => key.ExportPkcs8PrivateKeyPem();

    public bool Verify(string signed, ReadOnlySpan<byte> signature) =>
        key.VerifyData(Encoding.ASCII.GetBytes(signed), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public JsonObject KeyFile(Uri tokenUri) => new()
    {
        ["type"] = "service_account",
        ["project_id"] = ProjectId,
        ["private_key_id"] = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..40],
        ["private_key"] = PrivateKeyPem + "\n",
        ["client_email"] = Email,
        ["client_id"] = ClientId,
        ["auth_uri"] = "https://accounts.google.com/o/oauth2/auth",
        ["token_uri"] = tokenUri.AbsoluteUri,
        ["auth_provider_x509_cert_url"] = "https://www.googleapis.com/oauth2/v1/certs",
        ["client_x509_cert_url"] = "https://www.googleapis.com/robot/v1/metadata/x509/" + Uri.EscapeDataString(Email),
        ["universe_domain"] = "googleapis.com",
    };

    public void Dispose() => key.Dispose();
}
