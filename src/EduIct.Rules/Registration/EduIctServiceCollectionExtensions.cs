using EduIct.Planning;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what follows from the directives: pure functions without a clock, a network or a file.</summary>
public static class EduIctServiceCollectionExtensions
{
    /// <summary>Registers <see cref="Planner"/>. Calling it again changes nothing.</summary>
    public static IServiceCollection AddEduIct(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<Planner>();
        return services;
    }
}
