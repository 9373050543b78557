using EduIct.Accounts;
using EduIct.Planning;

namespace EduIct.Running;

/// <summary>Compares what a provider holds with what an operation expects and sets.</summary>
internal static class FieldComparison
{
    /// <summary>
    /// Name of a field that holds neither what was expected, nor what shall be set anyway, nor what an earlier operation of the plan set; null when there is none.
    /// </summary>
    public static string? Difference(Account actual, OperationFields expect, OperationFields set, OperationFields? earlier) =>
        !Fits(actual.Address, expect.Address, set.Address, earlier?.Address) ? "address"
        : !Fits(actual.GivenName, expect.GivenName, set.GivenName, earlier?.GivenName) ? "givenName"
        : !Fits(actual.FamilyName, expect.FamilyName, set.FamilyName, earlier?.FamilyName) ? "familyName"
        : !Fits(actual.OrgUnit, expect.OrgUnit, set.OrgUnit, earlier?.OrgUnit) ? "orgUnit"
        : !Fits(actual.Suspended, expect.Suspended, set.Suspended, earlier?.Suspended) ? "suspended"
        : !Fits(actual.Placement, expect.Placement, set.Placement, earlier?.Placement) ? "placement"
        : null;

    /// <summary>What has to be changed but for the address; null when nothing.</summary>
    public static AccountChange? Change(Account actual, OperationFields set)
    {
        AccountChange change = new()
        {
            GivenName = string.Equals(set.GivenName, actual.GivenName, StringComparison.Ordinal) ? null : set.GivenName,
            FamilyName = string.Equals(set.FamilyName, actual.FamilyName, StringComparison.Ordinal) ? null : set.FamilyName,
            OrgUnit = set.OrgUnit == actual.OrgUnit ? null : set.OrgUnit,
            Suspended = set.Suspended == actual.Suspended ? null : set.Suspended,
            Placement = set.Placement == actual.Placement ? null : set.Placement,
        };
        return change == new AccountChange() ? null : change;
    }

    /// <summary>What an operation sets, with what its kind implies.</summary>
    public static OperationFields Implied(PlanOperation operation) => operation.Kind switch
    {
        OperationKind.Suspend => operation.Set with { Suspended = true },
        OperationKind.Reactivate => operation.Set with { Suspended = false },
        _ => operation.Set,
    };

    /// <summary>The fields of two operations on one account, the later before the earlier.</summary>
    public static OperationFields Merge(OperationFields earlier, OperationFields later) => new()
    {
        Address = later.Address ?? earlier.Address,
        GivenName = later.GivenName ?? earlier.GivenName,
        FamilyName = later.FamilyName ?? earlier.FamilyName,
        OrgUnit = later.OrgUnit ?? earlier.OrgUnit,
        Suspended = later.Suspended ?? earlier.Suspended,
        Placement = later.Placement ?? earlier.Placement,
    };

    private static bool Fits<T>(T actual, T? expected, T? set, T? earlier)
        where T : struct, IEquatable<T> =>
        expected is null || actual.Equals(expected.Value) || (set is { } s && actual.Equals(s)) || (earlier is { } e && actual.Equals(e));

    private static bool Fits<T>(T? actual, T? expected, T? set, T? earlier)
        where T : class, IEquatable<T> =>
        expected is null || expected.Equals(actual) || (set?.Equals(actual) ?? false) || (earlier?.Equals(actual) ?? false);
}
