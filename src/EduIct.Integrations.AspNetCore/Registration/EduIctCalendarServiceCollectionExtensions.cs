using EduIct.Calendars;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what <c>MapEduIctCalendar</c> needs.</summary>
public static class EduIctCalendarServiceCollectionExtensions
{
    /// <summary>Registers the feeds; the product registers its <see cref="ICalendarSource"/> beside it. Twice is harmless.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">The settings; every one that is out of range is told at the start.</param>
    public static IServiceCollection AddEduIctCalendar(this IServiceCollection services, Action<CalendarOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<CalendarOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CalendarOptions>, CalendarOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CalendarAddresses>();
        services.TryAddSingleton<IFeedStore>(provider => new FolderFeedStore(
            provider.GetRequiredService<IOptions<CalendarOptions>>().Value.StoreFolder
                ?? throw new InvalidOperationException($"Set {nameof(CalendarOptions)}.{nameof(CalendarOptions.StoreFolder)}, or register an {nameof(IFeedStore)}.")));
        services.TryAddSingleton<FeedPublisher>();
        return services;
    }
}
