using System.Collections.Immutable;
using EduIct.Planning;
using EduIct.Tenants;
using NodaTime;

namespace EduIct.Posts;

/// <summary>All that a plan of posts follows from. The same request gives the same plan.</summary>
public sealed record PostPlanRequest
{
    /// <summary>What the tenant wants; its <see cref="TenantPolicy.Posts"/> says how posts are kept.</summary>
    public required TenantPolicy Policy { get; init; }

    /// <summary>Which posts there are, and who holds them.</summary>
    public required PostRoster Roster { get; init; }

    /// <summary>What the providers hold, all of the tenant's: an address that any of them holds is taken. Of the posts' groups the members are needed.</summary>
    public required ImmutableArray<ProviderSnapshot> Providers { get; init; }

    /// <summary>What was given and done before.</summary>
    public required LedgerSnapshot Ledger { get; init; }

    /// <summary>The moment of planning.</summary>
    public required Instant Now { get; init; }
}
