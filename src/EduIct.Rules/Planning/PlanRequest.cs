using System.Collections.Immutable;
using EduIct.Rosters;
using EduIct.Tenants;
using NodaTime;

namespace EduIct.Planning;

/// <summary>All that a plan follows from. The same request gives the same plan.</summary>
public sealed record PlanRequest
{
    /// <summary>What the tenant wants.</summary>
    public required TenantPolicy Policy { get; init; }

    /// <summary>Who is where.</summary>
    public required Roster Roster { get; init; }

    /// <summary>What the providers hold, each provider of the policy's domains once.</summary>
    public required ImmutableArray<ProviderSnapshot> Providers { get; init; }

    /// <summary>What was given and done before.</summary>
    public required LedgerSnapshot Ledger { get; init; }

    /// <summary>The moment of planning; retention is counted up to it.</summary>
    public required Instant Now { get; init; }

    /// <summary>
    /// True takes addresses from claims only and proposes none, as verifying does: people without a claim are then left alone as
    /// <see cref="LeftAloneReason.NoAddress"/>. Default: false.
    /// </summary>
    public bool ClaimsOnly { get; init; }
}
