using EduIct.Google;
using EduIct.Planning;
using EduIct.Provisioning;
using EduIct.Rosters;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the outside: rosters, ledger, providers, and the engine that runs a plan.</summary>
public static class EduIctIntegrationsServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="ProvisionerFactory"/> and <see cref="RosterReader"/>, with all that <c>AddEduIct</c> registers. The clock is the
    /// registered <see cref="TimeProvider"/>, else the system's; logs go to the registered <see cref="ILoggerFactory"/>, else nowhere.
    /// Calling it again adds the further settings and changes nothing else; order does not matter.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Settings; null: the defaults. Checked once, when the factory is first resolved, all faults together (<see cref="OptionsValidationException"/>).</param>
    public static IServiceCollection AddEduIctProvisioning(this IServiceCollection services, Action<ProvisioningOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddEduIct();
        services.AddOptions<ProvisioningOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProvisioningOptions>, ProvisioningOptionsValidator>());
        services.TryAddSingleton(provider => new RosterReader(Clock(provider)));
        services.TryAddSingleton(provider => new ProvisionerFactory(
            provider.GetRequiredService<Planner>(),
            provider.GetServices<IAccountDirectoryFactory>(),
            provider.GetRequiredService<IOptions<ProvisioningOptions>>(),
            Clock(provider),
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
        return services;
    }

    /// <summary>Registers the adapter for Google Workspace, with all that <see cref="AddEduIctProvisioning"/> registers.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Settings, as for <see cref="AddEduIctProvisioning"/>.</param>
    public static IServiceCollection AddEduIctGoogle(this IServiceCollection services, Action<ProvisioningOptions>? configure = null)
    {
        services.AddEduIctProvisioning(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAccountDirectoryFactory, GoogleDirectoryFactory>(
            provider => new GoogleDirectoryFactory(Clock(provider))));
        return services;
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
