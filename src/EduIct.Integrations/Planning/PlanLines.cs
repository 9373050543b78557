using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using NodaTime;

namespace EduIct.Planning;

/// <summary>First line of a plan file.</summary>
internal sealed record PlanHeaderLine
{
    public const string FormatName = "eduict-plan";

    public required string Format { get; init; }

    public required int Version { get; init; }

    public required string Tenant { get; init; }

    public string? Ledger { get; init; }

    public required string RosterDigest { get; init; }

    public required LocalDate RosterDate { get; init; }

    public required long BookVersion { get; init; }

    public required Instant Created { get; init; }

    public required int Managed { get; init; }

    public required int Leavers { get; init; }

    public required int Graduates { get; init; }

    public int OutOfScope { get; init; }

    public ImmutableArray<SeatNeed>? Seats { get; init; }

    public int? PostMembers { get; init; }

    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    public required ImmutableArray<Claim> Claims { get; init; }

    public static PlanHeaderLine From(PlanHeader header, IReadOnlyDictionary<string, int> counts) => new()
    {
        Format = FormatName,
        Version = header.Version,
        Tenant = header.Tenant,
        Ledger = header.Ledger,
        RosterDigest = header.RosterDigest,
        RosterDate = header.RosterDate,
        BookVersion = header.BookVersion,
        Created = header.Created,
        Managed = header.Managed,
        Leavers = header.Leavers,
        Graduates = header.Graduates,
        OutOfScope = header.OutOfScope,
        Seats = header.Seats.IsDefaultOrEmpty ? null : header.Seats,
        PostMembers = header.PostMembers,
        Counts = counts,
        Claims = header.Claims.IsDefault ? [] : header.Claims,
    };

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
        OutOfScope = OutOfScope,
        Seats = Seats ?? [],
        PostMembers = PostMembers,
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
internal sealed record PlanLeftAloneLine(string LeftAlone, LeftAloneReason Reason, EmailAddress? Group = null)
{
    public static PlanLeftAloneLine From(LeftAlone item) => new(item.What, item.Reason, item.Group);

    public LeftAlone ToLeftAlone() => new(LeftAlone, Reason) { Group = Group };
}

/// <summary>Last line.</summary>
internal sealed record PlanEndLine(bool End, int Count, string Digest);
