using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Issues;

namespace EduIct.Tenants;

/// <summary>A tenant as <c>tenant.json</c> describes it: what it wants, and how its providers are reached.</summary>
public sealed record TenantFile
{
    /// <summary>Largest file that is read, in bytes: 1 MiB.</summary>
    public const long MaxBytes = 1 << 20;

    /// <summary>What the tenant wants.</summary>
    public required TenantPolicy Policy { get; init; }

    /// <summary>Its providers, at least one.</summary>
    public required ImmutableArray<ProviderSettings> Providers { get; init; }

    /// <summary>Full path of the certificate (PEM) to which first passwords are sealed; null: none, and then nobody can log in with them.</summary>
    public string? HandoverCertificate { get; init; }

    /// <summary>Reads a file. Paths in it are relative to its folder; comments and trailing commas are not JSON and are refused.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The tenant, or every fault of the file with its JSON pointer (RFC 6901).</returns>
    public static async Task<TenantFileResult> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MaxBytes)
            {
                return TenantFileResult.Refused(new Issue("tenant.too-large", new SourcePlace(path), new LocalizedText(
                    "Tệp lớn hơn 1 MiB, không phải là tenant.json.", "The file is larger than 1 MiB: not a tenant.json.")));
            }

            byte[] bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            return Parse(bytes, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return TenantFileResult.Refused(new Issue("tenant.unreadable", new SourcePlace(path), new LocalizedText(
                $"Không đọc được tệp: {exception.Message}", $"The file cannot be read: {exception.Message}")));
        }
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="json">UTF-8, with or without a byte-order mark.</param>
    /// <param name="path">Its name, for places of faults and as the base of relative paths.</param>
    public static TenantFileResult Parse(ReadOnlyMemory<byte> json, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (json.Span.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            return TenantFileReader.Read(document.RootElement, path);
        }
        catch (JsonException exception)
        {
            var place = new SourcePlace(path, (int?)exception.LineNumber + 1, (int?)exception.BytePositionInLine + 1);
            return TenantFileResult.Refused(new Issue("tenant.not-json", place, new LocalizedText(
                $"Không phải JSON: {exception.Message}", $"Not JSON: {exception.Message}")));
        }
    }
}
