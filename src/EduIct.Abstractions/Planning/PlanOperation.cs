using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;

namespace EduIct.Planning;

/// <summary>One step of a plan.</summary>
/// <param name="Seq">Its number, from 1, unique in the plan.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Provider">Id of the provider.</param>
public sealed record PlanOperation(int Seq, OperationKind Kind, string Provider)
{
    /// <summary>Whose account; null for organisational units, groups, schools, classes, and members that are not persons of ours.</summary>
    public PersonKey? Person { get; init; }

    /// <summary>The organisational unit (ensureOrgUnit); else null.</summary>
    public OrgUnitPath? Unit { get; init; }

    /// <summary>The group (ensureGroup, ensureClass, addMember, removeMember); else null.</summary>
    public EmailAddress? Group { get; init; }

    /// <summary>Numbers of the operations that must be done before, all smaller than <see cref="Seq"/>.</summary>
    public ImmutableArray<int> After { get; init; } = [];

    /// <summary>What the provider held of the fields that it touches.</summary>
    public OperationFields Expect { get; init; } = OperationFields.None;

    /// <summary>What the provider shall hold.</summary>
    public OperationFields Set { get; init; } = OperationFields.None;

    /// <summary>Number and kind: the rest may be personal.</summary>
    public override string ToString() => $"#{Seq} {Kind}";
}
