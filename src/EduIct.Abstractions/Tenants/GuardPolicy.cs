using System.Collections.Immutable;
using EduIct.Addresses;

namespace EduIct.Tenants;

/// <summary>What a plan may do without somebody accepting it by name.</summary>
public sealed record GuardPolicy
{
    /// <summary>Share of the managed, active accounts that one plan may suspend as leavers, 0 to 1. Default: 0.05.</summary>
    public double LeaversShare { get; init; } = 0.05;

    /// <summary>Accounts that one plan may delete. Default: 0.</summary>
    public int Deletions { get; init; }

    /// <summary>Share of all members of posts' groups that one plan may take out, 0 to 1; up to five are always allowed, since few posts have few members. Default: 0.25.</summary>
    public double HoldersShare { get; init; } = 0.25;

    /// <summary>Addresses that are never touched, besides every administrator's.</summary>
    public ImmutableHashSet<EmailAddress> Protected { get; init; } = [];

    /// <summary>Share of a plan's operations that may turn out stale before the whole is refused, 0 to 1. Default: 0.02.</summary>
    public double StaleShare { get; init; } = 0.02;
}
