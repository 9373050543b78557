using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EduIct.Emulator;

namespace EduIct.Integrations.Tests.Emulator;

/// <summary>An emulator and a caller with a token, over real HTTP.</summary>
internal sealed class EmulatorSession : IAsyncDisposable
{
    public const string Api = "admin/directory/v1/";
    private const string ScopeRoot = "https://www.googleapis.com/auth/admin.directory.";
    private static readonly string Pem = NewPem();

    private EmulatorSession(EmulatorServer server, TimeProvider clock)
    {
        Server = server;
        Clock = clock;
        Http = new HttpClient { BaseAddress = server.RootUri };
    }

    public EmulatorServer Server { get; }
    public HttpClient Http { get; }
    private TimeProvider Clock { get; }

    public static string AllScopes { get; } =
        string.Join(' ', new[] { "user", "group", "orgunit", "domain.readonly", "customer.readonly" }.Select(scope => ScopeRoot + scope));

    public static string Scope(string name) => ScopeRoot + name;

    /// <summary>Options for tests: one key for all of them, since making one takes longer than a test.</summary>
    public static EmulatorOptions Options(
        TimeProvider? clock = null, string? state = null, string[]? faults = null, int? quota = null, int? seats = null, int seed = 1) => new()
    {
        PrivateKeyPem = Pem,
        TimeProvider = clock ?? TimeProvider.System,
        StateFile = state,
        Faults = [.. (faults ?? []).Select(EduIct.Emulator.Faults.Fault.Parse)],
        QuotaPerMinute = quota,
        UserLimit = seats,
        Seed = seed,
    };

    public static async Task<EmulatorSession> StartAsync(EmulatorOptions? options = null, string? scopes = null)
    {
        options ??= Options();
        var session = new EmulatorSession(await EmulatorServer.StartAsync(options), options.TimeProvider);
        await session.LogInAsync(scopes);
        return session;
    }

    public async Task LogInAsync(string? scopes = null)
    {
        var (status, json) = await TokenAsync(Assertion(scopes: scopes));
        Assert.Equal(200, status);
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)json["access_token"]);
    }

    public string Assertion(
        string? issuer = null, string? audience = null, string? subject = null, string? scopes = null, int life = 3600, int age = 0, RSA? key = null)
    {
        var issued = Clock.GetUtcNow().ToUnixTimeSeconds() - age;
        var claims = new JsonObject
        {
            ["iss"] = issuer ?? Server.ServiceAccountEmail,
            ["aud"] = audience ?? Server.TokenUri.AbsoluteUri,
            ["sub"] = subject ?? Server.AdminAddress,
            ["scope"] = scopes ?? AllScopes,
            ["iat"] = issued,
            ["exp"] = issued + life,
        };
        var signed = Part("""{"alg":"RS256","typ":"JWT"}""") + "." + Part(claims.ToJsonString());
        using var own = RSA.Create();
        own.ImportFromPem(Server.PrivateKeyPem);
        var signature = (key ?? own).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    public async Task<(int Status, JsonObject Json)> TokenAsync(string assertion, string grant = "urn:ietf:params:oauth:grant-type:jwt-bearer")
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", grant), KeyValuePair.Create("assertion", assertion)]);
        using var reply = await Http.PostAsync(Server.TokenUri, form);
        return ((int)reply.StatusCode, await JsonAsync(reply));
    }

    public Task<(int Status, JsonObject Json)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);
    public Task<(int Status, JsonObject Json)> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);
    public Task<(int Status, JsonObject Json)> PatchAsync(string path, string body) => SendAsync(HttpMethod.Patch, path, body);
    public Task<(int Status, JsonObject Json)> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public async Task<(int Status, JsonObject Json)> SendAsync(HttpMethod verb, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(verb, Api + path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var reply = await Http.SendAsync(request);
        return ((int)reply.StatusCode, await JsonAsync(reply));
    }

    public async Task<JsonObject> NewUserAsync(string local, string more = "")
    {
        var (status, json) = await PostAsync("users", User(local, more));
        Assert.True(status == 200, $"{status} {json.ToJsonString()}");
        return json;
    }

    public static string User(string local, string more = "") =>
        $$"""{"primaryEmail":"{{local}}@bentre.edu.vn","name":{"givenName":"An","familyName":"Nguyễn"},"password":"mat-khau-1"{{more}}}""";

    /// <summary>Status, reason and message of an error, as one line to compare.</summary>
    public static string Error((int Status, JsonObject Json) reply) => string.Create(
        CultureInfo.InvariantCulture, $"{reply.Status} {reply.Json["error"]?["errors"]?[0]?["reason"]}: {reply.Json["error"]?["message"]}");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }

    private static async Task<JsonObject> JsonAsync(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        return text.StartsWith('{') ? (JsonObject)JsonNode.Parse(text)! : [];
    }

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string NewPem()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
