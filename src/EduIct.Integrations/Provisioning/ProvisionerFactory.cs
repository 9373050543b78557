using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Issues;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Running;
using EduIct.Tenants;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EduIct.Provisioning;

/// <summary>Makes a <see cref="Provisioner"/> for a tenant. Registered by <c>AddEduIctProvisioning</c> and by the packages of providers.</summary>
public sealed class ProvisionerFactory
{
    private readonly Planner _planner;
    private readonly PostPlanner _postPlanner;
    private readonly ImmutableArray<IAccountDirectoryFactory> _directories;
    private readonly ProvisioningOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;

    /// <summary>Takes what is registered.</summary>
    /// <exception cref="OptionsValidationException">Settings are out of range; every one is named.</exception>
    public ProvisionerFactory(
        Planner planner, PostPlanner postPlanner, IEnumerable<IAccountDirectoryFactory> directories, IOptions<ProvisioningOptions> options, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_planner, _postPlanner, _directories, _options, _time, _loggers) = (planner, postPlanner, [.. directories], options.Value, time, loggers);
    }

    /// <summary>For a tenant with a ledger in a SQLite file.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="ledgerPath">The file; made at the first apply.</param>
    /// <exception cref="ProvisioningException">A key or certificate is not usable, or no package for a kind of provider is registered; every fault.</exception>
    public Provisioner Create(TenantFile tenant, string ledgerPath) => Create(tenant, new SqliteLedgerSource(ledgerPath, _time));

    /// <summary>For a tenant with another ledger.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="ledgers">Opens the ledger.</param>
    /// <exception cref="ProvisioningException">As for the other overload.</exception>
    public Provisioner Create(TenantFile tenant, ILedgerSource ledgers)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(ledgers);
        var issues = ImmutableArray.CreateBuilder<Issue>();
        var providers = ImmutableArray.CreateBuilder<ProviderConnection>();
        foreach (ProviderSettings settings in tenant.Providers)
        {
            try
            {
                providers.Add(Connect(settings));
            }
            catch (ProvisioningException exception)
            {
                issues.AddRange(exception.Issues);
            }
        }

        PasswordSealer? sealer = null;
        if (tenant.HandoverCertificate is { } certificate)
        {
            sealer = LoadSealer(certificate, issues);
        }

        return issues.Count > 0
            ? throw new ProvisioningException(issues.ToImmutable())
            : new Provisioner(tenant.Policy, ledgers, providers.ToImmutable(), _planner, _postPlanner, sealer, _options, _time, _loggers);
    }

    private ProviderConnection Connect(ProviderSettings settings)
    {
        IAccountDirectoryFactory factory = _directories.FirstOrDefault(factory => factory.Kind == settings.Kind)
            ?? throw new ProvisioningException([new Issue("tenant.no-adapter", new SourcePlace(settings.Id), new LocalizedText(
                $"Chưa đăng ký gói cho nhà cung cấp '{settings.Kind}'.", $"No package for the provider '{settings.Kind}' is registered."))]);
        var retry = new RetryOptions { MaxAttempts = _options.MaxAttempts, BaseDelay = _options.BaseDelay, MaxDelay = _options.MaxDelay };
        var budget = new RateBudget(settings.CallsPerMinute, _time);
        IAccountDirectory directory = factory.Create(settings);
        (directory as IBudgetedDirectory)?.Use(budget);
        return new ProviderConnection(settings.Id, directory, new ProviderCalls(budget, _time, retry, _loggers.CreateLogger<ProviderCalls>()));
    }

    private PasswordSealer? LoadSealer(string path, ImmutableArray<Issue>.Builder issues)
    {
        try
        {
            if (!PasswordSealer.TryCreate(File.ReadAllText(path), path, _time, out PasswordSealer? sealer, out Issue? issue))
            {
                issues.Add(issue);
            }

            return sealer;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            issues.Add(new Issue("handover.unreadable", new SourcePlace(path, Field: "/handover/certificate"), new LocalizedText(
                $"Không đọc được chứng thư: {exception.Message}", $"The certificate cannot be read: {exception.Message}")));
            return null;
        }
    }
}
