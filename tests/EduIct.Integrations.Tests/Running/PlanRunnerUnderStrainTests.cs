using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Ledger;
using EduIct.Running;

namespace EduIct.Integrations.Tests.Running;

/// <summary>Providers that fail, throttle or hang, and callers that cancel.</summary>
public sealed class PlanRunnerUnderStrainTests : RunnerTestBase
{
    [Theory]
    [InlineData(DirectoryErrorKind.Transient)]
    [InlineData(DirectoryErrorKind.QuotaExhausted)]
    [InlineData(DirectoryErrorKind.Unauthorized)]
    [InlineData(DirectoryErrorKind.Throttled)]
    public async Task A_provider_that_is_down_stops_the_run_and_the_next_one_finishes_it(DirectoryErrorKind kind)
    {
        Bench.Options.Sealer = Reader.Sealer(Time);
        Bench.Options.Concurrency = 4;
        PlanSketch sketch = new();
        for (int i = 0; i < 30; i++)
        {
            sketch.Create($"hs{i}", $"p{i}");
        }

        StoredPlan plan = await Bench.AdmitAsync(sketch);
        Directory.Fault = (point, _) => point.Number > 10 ? throw InMemoryDirectory.Fail(kind, "down") : Task.CompletedTask;

        DirectoryException fault = await Assert.ThrowsAsync<DirectoryException>(() => Time.PassUntilAsync(Bench.RunAsync(plan)));
        Assert.Equal(kind, fault.Kind);
        Assert.Equal(plan.Id, (await Bench.Ledger.FindOpenPlanAsync())?.Id);
        Assert.DoesNotContain(await Bench.OperationsAsync(plan), operation => operation.State == OperationState.Failed);

        Directory.Fault = null;
        Assert.True((await Time.PassUntilAsync(Bench.RunAsync(plan))).AllDone);
        Assert.Equal(30, Directory.Accounts.Length);
        await Bench.AssertPasswordsFitAsync();
    }

    [Fact]
    public async Task A_cancellation_starts_nothing_new_lets_a_call_end_and_leaves_the_ledger_true()
    {
        using CancellationTokenSource source = new();
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Directory.Fault = (point, token) =>
        {
            if (point is { Number: 3, Applied: false })
            {
                entered.SetResult();
                return release.Task.WaitAsync(token);
            }

            return Task.CompletedTask;
        };
        Directory.Calls.Clear();
        PlanSketch sketch = new();
        for (int i = 0; i < 10; i++)
        {
            sketch.Create($"hs{i}", $"p{i}");
        }

        StoredPlan plan = await Bench.AdmitAsync(sketch);
        InMemoryDirectory directory = Directory;
        int before = directory.Accounts.Length;
        Task<RunSummary> run = Bench.RunAsync(plan, cancellationToken: source.Token);
        Task first = await Task.WhenAny(entered.Task, run);
        Assert.Same(entered.Task, first);

        await source.CancelAsync();
        release.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        List<LedgerOperation> operations = await Bench.OperationsAsync(plan);
        int done = operations.Count(operation => operation.State == OperationState.Done);
        Assert.Equal(directory.Accounts.Length - before, done);
        Assert.True(done < 10);
        Assert.Equal(10 - done, operations.Count(operation => operation.State == OperationState.Planned));
        Assert.NotNull(await Bench.Ledger.FindOpenPlanAsync());
    }

