using System.Collections.Immutable;
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
/// The second reading of a tenant by one directory, after three changes of accounts and one of a group, against a whole reading by one that knows nothing; both over HTTP from the emulator on
/// this machine, which answers at once. What each sent is printed: over the Internet, and within a budget, it counts for more than the time here.
/// </summary>
public class SecondReadBenchmarks
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eduict-benchmark-").FullName;
    private EmulatorServer _server = null!;
    private ExchangeDirectory _directory = null!;
    private string _changed = "";

    [Params(10_000)]
    public int Accounts { get; set; }

    /// <summary>With how many groups besides, whose members are read too; each account is in one.</summary>
    [Params(0, 300)]
    public int Groups { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _server = await EmulatorServer.StartAsync(new EmulatorOptions());
        await File.WriteAllTextAsync(Path.Combine(_folder, "secret.txt"), _server.ClientSecret);
        using HttpClient http = new();
        await LogInAsync(http);
        List<string> ids = [];
        for (int i = 0; i < Accounts; i += 20)
        {
            ids.AddRange(await MakeAsync(http, i));
        }

        string group = "";
        foreach (string[] members in Groups == 0 ? [] : ids.Chunk((Accounts / Groups) + 1))
        {
            group = await MakeGroupAsync(http, members);
        }

        _changed = ids[0];
        _directory = Open();
        await CountAsync(_directory);
        if (group.Length > 0)
        {
            await SendAsync(http, HttpMethod.Post, $"groups/{group}/members/$ref", new JsonObject { ["@odata.id"] = Reference(_changed) });
        }

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

    private async Task<int> CountAsync(ExchangeDirectory directory)
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

        if (Groups == 0)
        {
            return count;
        }

        DirectoryPage<DirectoryGroup> groups = await directory.ListGroupsAsync(null);
        IReadOnlyDictionary<string, ImmutableArray<GroupMember>> recalled = await directory.RecallMembersAsync();
        await Parallel.ForEachAsync(groups.Items, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (group, cancellationToken) =>
        {
            ImmutableArray<GroupMember> members = recalled.TryGetValue(group.Id, out ImmutableArray<GroupMember> known)
                ? known
                : (await directory.ListMembersAsync(group.Address, null, cancellationToken)).Items;
            Interlocked.Add(ref count, members.Length);
        });
        return count;
    }

    private async Task<string> SentAsync(Func<Task<int>> read)
    {
        IReadOnlyDictionary<string, long> before = _server.Requests;
        int count = await read();
        long sent = _server.Requests.Where(pair => pair.Key.StartsWith("graph.", StringComparison.Ordinal) && pair.Key != "graph.batch").Sum(pair => pair.Value - before.GetValueOrDefault(pair.Key));
        return string.Create(CultureInfo.InvariantCulture, $"{count} accounts and members by {sent} requests, token and administrators included");
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

    private string Reference(string id) => $"{_server.RootUri}v1.0/directoryObjects/{id}";

    private async Task<string> MakeGroupAsync(HttpClient http, string[] members)
    {
        JsonNode made = await SendAsync(http, HttpMethod.Post, "groups", new JsonObject
        {
            ["displayName"] = "Lớp", ["mailNickname"] = $"lop.{members[0]}", ["mailEnabled"] = true, ["securityEnabled"] = false, ["groupTypes"] = new JsonArray("Unified"),
        });
        foreach (string[] few in members.Chunk(20))
        {
            await SendAsync(http, HttpMethod.Patch, $"groups/{(string)made["id"]!}", new JsonObject { ["members@odata.bind"] = new JsonArray([.. few.Select(id => (JsonNode)Reference(id))]) });
        }

        return (string)made["id"]!;
    }

    /// <summary>Makes twenty accounts by one request and tells their ids.</summary>
    private async Task<string[]> MakeAsync(HttpClient http, int first)
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
        return [.. ((JsonArray)answer["responses"]!).Select(one => (string)one!["body"]!["id"]!)];
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
