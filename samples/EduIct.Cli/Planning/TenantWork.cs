using System.CommandLine;
using EduIct.Cli.Terminal;
using EduIct.Issues;
using EduIct.Provisioning;
using EduIct.Rosters;
using EduIct.Tenants;
using EduIct.Units;
using Microsoft.Extensions.DependencyInjection;

namespace EduIct.Cli.Planning;

/// <summary>What plan, apply, verify and the ledger's commands begin with: the tenant, its provisioner, the roster.</summary>
internal sealed class TenantWork : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TenantWork(TenantFile tenant, ServiceProvider services)
    {
        (Tenant, _services) = (tenant, services);
    }

    public TenantFile Tenant { get; }

    public static Option<string> TenantOption() => new("--tenant") { Description = "tenant.json", Required = true, HelpName = "FILE" };

    public static Option<string> LedgerOption() => new("--ledger") { Description = "sổ cái SQLite / the SQLite ledger", Required = true, HelpName = "FILE" };

    public static Option<string?> RosterOption(bool required = true) =>
        new("--roster") { Description = "OneRoster 1.1, 1.2 (thư mục hoặc zip / folder or zip), CSV", Required = required, HelpName = "PATH" };

    public static Option<bool> JsonOption() => new("--json") { Description = "JSON trên đầu ra chuẩn / JSON on standard output" };

    /// <summary>Reads the tenant.</summary>
    /// <exception cref="ProvisioningException">The file has faults.</exception>
    public static async Task<TenantWork> OpenAsync(string tenantPath, CancellationToken cancellationToken)
    {
        TenantFileResult tenant = await TenantFile.LoadAsync(tenantPath, cancellationToken);
        return tenant.File is null
            ? throw new ProvisioningException(tenant.Issues)
            : new TenantWork(tenant.File, new ServiceCollection().AddEduIctGoogle().AddEduIctExchange().BuildServiceProvider());
    }

    /// <summary>The provisioner on a ledger.</summary>
    /// <exception cref="ProvisioningException">A key or a certificate is not usable.</exception>
    public Provisioner Provision(string ledgerPath) => _services.GetRequiredService<ProvisionerFactory>().Create(Tenant, ledgerPath);

    /// <summary>Reads a roster; a plain CSV without a tree of units stands under the tenant's unit, where it has just one.</summary>
    public Task<Roster> ReadRosterAsync(string path, CancellationToken cancellationToken) =>
        _services.GetRequiredService<RosterReader>().ReadAsync(path, RosterOptionsOf(Tenant), cancellationToken);

    /// <summary>Tells the faults of a roster on standard error.</summary>
    public static void TellFaults(CliTerminal terminal, Roster roster)
    {
        foreach (Issue issue in roster.Issues)
        {
            terminal.Fault(issue);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static RosterReaderOptions RosterOptionsOf(TenantFile tenant) =>
        tenant.Policy.Scope.Units is [var only]
            ? new RosterReaderOptions { HomeUnit = UnitCode.TryParse(only, out UnitCode code) ? code : new UnitCode(CodeSystem.OneRoster, only) }
            : new RosterReaderOptions();
}
