namespace EduIct.Integrations.Tests.Running;

/// <summary>The kill suite on the directory in memory: every moment costs next to nothing.</summary>
public sealed class KilledRunTests : KilledRunSuite
{
    private protected override int Every => 6;

    private protected override int RandomPlans => 40;

    private protected override Task<KillableTenant> CreateAsync(int seed)
    {
        InMemoryTenant tenant = new(TimeProvider.System);
        tenant.Directory.KeepsOldAddress = seed % 2 == 0;
        return Task.FromResult<KillableTenant>(tenant);
    }
}
