using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.Ledger;

namespace EduIct.Planning;

/// <summary>What a ledger remembered when it was read.</summary>
/// <param name="Id">Its identifier; null where the tenant has none yet.</param>
public sealed record LedgerSnapshot(string? Id)
{
    /// <summary>Every claim ever made, oldest first.</summary>
    public ImmutableArray<Claim> Claims { get; init; } = [];

    /// <summary>Accounts that we barred and have not opened again.</summary>
    public ImmutableArray<Suspension> Suspensions { get; init; } = [];

    /// <summary>Who held each post that is an account when its password was last given.</summary>
    public ImmutableArray<NotedHolders> Holders { get; init; } = [];
}
