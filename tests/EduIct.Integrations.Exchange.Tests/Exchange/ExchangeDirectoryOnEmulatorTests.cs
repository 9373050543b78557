using EduIct.Accounts;
using EduIct.Exchange;
using EduIct.Integrations.Tests.Accounts;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>The suite of every directory against the emulator's Graph side, with licences for every role.</summary>
public sealed class ExchangeDirectoryOnEmulatorTests : AccountDirectorySuite, IAsyncLifetime
{
    private readonly List<ExchangeTenant> _tenants = [];
    private readonly List<ExchangeDirectory> _directories = [];

    protected override string Domain => "bentre.edu.vn";

    protected override bool TakesAliasesAway => false;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _directories.ForEach(directory => directory.Dispose());
        foreach (ExchangeTenant tenant in _tenants)
        {
            await tenant.DisposeAsync();
        }
    }

    protected override async Task<IAccountDirectory> CreateAsync()
    {
        ExchangeTenant tenant = await ExchangeTenant.StartAsync();
        _tenants.Add(tenant);
        ExchangeDirectory directory = tenant.Open();
        _directories.Add(directory);
        return directory;
    }
}
