using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EduIct.Google;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EduIct.Integrations.Tests.Google;

/// <summary>A server on the loopback that answers what a test says, and remembers what it was sent. Its clients are given a real key file.</summary>
internal sealed class CannedServer : IAsyncDisposable
{
    public const string Admin = "admin@bentre.edu.vn";

    private static readonly Lazy<string> PrivateKey = new(() =>
    {
        using RSA rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    });

    private readonly WebApplication _application;
    private readonly string _directory;

    private CannedServer(WebApplication application, string directory)
    {
        _application = application;
        _directory = directory;
    }

    public static string Pem => PrivateKey.Value;

    public ConcurrentQueue<Sent> Calls { get; } = [];

    public ConcurrentQueue<Sent> TokenCalls { get; } = [];

    public Func<Sent, Answer> OnCall { get; set; } = _ => new Answer(200, "{}");

    public Func<Sent, Answer> OnToken { get; set; } = _ => Answer.Token("ya29.canned");

    public Uri Root { get; private set; } = null!;

    public string KeyFile => Path.Combine(_directory, "key.json");

    public GoogleDirectoryOptions Options => new() { Admin = Admin, KeyFile = KeyFile, RootUrl = Root.AbsoluteUri };

    public static async Task<CannedServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        CannedServer server = new(application, Directory.CreateTempSubdirectory("eduict-google-").FullName);
        application.Run(server.AnswerAsync);
        await application.StartAsync();
        server.Root = new Uri(application.Urls.Single());
        server.WriteKey(Pem);
        return server;
    }

    public void WriteKey(string pem)
    {
        File.WriteAllText(KeyFile, JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["type"] = "service_account",
            ["project_id"] = "eduict-test",
            ["private_key_id"] = "k1",
            ["private_key"] = pem,
            ["client_email"] = "sync@eduict-test.iam.gserviceaccount.com",
            ["client_id"] = "100000000000000000001",
            ["token_uri"] = new Uri(Root, "/token").AbsoluteUri,
        }));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Stream body = context.Request.Headers.ContentEncoding == "gzip"
            ? new GZipStream(context.Request.Body, CompressionMode.Decompress)
            : context.Request.Body;
        using StreamReader reader = new(body, Encoding.UTF8);
        Sent sent = new(
            context.Request.Method,
            context.Request.Path.Value!,
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            await reader.ReadToEndAsync(),
            context.Request.Headers.Authorization.ToString());

        bool isToken = sent.Path == "/token";
        Answer answer;
        if (isToken && sent.Method == "GET")
        {
            answer = new Answer(404, "");
        }
        else
        {
            (isToken ? TokenCalls : Calls).Enqueue(sent);
            answer = isToken ? OnToken(sent) : OnCall(sent);
        }

        if (answer.Status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        foreach ((string name, string value) in answer.Headers ?? [])
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Status != 204)
        {
            await context.Response.WriteAsync(answer.Body);
        }
    }

    /// <summary>A request as it came.</summary>
    internal sealed record Sent(string Method, string Path, IReadOnlyDictionary<string, string> Query, string Body, string Authorization)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        /// <summary>The claims of the assertion in a token request (RFC 7523).</summary>
        public JsonElement Claims
        {
            get
            {
                string assertion = Body.Split('&').Single(part => part.StartsWith("assertion=", StringComparison.Ordinal))["assertion=".Length..];
                byte[] payload = System.Buffers.Text.Base64Url.DecodeFromChars(Uri.UnescapeDataString(assertion).Split('.')[1]);
                return JsonDocument.Parse(payload).RootElement;
            }
        }
    }

    /// <summary>What to answer; status 0 breaks the connection.</summary>
    internal sealed record Answer(int Status, string Body, string ContentType = "application/json", Dictionary<string, string>? Headers = null)
    {
        public static Answer Token(string token) =>
            new(200, $$"""{"access_token":"{{token}}","expires_in":3599,"token_type":"Bearer"}""");

        public static Answer Error(int status, string reason, string message, Dictionary<string, string>? headers = null) =>
            new(status, $$"""{ "error": { "code": {{status}}, "message": "{{message}}", "errors": [ { "message": "{{message}}", "domain": "global", "reason": "{{reason}}" } ] } }""", Headers: headers);
    }
}
