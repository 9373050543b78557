using System.Text;
using System.Text.Json.Nodes;
using EduIct.Emulator.Faults;
using EduIct.Emulator.Graph.Mail;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Tokens;
using EduIct.Emulator.Protocol;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace EduIct.Emulator.Graph;

/// <summary>The paths of Graph and of Entra's token endpoint.</summary>
internal sealed class GraphFront(GraphPipeline pipeline, EntraTokens tokens, FaultInjector faults, EmulatorOptions options)
{
    private const string Version = "/v1.0/";

    // "4 MB" everywhere; of 1024 here, so that a caller that reads it as 1000 stays inside.
    private const int MaxRequest = 4 << 20;
    private readonly GraphBatch batch = new(pipeline);

    /// <summary>Whether a path belongs here and not to Google's side.</summary>
    public static bool Owns(PathString path) =>
        path.Value is { } text && (text.StartsWith(Version, StringComparison.OrdinalIgnoreCase) || text.EndsWith("/oauth2/v2.0/token", StringComparison.OrdinalIgnoreCase)
            || text.EndsWith("/v2.0/.well-known/openid-configuration", StringComparison.OrdinalIgnoreCase) || text == "/common/discovery/instance");

    /// <summary>Answers a request, whose body was read and unpacked.</summary>
    public async Task<GraphReply> HandleAsync(HttpContext http, byte[] body)
    {
        var path = http.Request.Path.Value!;
        var root = $"{http.Request.Scheme}://{http.Request.Host}";
        if (path.StartsWith(Version, StringComparison.OrdinalIgnoreCase))
        {
            var message = Message(http, root, body);
            if (body.Length > MaxRequest)
                return Mailboxes.IsMime(message) ? new GraphReply(200) : pipeline.Refused(message, new GraphError(400, "BadRequest", "The maximum request length supported is 4MB."));
            return path.Equals(Version + "$batch", StringComparison.OrdinalIgnoreCase) ? await BatchAsync(http, message) : await pipeline.RunAsync(message, http.RequestAborted);
        }
        if (path == "/common/discovery/instance")
            return new GraphReply(200, EntraDocuments.Instances(root, http.Request.Host.Value!));
        var tenant = path.Trim('/').Split('/')[0];
        return path.EndsWith("/token", StringComparison.OrdinalIgnoreCase)
            ? await TokenAsync(http, tenant, root, body)
            : new GraphReply(200, EntraDocuments.OpenId(root, tenant));
    }

    private async Task<GraphReply> BatchAsync(HttpContext http, GraphMessage message)
    {
        pipeline.Count("graph.batch");
        return HttpMethods.IsPost(http.Request.Method)
            ? await batch.RunAsync(message, http.RequestAborted)
            : pipeline.Refused(message, new GraphError(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target."));
    }

    private async Task<GraphReply> TokenAsync(HttpContext http, string tenant, string root, byte[] body)
    {
        pipeline.Count("graph.token");
        var hits = faults.DrawToken("graph.token");
        if (hits.Delay > TimeSpan.Zero)
            await Task.Delay(hits.Delay, options.TimeProvider, http.RequestAborted);
        if (hits.IsDown || hits.DropsBefore)
            throw new ConnectionDropped();
        var reply = Token(http, tenant, root, body, hits);
        return hits.DropsAfter ? throw new ConnectionDropped() : reply;
    }

    private GraphReply Token(HttpContext http, string tenant, string root, byte[] body, FaultHits hits)
    {
        if (hits.IsUnavailable)
            return new GraphReply(503, new JsonObject { ["error"] = "temporarily_unavailable", ["error_description"] = "AADSTS90033: A transient error has occurred. Please try again." });
        if (hits.RetryAfter is { } time)
        {
            var limited = new GraphReply(429, new JsonObject { ["error"] = "invalid_request", ["error_description"] = "AADSTS90055: The server is terminating the request because of too many requests." });
            limited.Headers["Retry-After"] = Math.Ceiling(time.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return limited;
        }
        if (!HttpMethods.IsPost(http.Request.Method))
            return new GraphReply(405, new JsonObject { ["error"] = "invalid_request" });
        try
        {
            return new GraphReply(200, tokens.Issue(tenant, root + http.Request.Path, root, QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))));
        }
        catch (EntraError refusal)
        {
            return new GraphReply(refusal.Status, refusal.ToJson(options.TimeProvider.GetUtcNow()));
        }
    }

    private static GraphMessage Message(HttpContext http, string root, byte[] body)
    {
        var raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new GraphMessage
        {
            Verb = http.Request.Method,
            Target = raw[(Version.Length - 1)..],
            Root = root + Version.TrimEnd('/'),
            Headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body,
        };
    }
}
