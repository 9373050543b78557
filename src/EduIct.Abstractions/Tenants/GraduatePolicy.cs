using NodaTime;

namespace EduIct.Tenants;

/// <summary>What happens to pupils who have left from the last grade of a level (5, 9 or 12).</summary>
public sealed record GraduatePolicy
{
    /// <summary>Last day on which a graduate's account is left as it is; null: graduates are suspended like other leavers.</summary>
    public LocalDate? KeepUntil { get; init; }

    /// <summary>Share of the managed accounts that one plan may suspend as graduates, 0 to 1. Default: 0.35, a little over a whole year of a three-year school.</summary>
    public double Share { get; init; } = 0.35;
}
