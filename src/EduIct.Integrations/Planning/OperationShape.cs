namespace EduIct.Planning;

/// <summary>What an operation of each kind cannot do without.</summary>
internal static class OperationShape
{
    /// <summary>Names of the fields that are missing, as plan files write them.</summary>
    public static IEnumerable<string> MissingFields(PlanOperation operation)
    {
        OperationFields set = operation.Set;
        if (string.IsNullOrWhiteSpace(operation.Provider))
        {
            yield return "provider";
        }

        foreach ((string field, bool given) in Needed(operation, set))
        {
            if (!given)
            {
                yield return field;
            }
        }
    }

    private static (string Field, bool Given)[] Needed(PlanOperation operation, OperationFields set) => operation.Kind switch
    {
        OperationKind.EnsureOrgUnit => [("unit", operation.Unit is { IsRoot: false })],
        OperationKind.Create =>
        [
            ("personKey", operation.Person is not null),
            ("set.address", set.Address is not null),
            ("set.givenName", set.GivenName is not null),
            ("set.familyName", set.FamilyName is not null),
            ("set.orgUnit", set.OrgUnit is not null),
            ("set.placement", set.Placement is not null),
        ],
        OperationKind.Update => [.. OnAccount(operation), ("set", set.GivenName is not null || set.FamilyName is not null || set.Placement is not null)],
        OperationKind.Move => [.. OnAccount(operation), ("set.orgUnit", set.OrgUnit is not null)],
        OperationKind.Rename => [.. OnAccount(operation), ("set.address", set.Address is not null)],
        OperationKind.Suspend or OperationKind.Delete => OnAccount(operation),
        OperationKind.Reactivate => [.. OnAccount(operation), ("set.orgUnit", operation.Expect.Deleted is not true || set.OrgUnit is not null)],
        OperationKind.EnsureGroup =>
        [
            ("group", operation.Group is not null),
            ("set.name", set.Name is not null),
            ("set.holder", set.Holder is not null),
        ],
        OperationKind.AddMember => [("group", operation.Group is not null), ("set.member", set.Member is not null)],
        OperationKind.RemoveMember =>
        [
            ("group", operation.Group is not null),
            ("expect.member", (operation.Expect.Member ?? set.Member) is not null),
        ],
        OperationKind.EnsureSchool => [("set.school", set.School is not null), ("set.name", set.Name is not null)],
        OperationKind.EnsureClass =>
        [
            ("group", operation.Group is not null),
            ("set.name", set.Name is not null),
            ("set.holder", set.Holder is not null),
            ("set.school", set.School is not null),
        ],
        OperationKind.SetSchooling =>
        [
            ("personKey", operation.Person is not null),
            ("set.member", set.Member is not null),
            ("set.schooling", set.Schooling is { Schools.IsDefault: false }),
        ],
        OperationKind.HandOver => [.. OnAccount(operation), ("expect.holders", operation.Expect.Holders is not null), ("set.address", set.Address is not null), ("set.holders", set.Holders is not null)],
        OperationKind.NoteHolders => [("personKey", operation.Person is not null), ("set.holders", set.Holders is not null)],
        _ => [("op", false)],
    };

    private static (string Field, bool Given)[] OnAccount(PlanOperation operation) =>
        [("personKey", operation.Person is not null), ("expect.id", !string.IsNullOrEmpty(operation.Expect.Id))];
}
