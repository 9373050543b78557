using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using EduIct.Issues;

namespace EduIct.Google;

/// <summary>
/// The key of a Google service account, as its JSON file holds it (source: Google Cloud, "Create and delete service account keys").
/// It never shows the private key.
/// </summary>
public sealed class GoogleServiceAccountKey
{
    private readonly string _privateKey;

    internal GoogleServiceAccountKey(
        string clientEmail,
        string clientId,
        string? projectId,
        string? keyId,
        Uri tokenUri,
        string privateKey)
    {
        ClientEmail = clientEmail;
        ClientId = clientId;
        ProjectId = projectId;
        KeyId = keyId;
        TokenUri = tokenUri;
        _privateKey = privateKey;
    }

    /// <summary>The endpoint of Google's own tokens, for files that name none.</summary>
    public static Uri DefaultTokenUri { get; } = new("https://oauth2.googleapis.com/token");

    /// <summary>Address of the service account.</summary>
    public string ClientEmail { get; }

    /// <summary>Number of the service account, to which the Admin console grants delegation. Empty where the file has none.</summary>
    public string ClientId { get; }

    /// <summary>The Google Cloud project in which the Admin SDK API must be enabled; null where the file has none.</summary>
    public string? ProjectId { get; }

    /// <summary>Number of the key; null where the file has none.</summary>
    public string? KeyId { get; }

    /// <summary>Where signed assertions are exchanged for tokens: https, or http on the loopback.</summary>
    public Uri TokenUri { get; }

    /// <summary>Reads a key file, at most 64 KB.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="key">The key, where nothing is wrong.</param>
    /// <param name="issues">
    /// All that is wrong: <c>google.key-unreadable</c>, <c>google.key-not-json</c>, <c>google.key-wrong-type</c>,
    /// <c>google.key-field-missing</c>, <c>google.key-not-pem</c>, <c>google.key-token-uri</c>. None shows any part of the key.
    /// </param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool TryRead(string path, [NotNullWhen(true)] out GoogleServiceAccountKey? key, out ImmutableArray<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(path);
        ServiceAccountKeyReader reader = new(path);
        key = reader.Read();
        issues = reader.Issues;
        return key is not null;
    }

    /// <summary>Address of the service account.</summary>
    public override string ToString() => ClientEmail;

    /// <summary>The private key; the caller disposes of it.</summary>
    internal RSA OpenPrivateKey()
    {
        RSA rsa = RSA.Create();
        rsa.ImportFromPem(_privateKey);
        return rsa;
    }
}
