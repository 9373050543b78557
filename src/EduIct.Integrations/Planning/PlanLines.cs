using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using NodaTime;

namespace EduIct.Planning;

/// <summary>First line of a plan file.</summary>
internal sealed record PlanHeaderLine(
    string Format,
    int Version,
    string Tenant,
    string? Ledger,
    string RosterDigest,
    LocalDate RosterDate,
    long BookVersion,
    Instant Created,
    int Managed,
    int Leavers,
    int Graduates,
    IReadOnlyDictionary<string, int> Counts,
    ImmutableArray<Claim> Claims)
{
    public const string FormatName = "eduict-plan";

    public static PlanHeaderLine From(PlanHeader header, IReadOnlyDictionary<string, int> counts) => new(
        FormatName,
        header.Version,
        header.Tenant,
        header.Ledger,
        header.RosterDigest,
        header.RosterDate,
        header.BookVersion,
        header.Created,
        header.Managed,
        header.Leavers,
        header.Graduates,
        counts,
        header.Claims.IsDefault ? [] : header.Claims);

    public PlanHeader ToHeader() => new()
    {
        Version = Version,
        Tenant = Tenant,
        Ledger = Ledger,
        RosterDigest = RosterDigest,
        RosterDate = RosterDate,
        BookVersion = BookVersion,
        Created = Created,
        Managed = Managed,
        Leavers = Leavers,
        Graduates = Graduates,
        Claims = Claims,
    };
}

/// <summary>Line of an operation. Exactly one of person, unit and group says what it is about, but for members, which have a group and perhaps a person.</summary>
internal sealed record PlanOperationLine(
    int Seq,
    OperationKind Op,
    string Provider,
    PersonKey? PersonKey = null,
    OrgUnitPath? Unit = null,
    EmailAddress? Group = null,
    ImmutableArray<int>? After = null,
    OperationFields? Expect = null,
    OperationFields? Set = null)
{
    public static PlanOperationLine From(PlanOperation operation) => new(
        operation.Seq,
        operation.Kind,
        operation.Provider,
        operation.Person,
        operation.Unit,
        operation.Group,
        operation.After.IsDefault ? [] : operation.After,
        operation.Expect,
        operation.Set);

    public PlanOperation ToOperation() => new(Seq, Op, Provider)
    {
        Person = PersonKey,
        Unit = Unit,
        Group = Group,
        After = After ?? [],
        Expect = Expect ?? OperationFields.None,
        Set = Set ?? OperationFields.None,
    };
}

/// <summary>Line of a thing left alone.</summary>
internal sealed record PlanLeftAloneLine(string LeftAlone, LeftAloneReason Reason);

/// <summary>Last line.</summary>
internal sealed record PlanEndLine(bool End, int Count, string Digest);
