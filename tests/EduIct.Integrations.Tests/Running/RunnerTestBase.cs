using EduIct.Accounts;
using EduIct.Ledger;
using EduIct.Running;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Tests.Running;

/// <summary>A tenant with two organisational units and a runner, in virtual time.</summary>
public abstract class RunnerTestBase : IAsyncLifetime, IAsyncDisposable
{
    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 9, 5, 7, 0, 0, TimeSpan.Zero));
    private protected RunnerBench Bench { get; private set; } = null!;

    private protected InMemoryDirectory Directory => Bench.Directory;

    public async Task InitializeAsync()
    {
        Bench = new RunnerBench(Time);
        foreach (string unit in (string[])["/HocSinh", "/DaNghi"])
        {
            await Directory.CreateOrgUnitAsync(OrgUnitPath.Parse(unit));
        }

        Directory.Calls.Clear();
    }

    public Task DisposeAsync() => ((IAsyncDisposable)this).DisposeAsync().AsTask();

    ValueTask IAsyncDisposable.DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Bench.DisposeAsync();
    }

    private protected async Task<RunSummary> RunAsync(PlanSketch sketch)
    {
        StoredPlan plan = await Bench.AdmitAsync(sketch);
        return await Time.PassUntilAsync(Bench.RunAsync(plan));
    }
}
