using System.Collections.Immutable;
using EduIct.Issues;

namespace EduIct.Tenants;

/// <summary>What reading a <c>tenant.json</c> gave.</summary>
/// <param name="File">The tenant; null where there are faults.</param>
/// <param name="Issues">Every fault; empty where there is a tenant.</param>
public sealed record TenantFileResult(TenantFile? File, ImmutableArray<Issue> Issues)
{
    internal static TenantFileResult Refused(params ImmutableArray<Issue> issues) => new(null, issues);
}
