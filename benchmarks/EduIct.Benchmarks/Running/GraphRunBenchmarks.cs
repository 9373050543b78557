using System.Collections.Immutable;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Emulator;
using EduIct.Emulator.Faults;
using EduIct.Exchange;
using EduIct.Ledger;
using EduIct.People;
using EduIct.Planning;
using EduIct.Running;
using EduIct.Units;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using NodaTime;
using EmailAddress = EduIct.Addresses.EmailAddress;

namespace EduIct.Benchmarks.Running;

/// <summary>
/// Making accounts at the emulated Exchange Online: the runner with its ledger, budget and retry layer, against a bare loop of <c>$batch</c> calls with the Graph client that makes the
/// same requests and remembers nothing. Both have as many accounts under way at once.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: Warmups, iterationCount: Iterations, invocationCount: 1)]
public class GraphRunBenchmarks : IAsyncDisposable
{
    private const int Warmups = 3;
    private const int Iterations = 15;
    private const string Domain = "bentre.edu.vn";
    private const string Provider = "m";
    private const int BatchSize = 20;
    private const int Batches = 3;

    private string _folder = null!;
    private EmulatorServer _emulator = null!;
    private ExchangeDirectory _directory = null!;
    private GraphServiceClient _client = null!;
    private Queue<(SqliteLedger Ledger, StoredPlan Plan, ImmutableArray<PlanOperation> Operations)> _runs = null!;

    [Params(2000)]
    public int Accounts { get; set; }

    /// <summary>How long the service takes for a call: over the loopback it takes next to nothing, over the sea it does.</summary>
    [Params(0, 100)]
    public int MillisecondsACall { get; set; }

    [Benchmark(Baseline = true)]
    public async Task<int> BareLoopOfBatches()
    {
        int made = 0;
        ImmutableArray<PlanOperation> operations = _runs.Dequeue().Operations;
        await Parallel.ForEachAsync(operations.Chunk(BatchSize), new ParallelOptions { MaxDegreeOfParallelism = Batches }, async (chunk, cancellationToken) =>
        {
            BatchRequestContentCollection batch = new(_client);
            List<string> ids = [];
            foreach (PlanOperation operation in chunk)
            {
                ids.Add(await batch.AddBatchRequestStepAsync(_client.Users.ToPostRequestInformation(ToUser(operation))));
            }

            BatchResponseContentCollection answers = await _client.Batch.PostAsync(batch, cancellationToken);
            foreach (string id in ids)
            {
                User user = await answers.GetResponseByIdAsync<User>(id);
                Interlocked.Add(ref made, user.Id is null ? 0 : 1);
            }
        });
        return made == Accounts ? made : throw new InvalidOperationException($"Only {made} accounts were made.");
    }

    [Benchmark]
    public async Task<int> Runner()
    {
        (SqliteLedger ledger, StoredPlan plan, _) = _runs.Dequeue();
        ProviderConnection connection = new(Provider, _directory, new ProviderCalls(new RateBudget(1_000_000, TimeProvider.System), TimeProvider.System));
        PlanRunner runner = new(
            ledger,
            new Dictionary<string, ProviderConnection> { [Provider] = connection },
            new PlanRunnerOptions { Concurrency = BatchSize * Batches },
            TimeProvider.System);
        RunSummary summary = await runner.RunAsync(plan);
        await ledger.DisposeAsync();
        return summary.AllDone ? summary.Total : throw new InvalidOperationException("Some accounts were not made.");
    }

