using EduIct.Directives;
using EduIct.Google;
using EduIct.Guardians;
using EduIct.Mail;
using EduIct.Planning;
using EduIct.Posts;
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
            provider.GetRequiredService<PostPlanner>(),
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

    /// <summary>
    /// Registers <see cref="IMailTransport"/>, <see cref="MailOutboxFactory"/> and <see cref="MailTemplates"/>. A transport of the caller's own, registered before or after, takes
    /// the place of ours (<see cref="MailTransportKind.Own"/> says that there is one). Clock and logs as for <see cref="AddEduIctProvisioning"/>, and so is calling it again.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Settings; null: the defaults, to which a pickup folder is still missing. Checked once, all faults together (<see cref="OptionsValidationException"/>).</param>
    public static IServiceCollection AddEduIctMail(this IServiceCollection services, Action<MailOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<MailOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailOptionsValidator>());
        services.TryAddSingleton(provider => Transport(provider.GetRequiredService<IOptions<MailOptions>>().Value, Clock(provider)));
        services.TryAddSingleton(provider => Templates(provider.GetRequiredService<IOptions<MailOptions>>().Value));
        services.TryAddSingleton(provider => new MailOutboxFactory(
            provider.GetRequiredService<IMailTransport>(),
            provider.GetRequiredService<IOptions<MailOptions>>(),
            Clock(provider),
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
        return services;
    }

    /// <summary>
    /// Registers <see cref="TenantMailFactory"/>, which opens a tenant's official letters and results to guardians on its ledger, with all that <see cref="AddEduIctMail"/> registers. A
    /// <see cref="TermResultOptions"/> and a <see cref="DirectiveLibrary"/> that are registered say how guardians are told, and what discourages paid channels. Whichever package's transport is registered sends; calling it again and the order are as for
    /// <see cref="AddEduIctMail"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Settings, as for <see cref="AddEduIctMail"/>; <see cref="MailOptions.From"/> must be among them.</param>
    public static IServiceCollection AddEduIctTenantMail(this IServiceCollection services, Action<MailOptions>? configure = null)
    {
        services.AddEduIctMail(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, TenantMailValidator>());
        services.TryAddSingleton(provider => new TenantMailFactory(
            provider.GetRequiredService<MailOutboxFactory>(),
            provider.GetRequiredService<MailTemplates>(),
            provider.GetRequiredService<IOptions<MailOptions>>(),
            Clock(provider),
            provider.GetService<TermResultOptions>(),
            provider.GetService<DirectiveLibrary>()));
        return services;
    }

    private static IMailTransport Transport(MailOptions options, TimeProvider clock) => options.Transport switch
    {
        MailTransportKind.Pickup => new PickupFolderTransport(options.Pickup.Folder),
        MailTransportKind.Smtp => new SmtpTransport(options.Smtp, clock),
        _ => throw new InvalidOperationException($"{nameof(MailTransportKind)}.{options.Transport} is chosen and no {nameof(IMailTransport)} is registered."),
    };

    // The folder was read without a fault when the options were checked; if somebody has broken it since, that is told here.
    private static MailTemplates Templates(MailOptions options) =>
        options.TemplateFolder is null ? MailTemplates.Embedded
        : MailTemplates.TryLoad(options.TemplateFolder, out MailTemplates? templates, out var issues) ? templates
        : throw new OptionsValidationException(Options.Options.DefaultName, typeof(MailOptions), issues.Select(issue => issue.ToString()));

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
