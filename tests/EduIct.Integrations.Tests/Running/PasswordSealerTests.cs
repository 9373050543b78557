using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EduIct.Accounts;
using EduIct.Issues;
using EduIct.Ledger;
using EduIct.Running;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Tests.Running;

public sealed class PasswordSealerTests
{
    private static readonly DateTimeOffset Today = new(2026, 9, 5, 7, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Today);

    [Fact]
    public void What_is_sealed_is_opened_by_the_reader_and_by_nobody_else()
    {
        SealedPassword envelope = Seal("an.nv", "Mat-Khau-2026");
        using PasswordOpener reader = Reader.Opener();
        using RSA otherKey = RSA.Create(2048);
        Assert.True(PasswordOpener.TryCreate(otherKey.ExportRSAPrivateKeyPem(), "", "other.pem", out PasswordOpener? other, out _));

        OpenedPassword? opened = reader.TryOpen(envelope);

        Assert.Equal(PlanSketch.Address("an.nv"), opened?.Address);
        Assert.Equal("Mat-Khau-2026", opened!.Password.Reveal());
        Assert.DoesNotContain("Mat-Khau-2026", opened.ToString(), StringComparison.Ordinal);
        Assert.Equal(Today, envelope.SealedAt.ToDateTimeOffset());
        Assert.Null(other.TryOpen(envelope));
        other.Dispose();
    }

    [Fact]
    public void The_envelope_shows_neither_password_nor_address()
    {
        string bytes = Encoding.Latin1.GetString(Seal("an.nv", "Mat-Khau-2026").Envelope.Span);

        Assert.DoesNotContain("Mat-Khau", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("an.nv", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public void An_envelope_that_was_damaged_or_put_beside_another_address_is_not_opened()
    {
        SealedPassword envelope = Seal("an.nv", "Mat-Khau-2026");
        using PasswordOpener reader = Reader.Opener();

        Assert.Null(reader.TryOpen(envelope with { Address = PlanSketch.Address("binh.tt") }));
        Assert.Null(reader.TryOpen(envelope with { Envelope = envelope.Envelope[..^5] }));
        Assert.Null(reader.TryOpen(envelope with { Envelope = ReadOnlyMemory<byte>.Empty }));
        Assert.Null(reader.TryOpen(envelope with { Envelope = "hello"u8.ToArray() }));
    }

    [Fact]
    public void A_key_with_a_passphrase_needs_it()
    {
        using RSA key = RSA.Create();
        key.ImportFromPem(Reader.KeyPem);
        string locked = key.ExportEncryptedPkcs8PrivateKeyPem("mở ra", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));

        Assert.True(PasswordOpener.TryCreate(locked, "mở ra", "key.pem", out PasswordOpener? opener, out _));
        Assert.NotNull(opener.TryOpen(Seal("an.nv", "Mat-Khau-2026")));
        opener.Dispose();
        Assert.False(PasswordOpener.TryCreate(locked, "sai", "key.pem", out _, out Issue? wrong));
        Assert.Equal("handover.key-invalid", wrong.Code);
        Assert.False(PasswordOpener.TryCreate("không phải khóa", "", "key.pem", out _, out _));
    }

    [Fact]
    public void A_certificate_out_of_its_time_is_refused()
    {
        using RSA key = RSA.Create(2048);

        Assert.Equal("handover.certificate-expired", Refused(Reader.Certificate(key, Today.AddYears(-2), Today.AddDays(-1))));
        Assert.Equal("handover.certificate-not-yet-valid", Refused(Reader.Certificate(key, Today.AddDays(1), Today.AddYears(1))));
    }

    [Fact]
    public void A_key_to_which_nothing_can_be_sealed_is_refused()
    {
        using RSA small = RSA.Create(1024);
        using ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 elliptic = new CertificateRequest("CN=reader", curve, HashAlgorithmName.SHA256).CreateSelfSigned(Today.AddDays(-1), Today.AddYears(1));

        Assert.Equal("handover.certificate-key", Refused(Reader.Certificate(small, Today.AddDays(-1), Today.AddYears(1))));
        Assert.Equal("handover.certificate-key", Refused(elliptic.ExportCertificatePem()));
    }

    [Fact]
    public void What_is_no_certificate_is_refused() => Assert.Equal("handover.certificate-invalid", Refused("không phải chứng thư"));

    private string Refused(string pem)
    {
        Assert.False(PasswordSealer.TryCreate(pem, "reader.pem", _time, out PasswordSealer? sealer, out Issue? issue));
        Assert.Null(sealer);
        Assert.Equal("reader.pem", issue.Place.Source);
        return issue.Code;
    }

    private SealedPassword Seal(string local, string password) =>
        Reader.Sealer(_time).Seal(PlanSketch.Key("p1"), "g", PlanSketch.Address(local), new InitialPassword(password));
}
