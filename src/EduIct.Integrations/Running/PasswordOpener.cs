using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text.Json;
using EduIct.Accounts;
using EduIct.Issues;
using EduIct.Ledger;

namespace EduIct.Running;

/// <summary>Opens what <see cref="PasswordSealer"/> sealed, with the reader's private key.</summary>
public sealed class PasswordOpener : IDisposable
{
    private readonly RSA _key;

    private PasswordOpener(RSA key) => _key = key;

    /// <summary>Takes a private key, or says what is wrong with it.</summary>
    /// <param name="pem">An RSA private key as PEM text, PKCS#8 (RFC 5208), encrypted or not, or PKCS#1.</param>
    /// <param name="passphrase">The passphrase of an encrypted key; empty for one that is not.</param>
    /// <param name="source">How an issue names it, e.g. the path of the file.</param>
    /// <param name="opener">The opener.</param>
    /// <param name="issue">What is wrong.</param>
    public static bool TryCreate(
        string pem,
        ReadOnlySpan<char> passphrase,
        string source,
        [NotNullWhen(true)] out PasswordOpener? opener,
        [NotNullWhen(false)] out Issue? issue)
    {
        ArgumentNullException.ThrowIfNull(pem);
        ArgumentNullException.ThrowIfNull(source);
        RSA key = RSA.Create();
        try
        {
            if (passphrase.IsEmpty)
            {
                key.ImportFromPem(pem);
            }
            else
            {
                key.ImportFromEncryptedPem(pem, passphrase);
            }

            (opener, issue) = (new PasswordOpener(key), null);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            key.Dispose();
            opener = null;
            issue = new Issue(
                "handover.key-invalid",
                new SourcePlace(source),
                new LocalizedText("không phải là khóa riêng RSA dạng PEM, hoặc sai mật khẩu của khóa.", "is no RSA private key in PEM form, or the passphrase is wrong."));
            return false;
        }
    }

    /// <summary>Opens a sealed password.</summary>
    /// <returns>Null where it was sealed to another key, was damaged, or is not for the address beside which it is stored.</returns>
    public OpenedPassword? TryOpen(SealedPassword password)
    {
        ArgumentNullException.ThrowIfNull(password);
        try
        {
            EnvelopedCms envelope = new();
            envelope.Decode(password.Envelope.Span);
            if (envelope.RecipientInfos.Count == 0)
            {
                return null;
            }

            envelope.Decrypt(envelope.RecipientInfos[0], _key);
            PasswordEnvelope? clear = JsonSerializer.Deserialize(envelope.ContentInfo.Content, PasswordJson.Default.PasswordEnvelope);
            return clear is not null && string.Equals(clear.Address, password.Address.ToString(), StringComparison.OrdinalIgnoreCase)
                ? new OpenedPassword(password.Address, new InitialPassword(clear.Password))
                : null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _key.Dispose();
}
