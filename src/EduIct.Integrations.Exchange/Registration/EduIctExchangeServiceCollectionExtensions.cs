using EduIct.Exchange;
using EduIct.Mail;
using EduIct.Provisioning;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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

    /// <summary>
    /// Registers Exchange Online as the way out for mail, with all that <c>AddEduIctMail</c> registers; another <see cref="IMailTransport"/> registered before is replaced. The outbox's
    /// limits become those of a mailbox of Exchange Online unless <c>AddEduIctMail</c> sets others: 30 messages a minute, 10,000 recipients a day, 4 at a time. Calling it again
    /// adds the further settings and changes nothing else; order does not matter.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Settings. Checked once together with those of mail, all faults at once (<see cref="OptionsValidationException"/>).</param>
    public static IServiceCollection AddEduIctExchangeMail(this IServiceCollection services, Action<ExchangeMailOptions>? configure = null)
    {
        services.AddEduIctMail();
        services.AddOptions<ExchangeMailOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (!services.Any(service => service.ImplementationType == typeof(ExchangeMailDefaults)))
        {
            // Before all others, so that what anybody sets goes over it.
            services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<MailOptions>, ExchangeMailDefaults>());
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, ExchangeMailValidator>());
        services.RemoveAll<IMailTransport>();
        services.AddSingleton<IMailTransport>(provider =>
        {
            // Read for its check, which tells of both.
            _ = provider.GetRequiredService<IOptions<MailOptions>>().Value;
            return new ExchangeMailTransport(provider.GetRequiredService<IOptions<ExchangeMailOptions>>().Value, provider.GetService<TimeProvider>());
        });
        return services;
    }
}
