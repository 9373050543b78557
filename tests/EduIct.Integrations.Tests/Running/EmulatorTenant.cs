using EduIct.Accounts;
using EduIct.Emulator;

namespace EduIct.Integrations.Tests.Running;

/// <summary>A tenant of an emulator, reached over the loopback by the real client of a provider.</summary>
internal abstract class EmulatorTenant : KillableTenant
{
    private readonly List<IAsyncDisposable> _proxies = [];
    private readonly List<IDisposable> _directories = [];

    protected abstract EmulatorServer Server { get; }

    public override async Task<IAccountDirectory> OpenAsync(KillSwitch? kill = null)
    {
        Uri root = Server.RootUri;
        if (kill is not null)
        {
            MortalProxy proxy = await MortalProxy.StartAsync(root, kill);
            _proxies.Add(proxy);
            root = proxy.Root;
        }

        IAccountDirectory directory = Connect(root);
        if (directory is IDisposable owned)
        {
            _directories.Add(owned);
        }

        return kill is null ? directory : new MortalDirectory(directory, kill);
    }

    public override async ValueTask DisposeAsync()
    {
        _directories.ForEach(directory => directory.Dispose());
        foreach (IAsyncDisposable proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        await CloseAsync();
    }

    /// <summary>The provider's client; tokens may come from the emulator itself.</summary>
    protected abstract IAccountDirectory Connect(Uri root);

    protected abstract ValueTask CloseAsync();
}
