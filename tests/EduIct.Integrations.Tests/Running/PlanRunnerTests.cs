using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Ledger;
using EduIct.Planning;
using EduIct.Running;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace EduIct.Integrations.Tests.Running;

public sealed class PlanRunnerTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 5, 7, 0, 0, TimeSpan.Zero));
    private RunnerBench _bench = null!;

    private InMemoryDirectory Directory => _bench.Directory;

    public async Task InitializeAsync()
    {
        _bench = new RunnerBench(_time);
        foreach (string unit in (string[])["/HocSinh", "/DaNghi"])
        {
            await Directory.CreateOrgUnitAsync(OrgUnitPath.Parse(unit));
        }

        Directory.Calls.Clear();
    }

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    ValueTask IAsyncDisposable.DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_create_is_one_call_and_its_password_can_be_opened_by_the_reader_only()
    {
        _bench.Options.Sealer = Reader.Sealer(_time);
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");

        RunSummary summary = await RunAsync(sketch);

        Assert.True(summary.AllDone);
        Assert.Equal((1, 0), (summary.PasswordsSealed, summary.WithoutPassword));
        Assert.Equal(["CreateAccount"], Directory.Calls);
        await _bench.AssertPasswordsFitAsync();
        string password = Assert.Single(Directory.Passwords.Values);
        Assert.True(password.Length >= 14);
        Assert.Contains(password, char.IsAsciiDigit);
        Assert.Contains(password, char.IsAsciiLetterLower);
        Assert.Contains(password, char.IsAsciiLetterUpper);
    }

    [Fact]
    public async Task Without_a_certificate_the_summary_says_how_many_nobody_can_log_in_to()
    {
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");
        sketch.Create("binh.tt", "p2");

        RunSummary summary = await RunAsync(sketch);

        Assert.Equal((0, 2), (summary.PasswordsSealed, summary.WithoutPassword));
        Assert.Equal(2, Directory.Passwords.Values.Distinct().Count());
        Assert.Empty(await _bench.Ledger.ReadSealedPasswordsAsync().ToListAsync());
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_is_stale_and_nothing_is_sent()
    {
        Account account = Directory.Put(PlanSketch.Existing("id1", "an.nv", "p1"));
        PlanSketch sketch = new();
        sketch.Update(account, "Anh");
        sketch.OrgUnit("/Khac");
        Directory.Put(account with { GivenName = "Án" });

        RunSummary summary = await RunAsync(sketch);

        NotDone stale = Assert.Single(summary.NotDone);
        Assert.Equal((1, OperationState.Stale, "changed:givenName"), (stale.Seq, stale.State, stale.Reason));
        Assert.Equal(PlanSketch.Key("p1"), stale.Person);
        Assert.DoesNotContain("UpdateAccount", Directory.Calls);
        Assert.Equal(1, summary.States[OperationState.Done]);
        Assert.False(summary.Refused);
        Assert.Null(await _bench.Ledger.FindOpenPlanAsync());
    }

    [Fact]
    public async Task What_somebody_did_already_as_planned_is_done_and_other_fields_do_not_matter()
    {
        Account account = Directory.Put(PlanSketch.Existing("id1", "an.nv", "p1"));
        PlanSketch sketch = new();
        sketch.Update(account, "Anh");
        Directory.Put(account with { GivenName = "Anh", OrgUnit = OrgUnitPath.Parse("/DaNghi") });

        Assert.True((await RunAsync(sketch)).AllDone);
        Assert.Equal(["FindAccount"], Directory.Calls);
    }

    [Fact]
    public async Task What_the_plan_itself_changed_makes_nothing_stale()
    {
        Account account = Directory.Put(PlanSketch.Existing("id1", "an.nv", "p1"));
        PlanSketch sketch = new();
        sketch.Move(account, "/DaNghi");
        sketch.Suspend(account, "/HocSinh");

        Assert.True((await RunAsync(sketch)).AllDone);
        Assert.Equal("/HocSinh", Assert.Single(Directory.Accounts).OrgUnit.ToString());
    }

    [Fact]
    public async Task An_account_that_is_gone_or_an_administrators_is_stale()
    {
        Account account = PlanSketch.Existing("id1", "an.nv", "p1");
        Account admin = Directory.Put(PlanSketch.Existing("id2", "sep", "p2") with { IsAdmin = true });
        _bench.Options.StaleShare = 1;
        PlanSketch sketch = new();
        sketch.Suspend(account, "/DaNghi");
        sketch.Delete(account);
        sketch.Suspend(admin, "/DaNghi");
        sketch.Rename(admin, "sep.moi");
        sketch.Delete(admin);

        RunSummary summary = await RunAsync(sketch);

        Assert.Equal(["gone", "gone", "protected", "protected", "protected"], summary.NotDone.Select(item => item.Reason));
        Assert.Equal(admin, Assert.Single(Directory.Accounts));
    }

    [Fact]
    public async Task More_stale_operations_than_the_policy_allows_refuse_the_plan()
    {
        PlanSketch sketch = new();
        for (int i = 0; i < 100; i++)
        {
            Account account = Directory.Put(PlanSketch.Existing($"id{i:D3}", $"hs{i}", $"p{i}"));
            sketch.Update(account, "Anh");
            Directory.Put(account with { GivenName = i is 10 or 20 or 30 ? "Khác" : account.GivenName });
        }

        StoredPlan plan = await _bench.AdmitAsync(sketch);
        RunSummary summary = await _time.PassUntilAsync(_bench.RunAsync(plan));

        Assert.True(summary.Refused);
        Assert.Equal(3, summary.States[OperationState.Stale]);
        Assert.Equal(28, summary.States[OperationState.Done]);
        Assert.Equal(69, summary.States[OperationState.Planned]);
        Assert.Null(await _bench.Ledger.FindOpenPlanAsync());
        Assert.Equal(28, Directory.Accounts.Count(account => account.GivenName == "Anh"));
    }

    [Fact]
    public async Task A_conflict_with_a_stranger_fails_what_depends_on_it_and_nothing_else()
    {
        Directory.Put(PlanSketch.Existing("id1", "an.nv", "p9"));
        PlanSketch sketch = new();
        int taken = sketch.Create("an.nv", "p1");
        int group = sketch.Group("lop.10a1", "class/moet:1/10a1");
        int blocked = sketch.AddMember("lop.10a1", "an.nv", taken, group);
        int free = sketch.Create("binh.tt", "p2");
        sketch.AddMember("lop.10a1", "binh.tt", free, group);

        RunSummary summary = await RunAsync(sketch);

        Assert.Equal([(taken, "conflict"), (blocked, "dependency")], summary.NotDone.Select(item => (item.Seq, item.Reason)));
        Assert.All(summary.NotDone, item => Assert.Equal(OperationState.Failed, item.State));
        Assert.Equal(3, summary.States[OperationState.Done]);
        Assert.Equal(1, summary.Kinds[OperationKind.AddMember][OperationState.Failed]);
    }

    [Fact]
    public async Task A_conflict_with_a_group_or_an_alias_of_another_fails()
    {
        await Directory.CreateGroupAsync(PlanSketch.Address("lop"), "Lớp", "class/moet:1/lop");
        Account other = Directory.Put(PlanSketch.Existing("id1", "binh.tt", "p9") with { Aliases = [PlanSketch.Address("an.nv"), PlanSketch.Address("an.nvb")] });
        PlanSketch sketch = new();
        sketch.Create("lop", "p1");
        sketch.Create("an.nv", "p2");
        sketch.Group("binh.tt", "class/moet:1/x");
        sketch.Rename(Directory.Put(PlanSketch.Existing("id2", "chi.lv", "p3")), "an.nvb");

        RunSummary summary = await RunAsync(sketch);

        Assert.Equal(["conflict", "conflict", "conflict", "conflict"], summary.NotDone.Select(item => item.Reason));
        Assert.Contains(other, Directory.Accounts);
    }

    [Fact]
    public async Task An_answer_that_was_lost_after_the_change_took_effect_changes_nothing_twice()
    {
        _bench.Options.Sealer = Reader.Sealer(_time);
        Account renamed = Directory.Put(PlanSketch.Existing("id1", "binh.tt", "p2"));
        Account deleted = Directory.Put(PlanSketch.Existing("id2", "chi.lv", "p3") with { Suspended = true });
        Account binned = Directory.Put(PlanSketch.Existing("id3", "dung.pv", "p4") with { DeletedAt = Instant.FromUtc(2026, 8, 1, 0, 0) });
        PlanSketch sketch = new();
        int unit = sketch.OrgUnit("/HocSinh/10A1");
        int create = sketch.Create("an.nv", "p1", "/HocSinh/10A1", unit);
        sketch.Rename(renamed, "binh.tta");
        sketch.Delete(deleted);
        sketch.Reactivate(binned, "/HocSinh");
        int group = sketch.Group("lop.10a1", "class/moet:1/10a1");
        int member = sketch.AddMember("lop.10a1", "an.nv", create, group);
        sketch.RemoveMember("lop.10a1", "an.nv", member);
        HashSet<string> lost = [];
        Directory.Fault = (point, _) => point.Applied && !point.Method.StartsWith("Find", StringComparison.Ordinal) && lost.Add(point.Method)
            ? throw InMemoryDirectory.Fail(DirectoryErrorKind.Transient, "backendError")
            : Task.CompletedTask;

        RunSummary summary = await RunAsync(sketch);

        Assert.True(summary.AllDone, string.Join("; ", summary.NotDone));
        Assert.Equal(["an.nv", "binh.tta", "chi.lv", "dung.pv"], Directory.Accounts.Select(account => account.Address.Local).Order(StringComparer.Ordinal));
        await _bench.AssertPasswordsFitAsync();
    }

    [Fact]
    public async Task What_was_made_a_moment_ago_is_waited_for()
    {
        Directory.Lag = 3;
        PlanSketch sketch = new();
        int create = sketch.Create("an.nv", "p1");
        int group = sketch.Group("lop.10a1", "class/moet:1/10a1");
        sketch.AddMember("lop.10a1", "an.nv", create, group);

        Assert.True((await RunAsync(sketch)).AllDone);
        Assert.True(Directory.Calls.Count(call => call == "AddMember") > 1);
    }

    [Fact]
    public async Task A_lost_answer_under_lag_makes_no_second_account()
    {
        _bench.Options.Sealer = Reader.Sealer(_time);
        Directory.Lag = 4;
        bool lost = false;
        Directory.Fault = (point, _) => point is { Applied: true, Method: "CreateAccount" } && !lost && (lost = true)
            ? throw InMemoryDirectory.Fail(DirectoryErrorKind.Transient, "timeout")
            : Task.CompletedTask;
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");

        Assert.True((await RunAsync(sketch)).AllDone);
        Assert.Single(Directory.Accounts);
        await _bench.AssertPasswordsFitAsync();
    }

    [Fact]
    public async Task A_rename_back_to_an_own_alias_and_a_provider_that_keeps_no_alias_end_alike()
    {
        Directory.KeepsOldAddress = false;
        Account account = Directory.Put(PlanSketch.Existing("id1", "an.nvb", "p1") with { Aliases = [PlanSketch.Address("an.nv")] });
        PlanSketch sketch = new();
        sketch.Rename(account, "an.nv");

        Assert.True((await RunAsync(sketch)).AllDone);
        Account now = Assert.Single(Directory.Accounts);
        Assert.Equal(PlanSketch.Address("an.nv"), now.Address);
        Assert.Equal(PlanSketch.Address("an.nvb"), Assert.Single(now.Aliases));
    }

    [Fact]
    public async Task When_seats_run_out_creates_fail_without_calls_and_the_rest_goes_on()
    {
        Directory.Seats = 2;
        Account account = Directory.Put(PlanSketch.Existing("id1", "binh.tt", "p9"));
        PlanSketch sketch = new();
        sketch.Create("a", "p1");
        sketch.Create("b", "p2");
        sketch.Create("c", "p3");
        sketch.Update(account, "Bình");

        RunSummary summary = await RunAsync(sketch);

        Assert.Equal([(2, "seatsExhausted"), (3, "seatsExhausted")], summary.NotDone.Select(item => (item.Seq, item.Reason)));
        Assert.Equal(2, Directory.Calls.Count(call => call == "CreateAccount"));
        Assert.Equal(2, summary.States[OperationState.Done]);
    }

    [Theory]
    [InlineData(DirectoryErrorKind.Transient)]
    [InlineData(DirectoryErrorKind.QuotaExhausted)]
    [InlineData(DirectoryErrorKind.Unauthorized)]
    [InlineData(DirectoryErrorKind.Throttled)]
    public async Task A_provider_that_is_down_stops_the_run_and_the_next_one_finishes_it(DirectoryErrorKind kind)
    {
        _bench.Options.Sealer = Reader.Sealer(_time);
        _bench.Options.Concurrency = 4;
        PlanSketch sketch = new();
        for (int i = 0; i < 30; i++)
        {
            sketch.Create($"hs{i}", $"p{i}");
        }

        StoredPlan plan = await _bench.AdmitAsync(sketch);
        Directory.Fault = (point, _) => point.Number > 10 ? throw InMemoryDirectory.Fail(kind, "down") : Task.CompletedTask;

        DirectoryException fault = await Assert.ThrowsAsync<DirectoryException>(() => _time.PassUntilAsync(_bench.RunAsync(plan)));
        Assert.Equal(kind, fault.Kind);
        Assert.Equal(plan.Id, (await _bench.Ledger.FindOpenPlanAsync())?.Id);
        Assert.DoesNotContain(await _bench.OperationsAsync(plan), operation => operation.State == OperationState.Failed);

        Directory.Fault = null;
        Assert.True((await _time.PassUntilAsync(_bench.RunAsync(plan))).AllDone);
        Assert.Equal(30, Directory.Accounts.Length);
        await _bench.AssertPasswordsFitAsync();
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

        StoredPlan plan = await _bench.AdmitAsync(sketch);
        InMemoryDirectory directory = Directory;
        int before = directory.Accounts.Length;
        Task<RunSummary> run = _bench.RunAsync(plan, cancellationToken: source.Token);
        Task first = await Task.WhenAny(entered.Task, run);
        Assert.Same(entered.Task, first);

        await source.CancelAsync();
        release.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        List<LedgerOperation> operations = await _bench.OperationsAsync(plan);
        int done = operations.Count(operation => operation.State == OperationState.Done);
        Assert.Equal(directory.Accounts.Length - before, done);
        Assert.True(done < 10);
        Assert.Equal(10 - done, operations.Count(operation => operation.State == OperationState.Planned));
        Assert.NotNull(await _bench.Ledger.FindOpenPlanAsync());
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
                return Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            }

            return Task.CompletedTask;
        };
        _bench.Options.Sealer = Reader.Sealer(_time);
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");
        StoredPlan plan = await _bench.AdmitAsync(sketch);
        Task<RunSummary> run = _bench.RunAsync(plan, cancellationToken: source.Token);
        await entered.Task;

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _time.PassUntilAsync(run));
        Assert.Equal(OperationState.Intended, Assert.Single(await _bench.OperationsAsync(plan)).State);

        Directory.Fault = null;
        Assert.True((await _time.PassUntilAsync(_bench.RunAsync(plan))).AllDone);
        Assert.Single(Directory.Accounts);
        await _bench.AssertPasswordsFitAsync();
    }

    [Fact]
    public async Task Nothing_is_sent_before_what_it_comes_after()
    {
        _bench.Options.Concurrency = 16;
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
        await using RunnerBench bench = new(_time) { CallsPerMinute = 120 };
        bench.Options.Concurrency = 16;
        await bench.Directory.CreateOrgUnitAsync(OrgUnitPath.Parse("/HocSinh"));
        List<DateTimeOffset> calls = [];
        bench.Directory.Fault = (point, _) =>
        {
            lock (calls)
            {
                if (!point.Applied)
                {
                    calls.Add(_time.GetUtcNow());
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
        RunSummary summary = await _time.PassUntilAsync(bench.RunAsync(plan, progress: progress));

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
    public async Task Throttling_holds_up_all_workers_for_the_time_that_the_provider_asks_for()
    {
        _bench.Options.Concurrency = 8;
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
                    since = _time.GetUtcNow();
                    throw InMemoryDirectory.Fail(DirectoryErrorKind.Throttled, "rateLimitExceeded", TimeSpan.FromMinutes(3));
                }

                calls.Add(_time.GetUtcNow());
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
        StoredPlan plan = await _bench.AdmitAsync(sketch);
        PlanRunner runner = new(_bench.Ledger, new Dictionary<string, ProviderConnection>(), new PlanRunnerOptions(), _time);

        await Assert.ThrowsAsync<ArgumentException>(() => runner.RunAsync(plan));
        Assert.Equal(OperationState.Planned, Assert.Single(await _bench.OperationsAsync(plan)).State);
    }

    [Fact]
    public async Task An_empty_plan_is_closed()
    {
        RunSummary summary = await RunAsync(new PlanSketch());

        Assert.True(summary.AllDone);
        Assert.Null(await _bench.Ledger.FindOpenPlanAsync());
        Assert.Empty(Directory.Calls);
    }

    private async Task<RunSummary> RunAsync(PlanSketch sketch)
    {
        StoredPlan plan = await _bench.AdmitAsync(sketch);
        return await _time.PassUntilAsync(_bench.RunAsync(plan));
    }

    private sealed class Progress : IProgress<RunProgress>
    {
        public List<RunProgress> Reports { get; } = [];

        public void Report(RunProgress value) => Reports.Add(value);
    }
}
