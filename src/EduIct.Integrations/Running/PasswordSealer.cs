using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Issues;
using EduIct.Ledger;
using EduIct.People;
using NodaTime;
using NodaTime.Extensions;

namespace EduIct.Running;

/// <summary>
/// Seals first passwords to the certificate of the person who hands them over: CMS EnvelopedData (RFC 5652) with AES-256-CBC and RSAES-OAEP
/// (RFC 8017, SHA-256), which <c>openssl cms -decrypt -inform DER</c> opens too. Nobody without the private key reads them, we neither.
/// </summary>
public sealed class PasswordSealer
{
    private const int SmallestKey = 2048;
    private const string Aes256Cbc = "2.16.840.1.101.3.4.1.42";

    private readonly X509Certificate2 _certificate;
    private readonly IClock _clock;

    private PasswordSealer(X509Certificate2 certificate, IClock clock)
    {
        _certificate = certificate;
        _clock = clock;
    }

    /// <summary>Takes a certificate, or says what is wrong with it: no certificate, not valid today, or a key that passwords cannot be sealed to.</summary>
    /// <param name="pem">The certificate as PEM text (RFC 7468). The private key does not belong here and is not looked at.</param>
    /// <param name="source">How an issue names it, e.g. the path of the file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="sealer">The sealer.</param>
    /// <param name="issue">What is wrong.</param>
    public static bool TryCreate(
        string pem,
        string source,
        TimeProvider time,
        [NotNullWhen(true)] out PasswordSealer? sealer,
        [NotNullWhen(false)] out Issue? issue)
    {
        ArgumentNullException.ThrowIfNull(pem);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(time);
        sealer = null;
        issue = null;
        IClock clock = time.ToClock();
        X509Certificate2 certificate;
        try
        {
            certificate = X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            issue = Wrong("handover.certificate-invalid", source, "không phải là chứng thư PEM.", "is no certificate in PEM form.");
            return false;
        }

        Instant now = clock.GetCurrentInstant();
        if (now > Instant.FromDateTimeUtc(certificate.NotAfter.ToUniversalTime()))
        {
            string day = certificate.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            issue = Wrong("handover.certificate-expired", source, $"chứng thư hết hạn ngày {day}.", $"the certificate expired on {day}.");
        }
        else if (now < Instant.FromDateTimeUtc(certificate.NotBefore.ToUniversalTime()))
        {
            string day = certificate.NotBefore.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            issue = Wrong("handover.certificate-not-yet-valid", source, $"chứng thư chỉ có hiệu lực từ ngày {day}.", $"the certificate is valid from {day} only.");
        }
        else if (!HasGoodKey(certificate))
        {
            issue = Wrong(
                "handover.certificate-key",
                source,
                "khóa phải là RSA từ 2048 bit trở lên.",
                "the key must be RSA of 2048 bits or more.");
        }

        if (issue is not null)
        {
            certificate.Dispose();
            return false;
        }

        sealer = new PasswordSealer(certificate, clock);
        return true;
    }

    /// <summary>Seals a password together with the address that it is for.</summary>
    public SealedPassword Seal(PersonKey person, string provider, EmailAddress address, InitialPassword password)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(password);
        byte[] clear = JsonSerializer.SerializeToUtf8Bytes(new PasswordEnvelope(address.ToString(), password.Reveal()), PasswordJson.Default.PasswordEnvelope);
        try
        {
            EnvelopedCms envelope = new(new ContentInfo(clear), new AlgorithmIdentifier(new Oid(Aes256Cbc)));
            envelope.Encrypt(new CmsRecipient(SubjectIdentifierType.IssuerAndSerialNumber, _certificate, RSAEncryptionPadding.OaepSHA256));
            return new SealedPassword(person, provider, address, envelope.Encode(), _clock.GetCurrentInstant());
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    // Key agreement with elliptic curves is not to be had on every system that .NET runs on.
    private static bool HasGoodKey(X509Certificate2 certificate)
    {
        using RSA? key = certificate.GetRSAPublicKey();
        return key is { KeySize: >= SmallestKey };
    }

    private static Issue Wrong(string code, string source, string vi, string en) => new(code, new SourcePlace(source), new LocalizedText(vi, en));
}
