using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EduIct.Emulator;
using EduIct.Emulator.Faults;

namespace EduIct.Integrations.Exchange.Tests.Emulator;

/// <summary>An emulator and a caller with a token at its Graph side, over real HTTP.</summary>
internal sealed class GraphSession : IAsyncDisposable
{
    public const string Domain = "bentre.edu.vn";
    public const string StudentSku = "314c4481-f395-4525-be8b-2ec4bb1e9d91";

    private readonly HttpClient _http;

    private readonly bool _owns;

    private GraphSession(EmulatorServer server, bool owns)
    {
        (Server, _owns) = (server, owns);
        _http = new HttpClient { BaseAddress = new Uri(server.RootUri, "v1.0/") };
    }

    public EmulatorServer Server { get; }

    public static async Task<GraphSession> StartAsync(EmulatorOptions? options = null)
    {
        GraphSession session = new(await EmulatorServer.StartAsync(options ?? new EmulatorOptions()), owns: true);
        await session.LogInAsync();
        return session;
    }

    /// <summary>A caller beside others, who leaves the emulator running.</summary>
    public static async Task<GraphSession> AttachAsync(EmulatorServer server)
    {
        GraphSession session = new(server, owns: false);
        await session.LogInAsync();
        return session;
    }

    public static Task<GraphSession> StartAsync(TimeProvider clock, params string[] faults) =>
        StartAsync(new EmulatorOptions { TimeProvider = clock, Faults = [.. faults.Select(Fault.Parse)] });

    /// <summary>Takes a new token; the last one lives an hour.</summary>
    public async Task LogInAsync()
    {
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Server.ClientId,
            ["client_secret"] = Server.ClientSecret,
            ["scope"] = "https://graph.microsoft.com/.default",
        });
        using HttpResponseMessage answer = await _http.PostAsync(new Uri(Server.RootUri, $"{Server.TenantId}/oauth2/v2.0/token"), form);
        JsonObject json = (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)json["access_token"]);
    }

    public async Task<GraphAnswer> SendAsync(string method, string path, string? body = null, string type = "application/json")
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }

        using HttpResponseMessage answer = await _http.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        return new GraphAnswer(
            (int)answer.StatusCode,
            text.StartsWith('{') ? (JsonObject)JsonNode.Parse(text)! : [],
            answer.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Makes a user and tells its id.</summary>
    public async Task<string> NewUserAsync(string local)
    {
        GraphAnswer made = await SendAsync("POST", "users", User(local));
        Assert.Equal(201, made.Status);
        return (string)made.Json["id"]!;
    }

    /// <summary>Makes a Microsoft 365 group and tells its id.</summary>
    public async Task<string> NewGroupAsync(string nickname)
    {
        GraphAnswer made = await SendAsync("POST", "groups", Group(nickname));
        Assert.Equal(201, made.Status);
        return (string)made.Json["id"]!;
    }

    public Task<GraphAnswer> LicenseAsync(string user) =>
        SendAsync("POST", $"users/{user}/assignLicense", $$"""{"addLicenses":[{"skuId":"{{StudentSku}}","disabledPlans":[]}],"removeLicenses":[]}""");

    public Task<GraphAnswer> AddMemberAsync(string set, string id, string user) => SendAsync("POST", $"{set}/{id}/members/$ref", $$"""{"@odata.id":"{{Reference(user)}}"}""");

    public string Reference(string id) => $"{Server.RootUri}v1.0/directoryObjects/{id}";

    public async Task<int> ConsumedAsync()
    {
        JsonArray skus = (JsonArray)(await SendAsync("GET", "subscribedSkus")).Json["value"]!;
        return (int)skus.Single(sku => (string?)sku!["skuId"] == StudentSku)!["consumedUnits"]!;
    }

    public static string User(string local, string more = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"accountEnabled":true,"displayName":"Nguyễn Ân","mailNickname":"n","userPrincipalName":"{{local}}@{{Domain}}","usageLocation":"VN","passwordProfile":{"password":"Khong-Ai-Biet-1"}{{more}}}""");

    public static string Group(string nickname, string more = "") =>
        $$"""{"displayName":"Lớp","mailNickname":"{{nickname}}","mailEnabled":true,"securityEnabled":false,"groupTypes":["Unified"]{{more}}}""";

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_owns)
        {
            await Server.DisposeAsync();
        }
    }
}
