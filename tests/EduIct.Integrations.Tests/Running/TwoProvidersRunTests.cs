using EduIct.Accounts;
using EduIct.Ledger;
using EduIct.Planning;
using EduIct.Running;

namespace EduIct.Integrations.Tests.Running;

/// <summary>One run over two providers: side by side, each at its own pace, with operations that wait for the other's.</summary>
public sealed class TwoProvidersRunTests : IAsyncLifetime
{
    private const string Slow = "slow";
    private const string Quick = "quick";

    private readonly string _folder = Directory.CreateTempSubdirectory("eduict-run-").FullName;
    private readonly Dictionary<string, InMemoryDirectory> _directories = new(StringComparer.Ordinal)
    {
        [Slow] = new InMemoryDirectory(PlanSketch.Domain, TimeProvider.System),
        [Quick] = new InMemoryDirectory(PlanSketch.Domain, TimeProvider.System),
    };

    private SqliteLedger _ledger = null!;

    public async Task InitializeAsync() => _ledger = await SqliteLedger.OpenAsync(Path.Combine(_folder, "ledger"), PlanSketch.Tenant, TimeProvider.System);

    public async Task DisposeAsync()
    {
        await _ledger.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_provider_that_answers_nothing_holds_up_nobody_at_the_other_however_far_behind_the_other_comes_in_the_plan()
    {
        TaskCompletionSource quickIsDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _directories[Slow].Fault = (_, token) => quickIsDone.Task.WaitAsync(token);
        List<PlanOperation> operations = [.. Enumerable.Range(1, 10_000).Select(seq => OrgUnit(seq, Slow))];
        operations.AddRange(Enumerable.Range(10_001, 50).Select(seq => OrgUnit(seq, Quick)));
        int done = 0;
        _directories[Quick].Fault = (point, _) =>
        {
            if (point.Applied && Interlocked.Increment(ref done) == 50)
            {
                quickIsDone.SetResult();
            }

            return Task.CompletedTask;
        };

        RunSummary summary = await RunAsync(operations).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(10_050, summary.States[OperationState.Done]);
    }

    [Fact]
    public async Task An_operation_waits_for_those_that_it_needs_at_the_other_provider_and_falls_with_them()
    {
        List<string> order = [];
        foreach ((string provider, InMemoryDirectory directory) in _directories)
        {
            directory.Fault = (point, _) =>
            {
                lock (order)
                {
                    order.Add(provider);
                }

                return provider == Slow && point is { Applied: false, Number: 2 } ? throw InMemoryDirectory.Fail(DirectoryErrorKind.Forbidden, "no") : Task.CompletedTask;
            };
        }

        RunSummary summary = await RunAsync([OrgUnit(1, Slow), OrgUnit(2, Quick, 1), OrgUnit(3, Slow, 2), OrgUnit(4, Quick, 3), OrgUnit(5, Quick)], concurrency: 1);

        Assert.Equal([(3, "no"), (4, "dependency")], summary.NotDone.Select(item => (item.Seq, item.Reason)));
        Assert.Equal(3, summary.States[OperationState.Done]);
        Assert.True(order.IndexOf(Slow) >= 0 && order.LastIndexOf(Slow) > order.IndexOf(Quick));
    }

    [Fact]
    public async Task What_needs_an_operation_that_the_plan_does_not_have_is_not_done_and_the_run_ends()
    {
        RunSummary summary = await RunAsync([OrgUnit(1, Slow, 7), OrgUnit(2, Quick), OrgUnit(3, Quick, 1)]).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([(1, "dependency"), (3, "dependency")], summary.NotDone.Select(item => (item.Seq, item.Reason)));
    }

    private static PlanOperation OrgUnit(int seq, string provider, params int[] after) =>
        new(seq, OperationKind.EnsureOrgUnit, provider) { Unit = OrgUnitPath.Parse($"/U{seq}"), After = [.. after] };

    private async Task<RunSummary> RunAsync(IEnumerable<PlanOperation> operations, int concurrency = 4)
    {
        Plan plan = new PlanSketch().Build(_ledger.Id) with { Operations = [.. operations] };
        StoredPlan stored = (await _ledger.AdmitAsync(plan, PlanFile.DigestOf(plan), new Dictionary<string, int>())).Plan!;
        PlanRunner runner = new(
            _ledger,
            _directories.ToDictionary(
                pair => pair.Key,
                pair => new ProviderConnection(pair.Key, pair.Value, new ProviderCalls(new RateBudget(10_000_000, TimeProvider.System), TimeProvider.System)),
                StringComparer.Ordinal),
            new PlanRunnerOptions { Concurrency = concurrency },
            TimeProvider.System);
        return await runner.RunAsync(stored);
    }
}
