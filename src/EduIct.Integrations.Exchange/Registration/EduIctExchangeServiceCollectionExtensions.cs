using EduIct.Exchange;
using EduIct.Provisioning;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Exchange Online.</summary>
public static class EduIctExchangeServiceCollectionExtensions
{
    /// <summary>Registers the adapter for Exchange Online, with all that <c>AddEduIctProvisioning</c> registers. Calling it again is harmless; order does not matter.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Settings, as for <c>AddEduIctProvisioning</c>.</param>
    public static IServiceCollection AddEduIctExchange(this IServiceCollection services, Action<ProvisioningOptions>? configure = null)
    {
        services.AddEduIctProvisioning(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAccountDirectoryFactory, ExchangeDirectoryFactory>(
            provider => new ExchangeDirectoryFactory(provider.GetService<TimeProvider>() ?? TimeProvider.System)));
        return services;
    }
}
