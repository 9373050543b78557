using EduIct.Mail;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers mail on MailKit.</summary>
public static class EduIctMailKitServiceCollectionExtensions
{
    /// <summary>
    /// Registers a mail server as the way out for mail, with all that <c>AddEduIctMail</c> registers; another <see cref="IMailTransport"/> registered before is replaced. Clock and logs
    /// as there. Calling it again adds the further settings and changes nothing else; order does not matter.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Settings. Checked once together with those of mail, all faults at once (<see cref="OptionsValidationException"/>).</param>
    public static IServiceCollection AddEduIctMailKitSmtp(this IServiceCollection services, Action<MailServerOptions>? configure = null)
    {
        services.AddEduIctMail();
        services.AddOptions<MailServerOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (!services.Any(service => service.ImplementationType == typeof(MailKitDefaults)))
        {
            // Before all others, so that what anybody sets goes over it.
            services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<MailOptions>, MailKitDefaults>());
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailKitValidator>());
        services.RemoveAll<IMailTransport>();
        services.AddSingleton<IMailTransport>(provider =>
        {
            // Read for its check, which tells of both.
            _ = provider.GetRequiredService<IOptions<MailOptions>>().Value;
            return new MailKitSmtpTransport(provider.GetRequiredService<IOptions<MailServerOptions>>().Value, provider.GetService<TimeProvider>());
        });
        return services;
    }

    /// <summary>
    /// Registers <see cref="InboxReaderFactory"/>, which reads a unit's mailbox by IMAP into every registered <see cref="IInboxHandler"/>. Clock and logs as for <c>AddEduIctMail</c>,
    /// and so is calling it again.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Settings. Checked once, when the factory is first resolved, all faults together (<see cref="OptionsValidationException"/>).</param>
    public static IServiceCollection AddEduIctInbox(this IServiceCollection services, Action<InboxReaderOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<InboxReaderOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InboxReaderOptions>, InboxReaderOptionsValidator>());
        services.TryAddSingleton(provider => new InboxReaderFactory(
            provider.GetServices<IInboxHandler>(),
            provider.GetRequiredService<IOptions<InboxReaderOptions>>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
        return services;
    }
}
