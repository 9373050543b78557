using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Ledger;
using EduIct.Planning;
using EduIct.Running;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EduIct.Integrations.Tests.Running;

/// <summary>
/// Killed at any moment and started again, a run ends as one that was never killed: whichever provider stands behind it. Tests derive from it and say how to get an empty tenant.
/// </summary>
public abstract class KilledRunSuite
{
    /// <summary>An empty tenant. What differs from one tenant to another of its kind follows from the seed.</summary>
    private protected abstract Task<KillableTenant> CreateAsync(int seed);

    /// <summary>Of how many moments the quick test kills at one.</summary>
    private protected abstract int Every { get; }

    /// <summary>How many random plans are tried.</summary>
    private protected abstract int RandomPlans { get; }

    [Fact]
    public Task A_plan_of_every_kind_may_be_killed_at_many_moments() => KilledAtEachAsync(Every);

    [Theory]
    [InlineData("CreateOrgUnit")]
    [InlineData("CreateAccount")]
    [InlineData("UpdateAccount")]
    [InlineData("DeleteAccount")]
    [InlineData("RestoreAccount")]
    [InlineData("CreateGroup")]
    [InlineData("AddMember")]
    [InlineData("RemoveMember")]
    public Task A_change_that_took_effect_when_its_answer_was_lost_in_a_kill_is_found_out(string method) => AnswerLostAsync(method);

    [Fact]
    [Trait("Category", "Long")]
    public Task A_plan_of_every_kind_may_be_killed_before_and_after_every_call_and_every_write() => KilledAtEachAsync(every: 1);

