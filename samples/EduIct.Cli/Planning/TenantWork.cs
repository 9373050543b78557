using System.CommandLine;
using System.Globalization;
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

    /// <summary>How long mailboxes that are still being made are waited for.</summary>
    public static Option<TimeSpan?> MailboxWaitOption() => new("--mailbox-wait")
    {
        Description = "chờ hộp thư đang được tạo tối đa bao nhiêu phút, mặc định 2 / minutes to wait for mailboxes that are being made, 2 by default",
        HelpName = "MINUTES",
        CustomParser = argument =>
        {
            if (int.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int minutes) && minutes <= 1440)
            {
                return TimeSpan.FromMinutes(minutes);
            }

            argument.AddError($"'{argument.Tokens[0].Value}' is not a number of minutes from 0 to 1440.");
            return null;
        },
    };

    /// <summary>Reads the tenant.</summary>
    /// <exception cref="ProvisioningException">The file has faults.</exception>
    public static async Task<TenantWork> OpenAsync(string tenantPath, CancellationToken cancellationToken, TimeSpan? mailboxWait = null)
    {
        TenantFileResult tenant = await TenantFile.LoadAsync(tenantPath, cancellationToken);
        if (tenant.File is null)
        {
            throw new ProvisioningException(tenant.Issues);
        }

        IServiceCollection services = new ServiceCollection().AddEduIctGoogle().AddEduIctExchange();
        if (mailboxWait is { } wait)
        {
            services.Configure<ProvisioningOptions>(options => options.MailboxWait = wait);
        }

        return new TenantWork(tenant.File, services.BuildServiceProvider());
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
