using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EduIct.Running;

namespace EduIct.Integrations.Tests.Running;

/// <summary>Who hands passwords over: a certificate and its key, made once, since keys take their time.</summary>
internal static class Reader
{
    private static readonly RSA s_key = RSA.Create(2048);

    public static string KeyPem { get; } = s_key.ExportPkcs8PrivateKeyPem();

    public static string CertificatePem { get; } = Certificate(s_key, new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static string Certificate(RSA key, DateTimeOffset from, DateTimeOffset to)
    {
        CertificateRequest request = new("CN=reader", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(from, to);
        return certificate.ExportCertificatePem();
    }

    public static PasswordSealer Sealer(TimeProvider time)
    {
        Assert.True(PasswordSealer.TryCreate(CertificatePem, "reader.pem", time, out PasswordSealer? sealer, out _));
        return sealer;
    }

    public static PasswordOpener Opener()
    {
        Assert.True(PasswordOpener.TryCreate(KeyPem, "", "key.pem", out PasswordOpener? opener, out _));
        return opener;
    }
}
