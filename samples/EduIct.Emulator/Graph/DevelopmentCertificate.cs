using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EduIct.Emulator.Graph;

/// <summary>A certificate for this machine's loopback, made anew or taken from a tenant's folder. A client must be told to trust it.</summary>
internal sealed class DevelopmentCertificate : IDisposable
{
    private DevelopmentCertificate(X509Certificate2 certificate, string keyPem) => (Certificate, KeyPem) = (certificate, keyPem);

    public X509Certificate2 Certificate { get; private set; }
    public string KeyPem { get; private set; }
    public string Pem => Certificate.ExportCertificatePem() + "\n";

    public static DevelopmentCertificate New()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=EduIct emulator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        // Its own authority, limited to itself: clients that are told to trust it look for that.
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        // A client's clock is the real one, whatever clock the emulator runs on.
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2049, 12, 31, 0, 0, 0, TimeSpan.Zero));
        return Read(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>Takes the certificate that lies in a tenant's folder: who trusts that one goes on working.</summary>
    public void Adopt(string pem, string keyPem)
    {
        using var read = Read(pem, keyPem);
        (Certificate, KeyPem) = (X509CertificateLoader.LoadPkcs12(read.Certificate.Export(X509ContentType.Pkcs12), null), keyPem);
    }

    public void Dispose() => Certificate.Dispose();

    private static DevelopmentCertificate Read(string pem, string keyPem)
    {
        using var both = X509Certificate2.CreateFromPem(pem, keyPem);
        // By way of PKCS#12, since not every system's TLS takes a key that is in memory alone.
        return new DevelopmentCertificate(X509CertificateLoader.LoadPkcs12(both.Export(X509ContentType.Pkcs12), null), keyPem);
    }
}
