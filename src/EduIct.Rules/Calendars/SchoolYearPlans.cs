using System.Collections.Frozen;

namespace EduIct.Calendars;

/// <summary>The plans of school years that are known; <see cref="SchoolYearPlan.Usual"/> for all others.</summary>
public sealed class SchoolYearPlans
{
    private readonly FrozenDictionary<SchoolYear, SchoolYearPlan> _plans;

    /// <summary>Plans of different years.</summary>
    /// <exception cref="ArgumentException">Two plans of one year.</exception>
    public SchoolYearPlans(params IEnumerable<SchoolYearPlan> plans)
    {
        ArgumentNullException.ThrowIfNull(plans);
        var byYear = new Dictionary<SchoolYear, SchoolYearPlan>();
        foreach (SchoolYearPlan plan in plans)
        {
            if (!byYear.TryAdd(plan.Year, plan))
            {
                throw new ArgumentException($"Two plans of the school year {plan.Year}.", nameof(plans));
            }
        }

        _plans = byYear.ToFrozenDictionary();
    }

    /// <summary>None is known.</summary>
    public static SchoolYearPlans None { get; } = new();

    /// <summary>The plan of a school year.</summary>
    public SchoolYearPlan Of(SchoolYear year) => _plans.GetValueOrDefault(year) ?? SchoolYearPlan.Usual(year);
}
