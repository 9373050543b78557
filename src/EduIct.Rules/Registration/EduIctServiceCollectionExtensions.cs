using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Planning;
using EduIct.Posts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what follows from the directives: pure functions without a clock, a network or a file.</summary>
public static class EduIctServiceCollectionExtensions
{
    /// <summary>Registers <see cref="Planner"/>, <see cref="PostPlanner"/>, the <see cref="DirectiveLibrary"/> of this package and a <see cref="ComplianceEvaluator"/> of it. A library that was
    /// registered before stays. Calling it again changes nothing.</summary>
    public static IServiceCollection AddEduIct(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<Planner>();
        services.TryAddSingleton<PostPlanner>();
        services.TryAddSingleton(_ => DirectiveLibrary.Embedded);
        services.TryAddSingleton<ComplianceEvaluator>();
        return services;
    }
}
