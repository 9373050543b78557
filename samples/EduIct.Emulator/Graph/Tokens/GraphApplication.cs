using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EduIct.Emulator.Protocol;

namespace EduIct.Emulator.Graph.Tokens;

/// <summary>The one registered application, with its secret and perhaps a certificate.</summary>
internal sealed class GraphApplication : IDisposable
{
    public const string ClientId = "e8d1c0de-0000-4000-8000-00000000e81c";

    private readonly X509Certificate2? certificate;
    private readonly RSA? key;

    public GraphApplication(string? secret, string? certificatePem)
    {
        Secret = secret ?? Wire.Base64Url(RandomNumberGenerator.GetBytes(30));
        certificate = certificatePem is null ? null : X509Certificate2.CreateFromPem(certificatePem);
        key = certificate?.GetRSAPublicKey();
    }

    /// <summary>The client secret; another one where a tenant's folder holds it already.</summary>
    public string Secret { get; private set; }

    public void Adopt(string secret) => Secret = secret;

    public bool IsSecret(string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Secret));

    public bool Verify(string signed, ReadOnlySpan<byte> signature, string? algorithm) => key is not null && algorithm switch
    {
        "RS256" => key.VerifyData(Encoding.ASCII.GetBytes(signed), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "PS256" => key.VerifyData(Encoding.ASCII.GetBytes(signed), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        _ => false,
    };

    public void Dispose()
    {
        key?.Dispose();
        certificate?.Dispose();
    }
}
