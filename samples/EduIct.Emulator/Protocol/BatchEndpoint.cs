using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace EduIct.Emulator.Protocol;

/// <summary>
/// Many calls in one request: multipart/mixed, at most 1000 (developers.google.com/workspace/admin/directory/v1/guides/batch).
/// Each part is an HTTP request of its own and counts as one.
/// </summary>
internal sealed class BatchEndpoint(Pipeline pipeline)
{
    private const int MaxParts = 1000;

    /// <summary>The answer's content type and body.</summary>
    public async Task<(string ContentType, byte[] Body)> RunAsync(
        string? contentType, byte[] body, string? authorization, CancellationToken cancellationToken)
    {
        var parts = await ReadAsync(contentType, body, authorization, cancellationToken);
        var boundary = "batch_" + Wire.Base64Url(System.Security.Cryptography.RandomNumberGenerator.GetBytes(12));
        using var output = new MemoryStream();
        foreach (var (id, message) in parts)
        {
            var reply = message is null
                ? ApiReply.From(ApiError.BadRequest())
                : await pipeline.RunAsync(message, cancellationToken);
            Write(output, boundary, id, reply);
        }
        output.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        return ($"multipart/mixed; boundary={boundary}", output.ToArray());
    }

    private static async Task<List<(string? Id, ApiMessage? Message)>> ReadAsync(
        string? contentType, byte[] body, string? authorization, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.MediaType.Equals("multipart/mixed", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
            throw ApiError.BadRequest();
        var reader = new MultipartReader(boundary, new MemoryStream(body)) { HeadersCountLimit = 32, BodyLengthLimit = 1 << 20 };
        var parts = new List<(string?, ApiMessage?)>();
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (parts.Count == MaxParts)
                    throw new ApiError(400, "badRequest", $"The batch request must not contain more than {MaxParts} calls.");
                using var part = new MemoryStream();
                await section.Body.CopyToAsync(part, cancellationToken);
                parts.Add((section.Headers?.GetValueOrDefault("Content-ID").ToString(), Parse(part.ToArray(), authorization)));
            }
        }
        catch (Exception wrong) when (wrong is IOException or InvalidDataException)
        {
            throw ApiError.BadRequest();
        }
        return parts.Count > 0 ? parts : throw ApiError.BadRequest();
    }

    /// <summary>The request inside a part: a request line, headers, an empty line, a body.</summary>
    private static ApiMessage? Parse(byte[] part, string? authorization)
    {
        var start = 0;
        var lines = new List<string>();
        while (start < part.Length)
        {
            var length = part.AsSpan(start).IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : part.Length - start;
            var line = Encoding.UTF8.GetString(part, start, length).TrimEnd('\r', '\n');
            start += length;
            if (line.Length > 0)
                lines.Add(line);
            else if (lines.Count > 0)
                break;
        }
        if (lines.Count == 0 || lines[0].Split(' ') is not [var verb, var target, ..])
            return null;
        if (Uri.TryCreate(target, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https")
            target = absolute.PathAndQuery;
        string? Header(string name) => lines.Skip(1)
            .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 1)..].Trim())
            .FirstOrDefault();
        return new ApiMessage
        {
            Verb = verb.ToUpperInvariant(),
            Target = target,
            Authorization = Header("Authorization") ?? authorization,
            IfMatch = Header("If-Match"),
            IfNoneMatch = Header("If-None-Match"),
            Body = part.AsMemory(start),
        };
    }

    private static void Write(Stream output, string boundary, string? id, ApiReply reply)
    {
        var body = reply.Json is { } json ? Wire.ToBytes(json) : Encoding.UTF8.GetBytes(reply.Html ?? "");
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Type: application/http\r\n");
        if (!string.IsNullOrEmpty(id))
            head.Append(CultureInfo.InvariantCulture, $"Content-ID: {(id.StartsWith('<') ? "<response-" + id[1..] : "response-" + id)}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"\r\nHTTP/1.1 {reply.Status} {ReasonPhrases.GetReasonPhrase(reply.Status)}\r\n");
        if (reply.ETag is not null)
            head.Append(CultureInfo.InvariantCulture, $"ETag: {reply.ETag}\r\n");
        if (reply.RetryAfter is not null)
            head.Append(CultureInfo.InvariantCulture, $"Retry-After: {reply.RetryAfter}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Type: {Front.ContentType(reply)}\r\nContent-Length: {body.Length}\r\n\r\n");
        output.Write(Encoding.UTF8.GetBytes(head.ToString()));
        output.Write(body);
        output.Write("\r\n"u8);
    }
}
