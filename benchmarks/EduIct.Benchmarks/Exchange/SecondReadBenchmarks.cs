using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using EduIct.Accounts;
using EduIct.Emulator;
using EduIct.Exchange;

namespace EduIct.Benchmarks.Exchange;

/// <summary>
/// The second listing of a tenant's accounts by one directory, after three changes, against a whole listing by one that knows nothing; both over HTTP from the emulator on this machine,
/// which answers at once. What each sent is printed at the end: over the Internet it counts for more than the time here.
/// </summary>
public class SecondReadBenchmarks
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eduict-benchmark-").FullName;
    private EmulatorServer _server = null!;
    private ExchangeDirectory _directory = null!;
    private string _changed = "";

    [Params(10_000)]
    public int Accounts { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _server = await EmulatorServer.StartAsync(new EmulatorOptions());
        await File.WriteAllTextAsync(Path.Combine(_folder, "secret.txt"), _server.ClientSecret);
        using HttpClient http = new();
        await LogInAsync(http);
        for (int i = 0; i < Accounts; i += 20)
        {
            _changed = await MakeAsync(http, i);
        }

        _directory = Open();
        await CountAsync(_directory);
        for (int i = 0; i < 3; i++)
        {
            await SendAsync(http, HttpMethod.Patch, $"users/{_changed}", new JsonObject { ["givenName"] = $"Ân {i}" });
        }

        Console.WriteLine($"// whole: {await SentAsync(WholeAsync)}; second: {await SentAsync(SecondAsync)}");
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        _directory.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public async Task<int> WholeAsync()
    {
        using ExchangeDirectory fresh = Open();
        return await CountAsync(fresh);
    }

    [Benchmark]
    public Task<int> SecondAsync() => CountAsync(_directory);

    private static async Task<int> CountAsync(ExchangeDirectory directory)
    {
        int count = 0;
        string? token = null;
        do
        {
            DirectoryPage<Account> page = await directory.ListAccountsAsync(false, token);
            count += page.Items.Length;
            token = page.NextPageToken;
        }
        while (token is not null);

        return count;
    }

    private async Task<string> SentAsync(Func<Task<int>> read)
    {
        IReadOnlyDictionary<string, long> before = _server.Requests;
        int count = await read();
        long sent = _server.Requests.Where(pair => pair.Key.StartsWith("graph.", StringComparison.Ordinal)).Sum(pair => pair.Value - before.GetValueOrDefault(pair.Key));
        return string.Create(CultureInfo.InvariantCulture, $"{count} accounts by {sent} requests, token and administrators included");
    }

    private ExchangeDirectory Open() => ExchangeDirectory.Create(new ExchangeDirectoryOptions
    {
        TenantId = _server.TenantId,
        ClientId = _server.ClientId,
        SecretFile = Path.Combine(_folder, "secret.txt"),
        RootUrl = _server.RootUri.AbsoluteUri,
        AuthorityUrl = _server.RootUri.AbsoluteUri,
    });

    private async Task LogInAsync(HttpClient http)
    {
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _server.ClientId,
            ["client_secret"] = _server.ClientSecret,
            ["scope"] = "https://graph.microsoft.com/.default",
        });
        using HttpResponseMessage answer = await http.PostAsync(new Uri(_server.RootUri, $"{_server.TenantId}/oauth2/v2.0/token"), form);
        JsonNode token = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["access_token"]!);
    }

    /// <summary>Makes twenty accounts by one request and tells the id of one of them.</summary>
    private async Task<string> MakeAsync(HttpClient http, int first)
    {
        JsonArray requests = [.. Enumerable.Range(first, Math.Min(20, Accounts - first)).Select(i => (JsonNode)new JsonObject
        {
            ["id"] = $"{i}",
            ["method"] = "POST",
            ["url"] = "/users",
            ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
            ["body"] = new JsonObject
            {
                ["accountEnabled"] = true,
                ["displayName"] = "Nguyễn Văn Ân",
                ["givenName"] = "Ân",
                ["surname"] = "Nguyễn Văn",
                ["mailNickname"] = $"hs{i}",
                ["userPrincipalName"] = $"hs{i}@{_server.Domains[0]}",
                ["usageLocation"] = "VN",
                ["passwordProfile"] = new JsonObject { ["password"] = "Khong-Ai-Biet-1" },
                ["onPremisesExtensionAttributes"] = new JsonObject
                {
                    ["extensionAttribute13"] = $"moet:{i}",
                    ["extensionAttribute14"] = "truong:01|student|10A1|10|Trường",
                    ["extensionAttribute15"] = "/HocSinh/10A1",
                },
            },
        })];
        JsonNode answer = await SendAsync(http, HttpMethod.Post, "$batch", new JsonObject { ["requests"] = requests });
        return (string)answer["responses"]![0]!["body"]!["id"]!;
    }

    private async Task<JsonNode> SendAsync(HttpClient http, HttpMethod method, string path, JsonObject body)
    {
        using HttpRequestMessage request = new(method, new Uri(_server.RootUri, "v1.0/" + path)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        using HttpResponseMessage answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        string text = await answer.Content.ReadAsStringAsync();
        return JsonNode.Parse(text.Length > 0 ? text : "{}")!;
    }
}
