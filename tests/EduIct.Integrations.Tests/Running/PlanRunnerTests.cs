using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Ledger;
using EduIct.Planning;
using EduIct.Running;
using NodaTime;

namespace EduIct.Integrations.Tests.Running;

public sealed class PlanRunnerTests : RunnerTestBase
{
    [Fact]
    public async Task A_create_is_one_call_and_its_password_can_be_opened_by_the_reader_only()
    {
        Bench.Options.Sealer = Reader.Sealer(Time);
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");

        RunSummary summary = await RunAsync(sketch);

        Assert.True(summary.AllDone);
        Assert.Equal((1, 0), (summary.PasswordsSealed, summary.WithoutPassword));
        Assert.Equal(["CreateAccount"], Directory.Calls);
        await Bench.AssertPasswordsFitAsync();
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
        Assert.Empty(await Bench.Ledger.ReadSealedPasswordsAsync().ToListAsync());
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
        Assert.Null(await Bench.Ledger.FindOpenPlanAsync());
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
        Bench.Options.StaleShare = 1;
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

        StoredPlan plan = await Bench.AdmitAsync(sketch);
        RunSummary summary = await Time.PassUntilAsync(Bench.RunAsync(plan));

        Assert.True(summary.Refused);
        Assert.Equal(3, summary.States[OperationState.Stale]);
        Assert.Equal(28, summary.States[OperationState.Done]);
        Assert.Equal(69, summary.States[OperationState.Planned]);
        Assert.Null(await Bench.Ledger.FindOpenPlanAsync());
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
        Bench.Options.Sealer = Reader.Sealer(Time);
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
        await Bench.AssertPasswordsFitAsync();
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
        Bench.Options.Sealer = Reader.Sealer(Time);
        Directory.Lag = 4;
        bool lost = false;
        Directory.Fault = (point, _) => point is { Applied: true, Method: "CreateAccount" } && !lost && (lost = true)
            ? throw InMemoryDirectory.Fail(DirectoryErrorKind.Transient, "timeout")
            : Task.CompletedTask;
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");

        Assert.True((await RunAsync(sketch)).AllDone);
        Assert.Single(Directory.Accounts);
        await Bench.AssertPasswordsFitAsync();
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
}
