using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using EduIct.Emulator.Faults;
using EduIct.Emulator.Graph;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Tokens;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace EduIct.Emulator.Protocol;

/// <summary>Connections: who may connect, how bodies are packed, and where a request goes.</summary>
internal sealed partial class Front(
    Pipeline pipeline, BatchEndpoint batch, TokenIssuer tokens, GraphFront graph, FaultInjector faults, TimeProvider clock, ILogger<Front> log)
{
    private const int MaxBody = 1 << 20;
    private const int MaxBatch = 32 << 20;

    /// <summary>Above Graph's own limit, so that Graph's side says what it says of a request that is too large.</summary>
    private const int MaxGraph = 8 << 20;

    /// <summary>Anything else in Host is a browser that was lured here under another name.</summary>
    private static readonly string[] Hosts = ["127.0.0.1", "localhost"];

    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            if (!Hosts.Contains(http.Request.Host.Host, StringComparer.OrdinalIgnoreCase))
                await SendAsync(http, ApiReply.From(ApiError.Forbidden()));
            else if (GraphFront.Owns(http.Request.Path))
                await SendAsync(http, await graph.HandleAsync(http, await BodyAsync(http, MaxGraph)));
            else if (http.Request.Path == "/token")
                await TokenAsync(http);
            else if (http.Request.Path == "/batch" || http.Request.Path == "/batch/admin/directory/v1")
                await BatchAsync(http);
            else
                await SendAsync(http, await pipeline.RunAsync(await MessageAsync(http), http.RequestAborted));
        }
        catch (ConnectionDropped)
        {
            http.Abort();
        }
        catch (ApiError refusal)
        {
            await SendAsync(http, ApiReply.From(refusal));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody is left to answer.
        }
        catch (Exception wrong) when (wrong is not BadHttpRequestException && !http.Response.HasStarted)
        {
            // By type and place alone: a message may quote what the caller sent.
            LogBug(wrong.GetType().Name, wrong.TargetSite?.Name);
            await SendAsync(http, ApiReply.From(new ApiError(500, "internalError", "Internal Error")));
        }
    }

    public static string ContentType(ApiReply reply) => reply.Html is null ? "application/json; charset=UTF-8" : "text/html; charset=UTF-8";

    private static async Task<ApiMessage> MessageAsync(HttpContext http) => new()
    {
        Verb = http.Request.Method,
        // As sent: what Kestrel decodes would lose the difference between a slash and an encoded one.
        Target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
        Authorization = Header(http, "Authorization"),
        IfMatch = Header(http, "If-Match"),
        IfNoneMatch = Header(http, "If-None-Match"),
        Body = await BodyAsync(http, MaxBody),
    };

    private async Task TokenAsync(HttpContext http)
    {
        pipeline.Count("token");
        var hits = faults.DrawToken("token");
        if (hits.Delay > TimeSpan.Zero)
            await Task.Delay(hits.Delay, clock, http.RequestAborted);
        if (hits.IsDown || hits.DropsBefore)
            throw new ConnectionDropped();
        var reply = hits.Refusal ?? await TokenReplyAsync(http);
        if (hits.DropsAfter)
            throw new ConnectionDropped();
        await SendAsync(http, reply);
    }

    private async Task<ApiReply> TokenReplyAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
            return new ApiReply(405, new JsonObject { ["error"] = "invalid_request" });
        try
        {
            var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(await BodyAsync(http, MaxBody)));
            return new ApiReply(200, tokens.Issue(form));
        }
        catch (TokenError refusal)
        {
            return new ApiReply(refusal.Status, refusal.ToJson());
        }
    }

    private async Task BatchAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
            throw new ApiError(404, "notFound", "Not Found");
        var body = await BodyAsync(http, MaxBatch);
        var (type, content) = await batch.RunAsync(http.Request.ContentType, body, Header(http, "Authorization"), http.RequestAborted);
        http.Response.ContentType = type;
        await SendAsync(http, content);
    }

    private static async Task<byte[]> BodyAsync(HttpContext http, int most)
    {
        var packed = Header(http, "Content-Encoding") is { } coding
            ? coding.Equals("gzip", StringComparison.OrdinalIgnoreCase) ? true : throw new ApiError(415, "badRequest", "Unsupported Content-Encoding")
            : false;
        await using var stream = packed ? new GZipStream(http.Request.Body, CompressionMode.Decompress) : http.Request.Body;
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        try
        {
            while (await stream.ReadAsync(buffer, http.RequestAborted) is > 0 and var read)
            {
                if (body.Length + read > most)
                    throw new ApiError(413, "uploadTooLarge", "Request Too Large");
                body.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            throw ApiError.BadRequest();
        }
        return body.ToArray();
    }

    private static async Task SendAsync(HttpContext http, ApiReply reply)
    {
        var response = http.Response;
        response.StatusCode = reply.Status;
        if (reply.ETag is not null)
            response.Headers.ETag = reply.ETag;
        if (reply.RetryAfter is not null)
            response.Headers.RetryAfter = reply.RetryAfter;
        if (reply is { Json: null, Html: null })
            return;
        response.ContentType = ContentType(reply);
        await SendAsync(http, reply.Json is { } json ? Wire.ToBytes(json) : Encoding.UTF8.GetBytes(reply.Html!));
    }

    private static async Task SendAsync(HttpContext http, GraphReply reply)
    {
        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
            http.Response.Headers[name] = value;
        if (reply.ContentType is not { } type)
            return;
        http.Response.ContentType = type;
        await SendAsync(http, reply.Json is { } json ? Wire.ToBytes(json) : Encoding.UTF8.GetBytes(reply.Text ?? reply.Html!));
    }

    private static async Task SendAsync(HttpContext http, byte[] content)
    {
        http.Response.Headers.Vary = "Accept-Encoding";
        if (Header(http, "Accept-Encoding")?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true)
        {
            http.Response.Headers.ContentEncoding = "gzip";
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                gzip.Write(content);
            content = packed.ToArray();
        }
        http.Response.ContentLength = content.Length;
        await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A bug of the emulator: {Kind} in {Place}")]
    private partial void LogBug(string kind, string? place);

    private static string? Header(HttpContext http, string name) =>
        http.Request.Headers.TryGetValue(name, out var value) && value.Count > 0 ? value.ToString() : null;
}
