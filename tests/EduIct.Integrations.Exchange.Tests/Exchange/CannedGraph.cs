using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using EduIct.Exchange;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>A server on the loopback that answers what a test says, at Graph's and at the token endpoint, and remembers what it was sent.</summary>
internal sealed class CannedGraph : IAsyncDisposable
{
    public const string Tenant = "8f2c7a8e-0000-4000-8000-000000000001";
    public const string Application = "8f2c7a8e-0000-4000-8000-000000000002";
    public const string UserId = "8f2c7a8e-0000-4000-8000-00000000000a";

    private readonly WebApplication _application;
    private readonly string _folder = Directory.CreateTempSubdirectory("eduict-exchange-").FullName;

    private CannedGraph(WebApplication application) => _application = application;

    public ConcurrentQueue<Sent> Calls { get; } = [];

    public ConcurrentQueue<Sent> TokenCalls { get; } = [];

    /// <summary>What to answer. Role assignments are answered as none where this says null.</summary>
    public Func<Sent, Answer?> OnCall { get; set; } = _ => null;

    public Func<Sent, Answer> OnToken { get; set; } = _ => Answer.Json("""{"token_type":"Bearer","expires_in":3599,"access_token":"eyJ.canned"}""");

    public Uri Root { get; private set; } = null!;

    public string Folder => _folder;

    public ExchangeDirectoryOptions Options => new()
    {
        TenantId = Tenant,
        ClientId = Application,
        SecretFile = Path.Combine(_folder, "secret.txt"),
        RootUrl = Root.AbsoluteUri,
        AuthorityUrl = Root.AbsoluteUri,
    };

    public static async Task<CannedGraph> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        CannedGraph server = new(application);
        application.Run(server.AnswerAsync);
        await application.StartAsync();
        server.Root = new Uri(application.Urls.Single());
        await File.WriteAllTextAsync(server.Options.SecretFile!, "s3cret~value\n");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
        Sent sent = new(
            context.Request.Method,
            context.Request.Path.Value!,
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            await reader.ReadToEndAsync(),
            context.Request.Headers.Authorization.ToString());
        bool isToken = sent.Path.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal);
        (isToken ? TokenCalls : Calls).Enqueue(sent);
        Answer answer = isToken ? OnToken(sent) : OnCall(sent) ?? Answer.Json("""{"value":[]}""");
        if (answer.Status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach ((string name, string value) in answer.Headers ?? [])
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Status != 204)
        {
            context.Response.ContentType = answer.ContentType;
            await context.Response.WriteAsync(answer.Body);
        }
    }

    /// <summary>A request as it came; its path with the version.</summary>
    internal sealed record Sent(string Method, string Path, IReadOnlyDictionary<string, string> Query, string Body, string Authorization)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        public override string ToString() => $"{Method} {Path}";
    }

    /// <summary>What to answer; status 0 breaks the connection.</summary>
    internal sealed record Answer(int Status, string Body, string ContentType = "application/json", Dictionary<string, string>? Headers = null)
    {
        public static Answer Nothing { get; } = new(204, "");

        public static Answer Json(string body, int status = 200) => new(status, body);

        /// <summary>A refusal as Graph writes it.</summary>
        public static Answer Error(int status, string code, string message, string? detail = null, Dictionary<string, string>? headers = null) =>
            new(status, ErrorBody(code, message, detail), Headers: headers);

        public static string ErrorBody(string code, string message, string? detail = null)
        {
            string details = detail is null ? "" : $$""" "details":[{"code":"{{detail}}","message":"{{message}}","target":"userPrincipalName"}],""";
            return $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}",{{{details}}}"innerError":{"date":"2026-11-24T00:00:00","request-id":"r","client-request-id":"c"} } }""";
        }
    }
}
