using EduIct.Emulator;
using EduIct.Google;

namespace EduIct.Integrations.Tests.Google;

/// <summary>An emulator of its own with a folder that holds its key file.</summary>
internal sealed class EmulatedTenant : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eduict-google-").FullName;

    private EmulatedTenant(EmulatorServer server) => Server = server;

    public EmulatorServer Server { get; }

    public GoogleDirectoryOptions Options => new()
    {
        Admin = Server.AdminAddress,
        KeyFile = Path.Combine(_folder, "key.json"),
        RootUrl = Server.RootUri.AbsoluteUri,
    };

    public static async Task<EmulatedTenant> StartAsync(EmulatorOptions options)
    {
        EmulatedTenant tenant = new(await EmulatorServer.StartAsync(options));
        await File.WriteAllTextAsync(tenant.Options.KeyFile, tenant.Server.ServiceAccountKeyJson);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tenant.Options.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return tenant;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
