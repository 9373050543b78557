using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Units;

namespace EduIct.Tenants;

/// <summary>What a tenant wants of its accounts: the part of <c>tenant.json</c> that decides what a plan says. It names providers, it does not reach them.</summary>
public sealed record TenantPolicy
{
    /// <summary>Name of the tenant, e.g. <c>so-bentre</c>; a ledger and a plan are bound to it.</summary>
    public required string Tenant { get; init; }

    /// <summary>Which of a person's keys identifies the account, the preferred system first.</summary>
    public required ImmutableArray<CodeSystem> PersonKeys { get; init; }

    /// <summary>For whom the roster speaks.</summary>
    public required TenantScope Scope { get; init; }

    /// <summary>Which people get addresses in which domain; the first entry that fits decides.</summary>
    public required ImmutableArray<DomainPolicy> Domains { get; init; }

    /// <summary>Template of the organisational unit for each role, e.g. <c>/HocSinh/{unit}/{class}</c>. A role without one is created at the root and never moved.</summary>
    public ImmutableDictionary<Role, string> OrgUnits { get; init; } = ImmutableDictionary<Role, string>.Empty;

    /// <summary>Template of the local part of a class's group, e.g. <c>lop.{class}.{unit}</c>; null makes none.</summary>
    public string? ClassGroups { get; init; }

    /// <summary>Template of the local part of the group of a unit's teachers and staff, e.g. <c>gv.{unit}</c>; null makes none.</summary>
    public string? StaffGroups { get; init; }

    /// <summary>The mailboxes of posts; null: the tenant has none.</summary>
    public PostPolicy? Posts { get; init; }

    /// <summary>What happens to leavers.</summary>
    public LeaverPolicy Leavers { get; init; } = new();

    /// <summary>What happens to graduates.</summary>
    public GraduatePolicy Graduates { get; init; } = new();

    /// <summary>Whose accounts come first where licences have too few free seats; roles not named come last. Empty: such a plan is refused.</summary>
    public ImmutableArray<Role> SeatPriority { get; init; } = [];

    /// <summary>What a plan may do without being asked again.</summary>
    public GuardPolicy Guards { get; init; } = new();
}
