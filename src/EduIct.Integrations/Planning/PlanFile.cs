using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using EduIct.Ledger;

namespace EduIct.Planning;

/// <summary>
/// Plans as files: JSON Lines, UTF-8 without byte order mark, lines ended by a line feed. First line the header, then one operation a line,
/// then what is left alone, then the last line with the number of operations and the digest (SHA-256 of every byte before the last line). No secret is ever in it.
/// </summary>
public static class PlanFile
{
    private const int FlushAt = 64 * 1024;

    /// <summary>Digest that the file of a plan carries: SHA-256, lower-case hexadecimal.</summary>
    public static string DigestOf(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ReadOnlyMemory<byte> lines in Lines(plan))
        {
            hash.AppendData(lines.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Writes a plan to a file that only its owner can read. The file appears whole or not at all; one that is there is replaced.</summary>
    /// <returns>The digest.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static async Task<string> WriteAsync(Plan plan, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Path.GetFullPath(path);
        string unfinished = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            string digest;
            FileStream file = OwnerOnlyFile.Create(unfinished);
            await using (file.ConfigureAwait(false))
            {
                digest = await WriteAsync(plan, file, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, target, overwrite: true);
            return digest;
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Writes a plan to a stream, which stays open.</summary>
    /// <returns>The digest.</returns>
    public static async Task<string> WriteAsync(Plan plan, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(stream);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ReadOnlyMemory<byte> lines in Lines(plan))
        {
            hash.AppendData(lines.Span);
            await stream.WriteAsync(lines, cancellationToken).ConfigureAwait(false);
        }

        string digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        byte[] end = JsonSerializer.SerializeToUtf8Bytes(new PlanEndLine(true, plan.Operations.Length, digest), PlanJson.Readable.PlanEndLine);
        await stream.WriteAsync((byte[])[.. end, (byte)'\n'], cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        return digest;
    }

    /// <summary>Writes a plan as one JSON document, for programs that read it whole: the header's properties, <c>operations</c>, <c>leftAlone</c>. It is no plan file: nothing applies it.</summary>
    public static void WriteDocument(Plan plan, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(json);
        PlanHeaderLine header = PlanHeaderLine.From(plan.Header, CountsOf(plan));
        json.WriteStartObject();
        foreach (JsonProperty property in JsonSerializer.SerializeToElement(header, PlanJson.Readable.PlanHeaderLine).EnumerateObject())
        {
            property.WriteTo(json);
        }

        WriteOperations(plan.Operations, json);
        json.WriteStartArray("leftAlone");
        foreach (LeftAlone item in plan.LeftAlone)
        {
            JsonSerializer.Serialize(json, PlanLeftAloneLine.From(item), PlanJson.Readable.PlanLeftAloneLine);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes operations as the property <c>operations</c> of the object under way, each as its line in a plan file.</summary>
    public static void WriteOperations(IEnumerable<PlanOperation> operations, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartArray("operations");
        foreach (PlanOperation operation in operations)
        {
            JsonSerializer.Serialize(json, PlanOperationLine.From(operation), PlanJson.Readable.PlanOperationLine);
        }

        json.WriteEndArray();
    }

    /// <summary>Reads a plan file. A file that cannot be read is an issue like any other.</summary>
    public static async Task<PlanReading> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            FileStream file = new(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
            await using (file.ConfigureAwait(false))
            {
                return await ReadAsync(file, path, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new PlanReading(null, null, [PlanIssues.Unreadable(path, exception)]);
        }
    }

    /// <summary>Reads a plan from a stream.</summary>
    /// <param name="stream">The bytes of the file.</param>
    /// <param name="source">How issues name it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static Task<PlanReading> ReadAsync(Stream stream, string source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        return new PlanFileReader(source).ReadAsync(stream, cancellationToken);
    }

    private static Dictionary<string, int> CountsOf(Plan plan) => plan.Counts
        .OrderBy(pair => pair.Key)
        .ToDictionary(pair => JsonNamingPolicy.CamelCase.ConvertName(pair.Key.ToString()), pair => pair.Value, StringComparer.Ordinal);

    // Every line but the last, several at a time; the buffer is used again, so each must be consumed before the next.
    private static IEnumerable<ReadOnlyMemory<byte>> Lines(Plan plan)
    {
        ArrayBufferWriter<byte> buffer = new(2 * FlushAt);
        using Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = PlanJson.Readable.Options.Encoder, SkipValidation = true });
        JsonSerializer.Serialize(writer, PlanHeaderLine.From(plan.Header, CountsOf(plan)), PlanJson.Readable.PlanHeaderLine);
        EndLine();
        foreach (PlanOperation operation in plan.Operations)
        {
            JsonSerializer.Serialize(writer, PlanOperationLine.From(operation), PlanJson.Readable.PlanOperationLine);
            EndLine();
            if (buffer.WrittenCount >= FlushAt)
            {
                yield return buffer.WrittenMemory;
                buffer.ResetWrittenCount();
            }
        }

        foreach (LeftAlone left in plan.LeftAlone)
        {
            JsonSerializer.Serialize(writer, PlanLeftAloneLine.From(left), PlanJson.Readable.PlanLeftAloneLine);
            EndLine();
            if (buffer.WrittenCount >= FlushAt)
            {
                yield return buffer.WrittenMemory;
                buffer.ResetWrittenCount();
            }
        }

        if (buffer.WrittenCount > 0)
        {
            yield return buffer.WrittenMemory;
        }

        void EndLine()
        {
            writer.Flush();
            writer.Reset();
            buffer.Write("\n"u8);
        }
    }
}
