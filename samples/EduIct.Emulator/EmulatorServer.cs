using System.Net;
using EduIct.Emulator.Faults;
using EduIct.Emulator.Graph;
using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.Tokens;
using EduIct.Emulator.Protocol;
using EduIct.Emulator.Tenants;
using EduIct.Emulator.Tokens;

namespace EduIct.Emulator;

/// <summary>
/// A server on loopback that speaks the used part of Google's Directory API and of Microsoft Graph, with their token endpoints. It is
/// neither Google nor Microsoft: which of its behaviours follow a source and which are assumed, <c>emulator --assumptions</c> tells.
/// </summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Workspace workspace;
    private readonly TokenIssuer tokens;
    private readonly Pipeline pipeline;
    private readonly GraphPipeline graph;
    private readonly GraphApplication application;
    private readonly DevelopmentCertificate? certificate;
    private int disposed;

    private EmulatorServer(
        WebApplication app, Workspace workspace, TokenIssuer tokens, Pipeline pipeline, GraphPipeline graph, GraphApplication application,
        DevelopmentCertificate? certificate, string admin)
    {
        this.app = app;
        this.workspace = workspace;
        this.tokens = tokens;
        this.pipeline = pipeline;
        this.graph = graph;
        this.application = application;
        this.certificate = certificate;
        AdminAddress = admin;
        RootUri = new Uri(app.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal)) + "/");
        HttpsUri = app.Urls.SingleOrDefault(url => url.StartsWith("https:", StringComparison.Ordinal)) is { } https ? new Uri(https + "/") : null;
        tokens.Uri = new Uri(RootUri, "token");
    }

    /// <summary>Where the Directory API is: what a client takes as its root URL.</summary>
    public Uri RootUri { get; }

    /// <summary>The same server over https with its development certificate; null where no https port was asked for.</summary>
    public Uri? HttpsUri { get; }

    /// <summary>The development certificate (PEM, without its key), which a client over https must trust; null without https.</summary>
    public string? CertificatePem => certificate?.Pem;

    /// <summary>Where Microsoft Graph v1.0 is: what a Graph client takes as its base URL.</summary>
    public Uri GraphUri => new(RootUri, "v1.0");

    /// <summary>The Entra tenant's id.</summary>
    public string TenantId => graph.Tenant.TenantId;

    /// <summary>The registered application's id.</summary>
    public string ClientId => GraphApplication.ClientId;

    /// <summary>The registered application's secret.</summary>
    public string ClientSecret => application.Secret;

    /// <summary>All Graph accounts now, deleted ones included, by userPrincipalName.</summary>
    public IReadOnlyList<EmulatedGraphUser> GraphUsers => GraphView.Users(workspace);

    /// <summary>All Graph groups now, without deleted ones, by mail nickname.</summary>
    public IReadOnlyList<EmulatedGraphGroup> GraphGroups => GraphView.Groups(workspace);

    /// <summary>All messages that were sent through Graph, the oldest first.</summary>
    public IReadOnlyList<EmulatedMessage> SentMessages => GraphView.Messages(workspace);

    /// <summary>Where tokens are given out.</summary>
    public Uri TokenUri => tokens.Uri;

    /// <summary>The service account with domain-wide delegation.</summary>
    public string ServiceAccountEmail => ServiceAccount.Email;

    /// <summary>Its private key, PKCS#8 in PEM.</summary>
    public string PrivateKeyPem => tokens.Account.PrivateKeyPem;

    /// <summary>Its key file in Google's format, with this server's <see cref="TokenUri"/>.</summary>
    public string ServiceAccountKeyJson => tokens.Account.KeyFile(TokenUri).ToJsonString();

    /// <summary>The super-administrator to act for.</summary>
    public string AdminAddress { get; }

    /// <summary>The customer's id, for which <c>my_customer</c> stands.</summary>
    public string CustomerId => workspace.Customer;

    /// <summary>The customer's domains, the primary one first.</summary>
    public IReadOnlyList<string> Domains => workspace.Domains;

    /// <summary>All accounts now, deleted ones included, by address.</summary>
    public IReadOnlyList<EmulatedUser> Users => StateView.Users(workspace);

    /// <summary>All groups now, by address.</summary>
    public IReadOnlyList<EmulatedGroup> Groups => StateView.Groups(workspace);

    /// <summary>The paths of all organisational units now, the root included.</summary>
    public IReadOnlyList<string> OrgUnitPaths => StateView.OrgUnitPaths(workspace);

    /// <summary>How many calls of each method arrived, refused and dropped ones included; token requests under <c>token</c> and <c>graph.token</c>.</summary>
    public IReadOnlyDictionary<string, long> Requests => pipeline.Requests.Concat(graph.Requests).ToDictionary(StringComparer.Ordinal);

    /// <summary>Starts an emulator; it listens when this returns.</summary>
    /// <exception cref="ArgumentException">The options name no domain.</exception>
    /// <exception cref="IOException">The port or the state file is taken.</exception>
    /// <exception cref="InvalidDataException">The state file is not one.</exception>
    public static async Task<EmulatorServer> StartAsync(EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Domains.Count == 0)
            throw new ArgumentException("EmulatorOptions.Domains must name at least one domain.", nameof(options));
        var clock = options.TimeProvider;
        var place = Founding.Open(options);
        try
        {
            var account = options.PrivateKeyPem is { } pem ? ServiceAccount.FromPem(pem) : ServiceAccount.New();
            var issuer = new TokenIssuer(place, clock, account, options.Scopes?.ToHashSet(StringComparer.Ordinal) ?? Routes.Delegated);
            var faults = new FaultInjector(options.Faults, options.Seed, clock);
            var calls = new Pipeline(place, issuer, faults, new RateQuota(options.QuotaPerMinute, clock), clock);
            var registered = new GraphApplication(options.ClientSecret, options.ClientCertificatePem);
            var tenant = new GraphTenant(place, options);
            var entra = new EntraTokens(tenant, registered);
            var graphCalls = new GraphPipeline(tenant, entra, faults, new GraphThrottle(options, clock, tenant.TenantId), options);
            var https = options.HttpsPort is null ? null : DevelopmentCertificate.New();
            var web = Host(options, https);
            var log = web.Services.GetRequiredService<ILogger<Front>>();
            web.Run(new Front(calls, new BatchEndpoint(calls), issuer, new GraphFront(graphCalls, entra, faults, options), faults, clock, log).HandleAsync);
            await ListenAsync(web, cancellationToken);
            return new EmulatorServer(web, place, issuer, calls, graphCalls, registered, https, Founding.Admin(options));
        }
        catch
        {
            place.Store.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Writes <c>tenant.json</c>, Google's <c>key.json</c> and Graph's <c>secret.txt</c> as the providers need them, with an https port the
    /// <c>emulator.pem</c> that its clients must trust, and the certificate <c>reader.pem</c> with its
    /// <c>reader-key.pem</c>, with which the product works against this server as it stands. Keys that lie there already are
    /// kept, and the server takes them over; only addresses are written anew. Private files are readable by their owner only.
    /// </summary>
    /// <exception cref="InvalidDataException">What lies there is not a key file.</exception>
    public Task WriteTenantAsync(string directory, TenantProvider provider = TenantProvider.Google, CancellationToken cancellationToken = default) =>
        new TenantFolder(directory).WriteAsync(this, tokens, application, certificate, provider, cancellationToken);

    /// <summary>Stops listening, lets running calls end, and saves the state.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
            return;
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        workspace.Store.Dispose();
        tokens.Dispose();
        application.Dispose();
        certificate?.Dispose();
    }

    private static WebApplication Host(EmulatorOptions options, DevelopmentCertificate? certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "EduIct.Emulator" });
        // Whoever starts the server ends it: it must not take a test run's or a command's signals.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // A start that fails is told by its exception alone, not by a stack in the log as well.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        var host = certificate is null ? builder.WebHost.UseKestrelCore() : builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        host.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 32 << 20;
            kestrel.Listen(IPAddress.Loopback, options.Port);
            if (certificate is not null)
                kestrel.Listen(IPAddress.Loopback, options.HttpsPort!.Value, listen => listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificate.Certificate));
        });
        return builder.Build();
    }

    private static async Task ListenAsync(WebApplication web, CancellationToken cancellationToken)
    {
        try
        {
            await web.StartAsync(cancellationToken);
        }
        catch
        {
            await web.DisposeAsync();
            throw;
        }
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