    [Fact]
    public Task Random_plans_may_be_killed_at_a_random_moment_by_many_workers() => Task.Run(() =>
        Prop.ForAll(
            Gen.Choose(1, 1_000_000).ToArbitrary(),
            async seed =>
            {
                (string whole, int moments) = await UninterruptedAsync(seed);
                await KilledAsync(seed, new KillSwitch(1 + (seed % moments)), whole);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(RandomPlans)));

    /// <summary>Kills the process as the first answer to such a call is on its way.</summary>
    private protected async Task AnswerLostAsync(string method)
    {
        (string whole, int _) = await UninterruptedAsync(seed: 0);

        await KilledAsync(seed: 0, new KillSwitch(int.MaxValue - 1_000_000) { DiesAt = point => point.Applied && point.Method == method }, whole);
    }

    private async Task KilledAtEachAsync(int every)
    {
        (string whole, int moments) = await UninterruptedAsync(seed: 0);
        Assert.True(moments > 60, $"{moments} moments are too few for a plan of every kind.");
        for (int at = 1; at <= moments; at += every)
        {
            await KilledAsync(seed: 0, new KillSwitch(at), whole);
        }
    }

    private async Task<(string Whole, int Moments)> UninterruptedAsync(int seed)
    {
        await using RunnerBench bench = new(tenant: await CreateAsync(seed));
        PlanSketch sketch = await PrepareAsync(bench, seed);
        KillSwitch never = new(int.MaxValue);
        RunSummary summary = await bench.RunAsync(await bench.AdmitAsync(sketch), never);
        Assert.True(summary.AllDone, string.Join("; ", summary.NotDone));
        await bench.AssertPasswordsFitAsync();
        return (await bench.Tenant.SnapshotAsync(), never.Moments);
    }

    private async Task KilledAsync(int seed, KillSwitch kill, string whole)
    {
        await using RunnerBench bench = new(tenant: await CreateAsync(seed));
        PlanSketch sketch = await PrepareAsync(bench, seed);
        StoredPlan plan = await bench.AdmitAsync(sketch);
        try
        {
            await bench.RunAsync(plan, kill);

            // Many workers share what they read, and may so be done with fewer requests than the run from which the moment was taken.
            Assert.True(bench.Options.Concurrency > 1 && !kill.IsDead, $"The run outlived its kill: {kill.Moments} moments.");
        }
        catch (KillSwitch.KilledException)
        {
        }

        await bench.OpenAsync();
        if (await bench.Ledger.FindOpenPlanAsync() is { } open)
        {
            RunSummary summary = await bench.RunAsync(open);
            Assert.True(summary.AllDone, $"killed at {kill.Moments}: {string.Join("; ", summary.NotDone)}");
        }

        Assert.Equal(whole, await bench.Tenant.SnapshotAsync());
        Assert.All(await bench.OperationsAsync(plan), operation => Assert.Equal(OperationState.Done, operation.State));
        Assert.Equal(sketch.Build().Header.Claims.AsEnumerable(), (await bench.Ledger.ReadClaimsAsync()).AsEnumerable());
        Assert.Null(await bench.Ledger.FindOpenPlanAsync());
        await bench.AssertPasswordsFitAsync();
    }

    private static async Task<PlanSketch> PrepareAsync(RunnerBench bench, int seed)
    {
        bench.Options.Sealer = Reader.Sealer(TimeProvider.System);
        bench.Options.Concurrency = seed == 0 ? 1 : 1 + (seed % 7);
        IAccountDirectory directory = await bench.Tenant.OpenAsync();
        foreach (string unit in (string[])["/HocSinh", "/HocSinh/10A1", "/DaNghi"])
        {
            await directory.CreateOrgUnitAsync(OrgUnitPath.Parse(unit));
        }

        return seed == 0 ? await EveryKindAsync(bench.Tenant) : await AnyAsync(bench.Tenant, new System.Random(seed));
    }

    private static async Task<PlanSketch> EveryKindAsync(KillableTenant tenant)
    {
        Account[] accounts = [.. Enumerable.Range(1, 6).Select(i => PlanSketch.Existing($"id-{i}", $"hs{i}", $"p{i}"))];
        accounts[4] = accounts[4] with { Suspended = true, OrgUnit = OrgUnitPath.Parse("/DaNghi") };
        accounts[5] = accounts[5] with { Suspended = true, DeletedAt = Instant.FromUtc(2026, 8, 1, 0, 0) };
        for (int i = 0; i < accounts.Length; i++)
        {
            accounts[i] = await tenant.PutAsync(accounts[i]);
        }

        (Account barred, Account binned) = (accounts[4], accounts[5]);

        PlanSketch sketch = new();
        int unit = sketch.OrgUnit("/HocSinh/11A1", sketch.OrgUnit("/HocSinh/Khoi11"));
        int create = sketch.Create("an.nv", "p7", "/HocSinh/11A1", unit);
        int update = sketch.Update(accounts[0], "Bình");
        sketch.Rename(accounts[0], "binh.nv", update);
        sketch.Move(accounts[1], "/HocSinh/11A1", unit);
        sketch.Suspend(accounts[2], "/DaNghi");
        sketch.Reactivate(barred, "/HocSinh");
        int restored = sketch.Reactivate(binned, "/HocSinh/10A1");
        sketch.Update(binned, "Chi", restored);
        sketch.Delete(accounts[3]);
        int group = sketch.Group("lop.11a1", "class/moet:1/11a1");
        int added = sketch.AddMember("lop.11a1", "an.nv", create, group);
        sketch.AddMember("lop.11a1", "hs2", group);
        sketch.RemoveMember("lop.11a1", "an.nv", added);
        return sketch;
    }

    private static async Task<PlanSketch> AnyAsync(KillableTenant tenant, System.Random random)
    {
        PlanSketch sketch = new();
        int unit = sketch.OrgUnit("/HocSinh/Moi");
        int group = sketch.Group("lop.moi", "class/moet:1/moi");
        int people = random.Next(1, 7);
        for (int i = 1; i <= people; i++)
        {
            Account account = PlanSketch.Existing($"id-{i}", $"hs{i}", $"p{i}");
            switch (random.Next(7))
            {
                case 0:
                    account = await tenant.PutAsync(account);
                    int renamed = sketch.Rename(account, $"moi{i}", sketch.Update(account, "Dũng"));
                    sketch.AddMember("lop.moi", $"moi{i}", group, renamed);
                    break;
                case 1:
                    account = await tenant.PutAsync(account);
                    sketch.Move(account, "/HocSinh/Moi", unit);
                    break;
                case 2:
                    account = await tenant.PutAsync(account);
                    sketch.Suspend(account, "/DaNghi");
                    break;
                case 3:
                    account = await tenant.PutAsync(account with { Suspended = true });
                    if (random.Next(2) == 0)
                    {
                        sketch.Delete(account);
                    }
                    else
                    {
                        sketch.Rename(account, $"lai{i}", sketch.Reactivate(account, "/HocSinh/10A1"));
                    }

                    break;
                case 4:
                    account = await tenant.PutAsync(account with { Suspended = true, DeletedAt = Instant.FromUtc(2026, 8, 1, 0, 0) });
                    sketch.Reactivate(account, "/HocSinh/10A1");
                    break;
                default:
                    int made = sketch.Create($"hs{i}", $"p{i}", "/HocSinh/Moi", unit);
                    sketch.AddMember("lop.moi", $"hs{i}", group, made);
                    break;
            }
        }

        return sketch;
    }
}
