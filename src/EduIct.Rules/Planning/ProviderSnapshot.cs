using System.Collections.Immutable;
using EduIct.Accounts;

namespace EduIct.Planning;

/// <summary>What a provider held when it was read.</summary>
/// <param name="Id">Id of the provider in <c>tenant.json</c>.</param>
/// <param name="Limits">What it accepts.</param>
public sealed record ProviderSnapshot(string Id, DirectoryLimits Limits)
{
    /// <summary>Living accounts, ours and others'.</summary>
    public ImmutableArray<Account> Accounts { get; init; } = [];

    /// <summary>Accounts in the provider's bin: their addresses are taken, and a person who returns gets the old account back.</summary>
    public ImmutableArray<Account> Deleted { get; init; } = [];

    /// <summary>Organisational units but the root.</summary>
    public ImmutableArray<OrgUnitPath> OrgUnits { get; init; } = [];

    /// <summary>Seats of the licences that accounts are given here; empty where they take none that can be counted.</summary>
    public ImmutableArray<SeatCount> Seats { get; init; } = [];

    /// <summary>Groups, ours and others'.</summary>
    public ImmutableArray<GroupSnapshot> Groups { get; init; } = [];

    /// <summary>What every provider of a tenant accepts: an address has to be legal at all of them, since people move from one to the other and take it along.</summary>
    internal static DirectoryLimits LimitsOf(ImmutableArray<ProviderSnapshot> providers) => providers.Select(provider => provider.Limits).Aggregate((one, other) => one.And(other));

    /// <summary>Education resources; null where the tenant wants none here, and then the plan touches none.</summary>
    public EducationSnapshot? Education { get; init; }
}
