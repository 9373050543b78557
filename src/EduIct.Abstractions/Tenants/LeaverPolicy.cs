using EduIct.Accounts;

namespace EduIct.Tenants;

/// <summary>What happens to people who have left.</summary>
public sealed record LeaverPolicy
{
    /// <summary>Suspend their accounts; false leaves them alone. Default: true.</summary>
    public bool Suspend { get; init; } = true;

    /// <summary>Where suspended leavers are moved; null leaves them where they are.</summary>
    public OrgUnitPath? OrgUnit { get; init; }

    /// <summary>Days from our suspending an account until it is deleted, 1 or more; null: never. Default: never.</summary>
    public int? DeleteAfterDays { get; init; }
}
