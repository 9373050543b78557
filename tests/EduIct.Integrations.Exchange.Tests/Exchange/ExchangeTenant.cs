using EduIct.Emulator;
using EduIct.Exchange;
using EduIct.People;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>An emulator of its own with a folder that holds the application's secret.</summary>
internal sealed class ExchangeTenant : IAsyncDisposable
{
    private const int QuietRoundTrips = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("eduict-exchange-").FullName;
    private readonly TimeProvider _time;

    private ExchangeTenant(EmulatorServer server, TimeProvider time) => (Server, _time) = (server, time);

    public EmulatorServer Server { get; }

    public ExchangeDirectoryOptions Options => new()
    {
        TenantId = Server.TenantId,
        ClientId = Server.ClientId,
        SecretFile = Path.Combine(_folder, "secret.txt"),
        RootUrl = Server.RootUri.AbsoluteUri,
        AuthorityUrl = Server.RootUri.AbsoluteUri,
        Licences = new Dictionary<Role, string> { [Role.Student] = "STANDARDWOFFPACK_STUDENT", [Role.Teacher] = "STANDARDWOFFPACK_FACULTY" },
    };

    public static async Task<ExchangeTenant> StartAsync(EmulatorOptions? options = null)
    {
        options ??= new EmulatorOptions();
        ExchangeTenant tenant = new(await EmulatorServer.StartAsync(options), options.TimeProvider);
        await File.WriteAllTextAsync(tenant.Options.SecretFile!, tenant.Server.ClientSecret);
        return tenant;
    }

    /// <summary>The real client on this tenant; a new one knows nothing of what another has seen.</summary>
    /// <param name="root">Where to reach the service; null is the emulator itself.</param>
    public ExchangeDirectory Open(Uri? root = null)
    {
        ExchangeDirectoryOptions options = Options;
        options.RootUrl = root?.AbsoluteUri ?? options.RootUrl;
        return ExchangeDirectory.Create(options, _time);
    }

    /// <summary>Lets time go by while something runs, a step whenever the server has not been asked for a while: so it never runs away from calls that are on their way.</summary>
    public async Task<T> PassUntilAsync<T>(FakeTimeProvider clock, Task<T> task, TimeSpan? step = null)
    {
        // A round trip of our own, queued behind whatever else this process has to do.
        using HttpClient http = new();
        Uri document = new(Server.RootUri, $"{Server.TenantId}/v2.0/.well-known/openid-configuration");
        long asked = -1;
        int quiet = 0;
        while (!task.IsCompleted)
        {
            await http.GetStringAsync(document);
            long now = Server.Requests.Values.Sum();
            (quiet, asked) = (now == asked ? quiet + 1 : 0, now);
            if (quiet == QuietRoundTrips)
            {
                quiet = 0;
                clock.Advance(step ?? TimeSpan.FromMilliseconds(20));
            }
        }

        return await task;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
