using System.Collections.Immutable;
using EduIct.Addresses;
using NodaTime;

namespace EduIct.Planning;

/// <summary>What a plan was made for and from.</summary>
public sealed record PlanHeader
{
    /// <summary>Version of the format that this release writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the format.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Identifier of the ledger; null where the plan was made before the tenant had one: it then fits a new ledger only.</summary>
    public string? Ledger { get; init; }

    /// <summary>Digest of the roster.</summary>
    public required string RosterDigest { get; init; }

    /// <summary>Day of the roster.</summary>
    public required LocalDate RosterDate { get; init; }

    /// <summary>Number of claims in the ledger when the plan was made.</summary>
    public required long BookVersion { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant Created { get; init; }

    /// <summary>Managed, active accounts on the day: what the shares of the guards are of.</summary>
    public int Managed { get; init; }

    /// <summary>Suspensions of leavers among the operations.</summary>
    public int Leavers { get; init; }

    /// <summary>Suspensions of graduates among the operations.</summary>
    public int Graduates { get; init; }

    /// <summary>People of the roster outside the tenant's scope, kin included: they are invisible to the plan.</summary>
    public int OutOfScope { get; init; }

    /// <summary>Seats that the operations take, for each provider and licence whose seats can be counted.</summary>
    public ImmutableArray<SeatNeed> Seats { get; init; } = [];

    /// <summary>Members of the posts' groups when the plan was made, or the posts' accounts, of which the guard on holders is a share; null in a plan of people.</summary>
    public int? PostMembers { get; init; }

    /// <summary>Claims that applying the plan makes, in one transaction, before its first call.</summary>
    public ImmutableArray<Claim> Claims { get; init; } = [];
}