    /// <summary>As many runs as there are invocations, each with people of its own and a ledger of its own.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        _folder = System.IO.Directory.CreateTempSubdirectory("eduict-benchmark-").FullName;
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Faults = MillisecondsACall == 0 ? [] : [Fault.Parse(string.Create(CultureInfo.InvariantCulture, $"delay=1,{MillisecondsACall}"))],
        });
        string secret = Path.Combine(_folder, "secret.txt");
        await File.WriteAllTextAsync(secret, _emulator.ClientSecret);
        _directory = ExchangeDirectory.Create(new ExchangeDirectoryOptions
        {
            TenantId = _emulator.TenantId,
            ClientId = _emulator.ClientId,
            SecretFile = secret,
            RootUrl = _emulator.GraphUri.AbsoluteUri,
            AuthorityUrl = _emulator.RootUri.AbsoluteUri,
        });
        _client = new GraphServiceClient(new HttpClient(), new Bearer(await TokenAsync()), _emulator.GraphUri.AbsoluteUri);
        _runs = new();
        for (int run = 0; run < Warmups + Iterations; run++)
        {
            _runs.Enqueue(await AdmitAsync(run));
        }

        // The first request of each side fetches a token and opens a connection; neither is what is measured.
        await _directory.ListGroupsAsync(null);
        await _client.Groups.GetAsync();
    }

    private async Task<(SqliteLedger Ledger, StoredPlan Plan, ImmutableArray<PlanOperation> Operations)> AdmitAsync(int run)
    {
        ImmutableArray<PlanOperation> operations = [.. Enumerable.Range(1, Accounts).Select(seq => Create(seq, (run * Accounts) + seq))];
        Plan plan = new(
            new PlanHeader
            {
                Tenant = "so",
                RosterDigest = "d",
                RosterDate = new LocalDate(2026, 9, 5),
                BookVersion = 0,
                Created = Instant.FromUtc(2026, 9, 5, 0, 0),
                Claims = [.. operations.Select(operation => Claim.For(operation.Person!.Value, operation.Set.Address!.Value, Provider))],
            },
            operations,
            []);
        SqliteLedger ledger = await SqliteLedger.OpenAsync(Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{run}.db")), "so", TimeProvider.System);
        return (ledger, (await ledger.AdmitAsync(plan, PlanFile.DigestOf(plan), new Dictionary<string, int>())).Plan!, operations);
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _client.Dispose();
        _directory.Dispose();
        await _emulator.DisposeAsync();
    }

    private async Task<string> TokenAsync()
    {
        using HttpClient http = new();
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _emulator.ClientId,
            ["client_secret"] = _emulator.ClientSecret,
            ["scope"] = "https://graph.microsoft.com/.default",
        });
        using HttpResponseMessage answer = await http.PostAsync(new Uri(_emulator.RootUri, $"{_emulator.TenantId}/oauth2/v2.0/token"), form);
        using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    private static PlanOperation Create(int seq, int number) => new(seq, OperationKind.Create, Provider)
    {
        Person = new PersonKey(CodeSystem.Moet, number.ToString("D10", CultureInfo.InvariantCulture)),
        Set = new OperationFields
        {
            Address = EmailAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"hs{number}@{Domain}")),
            GivenName = "An",
            FamilyName = "Nguyễn Văn",
            OrgUnit = OrgUnitPath.Root,
            Placement = new Placement(new UnitCode(CodeSystem.Moet, "83000001"), "THPT Nguyễn Đình Chiểu", Role.Student, "10A1", "10"),
        },
    };

    // The request that the adapter makes of the same operation.
    private static User ToUser(PlanOperation operation) => new()
    {
        AccountEnabled = true,
        UserPrincipalName = operation.Set.Address!.Value.ToString(),
        MailNickname = operation.Set.Address.Value.Local,
        DisplayName = $"{operation.Set.FamilyName} {operation.Set.GivenName}",
        GivenName = operation.Set.GivenName,
        Surname = operation.Set.FamilyName,
        UsageLocation = "VN",
        PasswordProfile = new PasswordProfile { Password = "Truoc-Khi-Doi-1", ForceChangePasswordNextSignIn = true },
        OnPremisesExtensionAttributes = new OnPremisesExtensionAttributes { ExtensionAttribute13 = operation.Person.ToString() },
    };

    private sealed class Bearer(string token) : IAuthenticationProvider
    {
        public Task AuthenticateRequestAsync(
            RequestInformation request, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default)
        {
            request.Headers.TryAdd("Authorization", $"Bearer {token}");
            return Task.CompletedTask;
        }
    }
}