    [Fact]
    public async Task A_call_that_hangs_after_a_cancellation_is_let_go_and_settled_by_the_next_run()
    {
        using CancellationTokenSource source = new();
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Directory.Fault = (point, token) =>
        {
            if (point.Applied)
            {
                entered.TrySetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, Time, token);
            }

            return Task.CompletedTask;
        };
        Bench.Options.Sealer = Reader.Sealer(Time);
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");
        StoredPlan plan = await Bench.AdmitAsync(sketch);
        Task<RunSummary> run = Bench.RunAsync(plan, cancellationToken: source.Token);
        await entered.Task;

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Time.PassUntilAsync(run));
        Assert.Equal(OperationState.Intended, Assert.Single(await Bench.OperationsAsync(plan)).State);

        Directory.Fault = null;
        Assert.True((await Time.PassUntilAsync(Bench.RunAsync(plan))).AllDone);
        Assert.Single(Directory.Accounts);
        await Bench.AssertPasswordsFitAsync();
    }

    [Fact]
    public async Task Nothing_is_sent_before_what_it_comes_after()
    {
        Bench.Options.Concurrency = 16;
        PlanSketch sketch = new();
        int[] units = [.. Enumerable.Range(0, 5).Select(i => sketch.OrgUnit($"/U{i}"))];
        for (int i = 0; i < 60; i++)
        {
            Account account = Directory.Put(PlanSketch.Existing($"id{i:D3}", $"hs{i}", $"p{i}"));
            sketch.Update(account, "Anh");
            sketch.Move(account, $"/U{i % units.Length}", units[i % units.Length]);
        }

        Directory.Fault = async (_, _) => await Task.Yield();

        // The directory refuses a move into a unit that is not there, which would fail the move.
        Assert.True((await RunAsync(sketch)).AllDone);
        Assert.All(Directory.Accounts, account => Assert.Equal("Anh", account.GivenName));
        Assert.All(Directory.Accounts, account => Assert.StartsWith("/U", account.OrgUnit.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_run_stays_within_the_budget_and_tells_how_far_it_is()
    {
        await using RunnerBench bench = new(Time) { CallsPerMinute = 120 };
        bench.Options.Concurrency = 16;
        await bench.Directory.CreateOrgUnitAsync(OrgUnitPath.Parse("/HocSinh"));
        List<DateTimeOffset> calls = [];
        bench.Directory.Fault = (point, _) =>
        {
            lock (calls)
            {
                if (!point.Applied)
                {
                    calls.Add(Time.GetUtcNow());
                }
            }

            return point is { Applied: false } && point.Number % 10 == 0
                ? throw InMemoryDirectory.Fail(DirectoryErrorKind.Transient, "backendError")
                : Task.CompletedTask;
        };
        PlanSketch sketch = new();
        for (int i = 0; i < 300; i++)
        {
            sketch.Create($"hs{i}", $"p{i}");
        }

        Progress progress = new();
        StoredPlan plan = await bench.AdmitAsync(sketch);
        RunSummary summary = await Time.PassUntilAsync(bench.RunAsync(plan, progress: progress));

        Assert.True(summary.AllDone);
        Assert.True(calls.Count > 300);

        // A call's time is noted a step of virtual time or more after its turn, so windows are looked at from a little within.
        Assert.All(calls, from => Assert.True(calls.Count(at => at >= from && at < from.AddSeconds(55)) <= 120));
        Assert.Equal((300, 300), (progress.Reports[^1].Done, progress.Reports[^1].Total));
        Assert.Equal(progress.Reports.Select(report => report.Done).Order(), progress.Reports.Select(report => report.Done));
        Assert.InRange(progress.Reports[^1].PerSecond, double.Epsilon, 2.5);
        Assert.True(summary.Elapsed >= TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Throttling_holds_up_all_workers_for_theTime_that_the_provider_asks_for()
    {
        Bench.Options.Concurrency = 8;
        List<DateTimeOffset> calls = [];
        bool throttled = false;
        DateTimeOffset since = default;
        Directory.Fault = (point, _) =>
        {
            if (point.Applied)
            {
                return Task.CompletedTask;
            }

            lock (calls)
            {
                if (point.Number > 12 && !throttled)
                {
                    throttled = true;
                    since = Time.GetUtcNow();
                    throw InMemoryDirectory.Fail(DirectoryErrorKind.Throttled, "rateLimitExceeded", TimeSpan.FromMinutes(3));
                }

                calls.Add(Time.GetUtcNow());
            }

            return Task.CompletedTask;
        };
        PlanSketch sketch = new();
        for (int i = 0; i < 60; i++)
        {
            sketch.Create($"hs{i}", $"p{i}");
        }

        Assert.True((await RunAsync(sketch)).AllDone);

        // Those that had taken their turn when the answer came may still be on their way.
        Assert.InRange(calls.Count(at => at >= since && at < since.AddMinutes(2.9)), 0, 8);
        Assert.Contains(calls, at => at >= since.AddMinutes(3));
    }

    [Fact]
    public async Task A_plan_of_more_than_a_window_with_dependencies_at_its_far_ends_is_done()
    {
        await using RunnerBench bench = new();
        bench.Options.Concurrency = 64;
        PlanSketch sketch = new();
        int first = sketch.OrgUnit("/Dau");
        for (int i = 0; i < 9000; i++)
        {
            sketch.OrgUnit($"/U{i}", i % 3 == 0 ? [first] : []);
        }

        sketch.OrgUnit("/Dau/Cuoi", first, 9000);

        RunSummary summary = await bench.RunAsync(await bench.AdmitAsync(sketch));

        Assert.Equal(9002, summary.States[OperationState.Done]);
    }

    [Fact]
    public async Task A_plan_for_a_provider_that_is_not_given_is_the_callers_mistake_and_sends_nothing()
    {
        PlanSketch sketch = new();
        sketch.OrgUnit("/A");
        StoredPlan plan = await Bench.AdmitAsync(sketch);
        PlanRunner runner = new(Bench.Ledger, new Dictionary<string, ProviderConnection>(), new PlanRunnerOptions(), Time);

        await Assert.ThrowsAsync<ArgumentException>(() => runner.RunAsync(plan));
        Assert.Equal(OperationState.Planned, Assert.Single(await Bench.OperationsAsync(plan)).State);
    }

    [Fact]
    public async Task An_empty_plan_is_closed()
    {
        RunSummary summary = await RunAsync(new PlanSketch());

        Assert.True(summary.AllDone);
        Assert.Null(await Bench.Ledger.FindOpenPlanAsync());
        Assert.Empty(Directory.Calls);
    }

    private sealed class Progress : IProgress<RunProgress>
    {
        public List<RunProgress> Reports { get; } = [];

        public void Report(RunProgress value) => Reports.Add(value);
    }
}
