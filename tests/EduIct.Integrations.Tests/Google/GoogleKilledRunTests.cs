using EduIct.Accounts;
using EduIct.Emulator;
using EduIct.Google;
using EduIct.Integrations.Tests.Running;

namespace EduIct.Integrations.Tests.Google;

/// <summary>The kill suite on the emulator's Google side: the process may die before and after every request too.</summary>
public sealed class GoogleKilledRunTests : KilledRunSuite
{
    private protected override int Every => 12;

    private protected override int RandomPlans => 6;

    private protected override async Task<KillableTenant> CreateAsync(int seed) =>
        new GoogleTenant(await EmulatedTenant.StartAsync(new EmulatorOptions { PrivateKeyPem = CannedServer.Pem }));

    private sealed class GoogleTenant(EmulatedTenant tenant) : EmulatorTenant
    {
        protected override EmulatorServer Server => tenant.Server;

        protected override IAccountDirectory Connect(Uri root)
        {
            GoogleDirectoryOptions options = tenant.Options;
            options.RootUrl = root.AbsoluteUri;
            return GoogleDirectory.Create(options);
        }

        protected override ValueTask CloseAsync() => tenant.DisposeAsync();
    }
}
