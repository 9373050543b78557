using System.Collections.Immutable;
using System.Globalization;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Planning;
using EduIct.Units;
using NodaTime;

namespace EduIct.Integrations.Tests.Running;

/// <summary>Plans in few words.</summary>
internal sealed class PlanSketch
{
    public const string Tenant = "so-bentre";
    public const string Provider = "g";
    public const string Domain = "bentre.edu.vn";

    private readonly ImmutableArray<PlanOperation>.Builder _operations = ImmutableArray.CreateBuilder<PlanOperation>();
    private readonly ImmutableArray<Claim>.Builder _claims = ImmutableArray.CreateBuilder<Claim>();

    public string RosterDigest { get; init; } = "roster";

    public List<LeftAlone> LeftAlone { get; } = [];

    public static PersonKey Key(string value) => new(CodeSystem.Moet, value);

    public static EmailAddress Address(string local) => EmailAddress.Parse($"{local}@{Domain}");

    public static Placement Placed(string name) =>
        new(new UnitCode(CodeSystem.Moet, "79000001"), "THPT Nguyễn Đình Chiểu", Role.Student, name, "10");

    public static Account Existing(string id, string local, string key, string orgUnit = "/HocSinh") => new()
    {
        Id = id,
        Address = Address(local),
        GivenName = "Ân",
        FamilyName = "Nguyễn Văn",
        OrgUnit = OrgUnitPath.Parse(orgUnit),
        Placement = Placed("10A1"),
        Keys = [Key(key)],
    };

    public int OrgUnit(string path, params int[] after) =>
        Add(OperationKind.EnsureOrgUnit, operation => operation with { Unit = OrgUnitPath.Parse(path), After = [.. after] });

    public int Create(string local, string key, string orgUnit = "/HocSinh", params int[] after)
    {
        _claims.Add(Claim.For(Key(key), Address(local), Provider));
        return Add(OperationKind.Create, operation => operation with
        {
            Person = Key(key),
            After = [.. after],
            Set = new OperationFields
            {
                Address = Address(local),
                GivenName = "Ân",
                FamilyName = "Nguyễn Văn",
                OrgUnit = OrgUnitPath.Parse(orgUnit),
                Placement = Placed("10A1"),
            },
        });
    }

    public int Change(OperationKind kind, Account account, OperationFields expect, OperationFields set, params int[] after) =>
        Add(kind, operation => operation with { Person = account.Keys[0], After = [.. after], Expect = expect with { Id = account.Id }, Set = set });

    public int Update(Account account, string givenName, params int[] after) => Change(
        OperationKind.Update,
        account,
        new OperationFields { GivenName = account.GivenName },
        new OperationFields { GivenName = givenName },
        after);

    public int Move(Account account, string orgUnit, params int[] after) => Change(
        OperationKind.Move,
        account,
        new OperationFields { OrgUnit = account.OrgUnit },
        new OperationFields { OrgUnit = OrgUnitPath.Parse(orgUnit) },
        after);

    public int Rename(Account account, string local, params int[] after)
    {
        _claims.Add(Claim.For(account.Keys[0], Address(local), Provider));
        return Change(
            OperationKind.Rename,
            account,
            new OperationFields { Address = account.Address },
            new OperationFields { Address = Address(local), Alias = account.Address },
            after);
    }

    public int Suspend(Account account, string orgUnit, params int[] after) => Change(
        OperationKind.Suspend,
        account,
        new OperationFields { Suspended = false, OrgUnit = account.OrgUnit },
        new OperationFields { Suspended = true, OrgUnit = OrgUnitPath.Parse(orgUnit) },
        after);

    public int Reactivate(Account account, string orgUnit, params int[] after) => Change(
        OperationKind.Reactivate,
        account,
        account.DeletedAt is null
            ? new OperationFields { Suspended = true, OrgUnit = account.OrgUnit }
            : new OperationFields { Deleted = true },
        new OperationFields { Suspended = false, OrgUnit = OrgUnitPath.Parse(orgUnit) },
        after);

    public int Delete(Account account, params int[] after) => Change(
        OperationKind.Delete,
        account,
        new OperationFields { Suspended = account.Suspended },
        OperationFields.None,
        after);

    public int Group(string local, string holder, params int[] after)
    {
        _claims.Add(new Claim(HolderKind.Group, Address(local).ToCanonicalString(), holder, Provider));
        return Add(OperationKind.EnsureGroup, operation => operation with
        {
            Group = Address(local),
            After = [.. after],
            Set = new OperationFields { Name = "Lớp " + local, Holder = holder },
        });
    }

    public int AddMember(string group, string member, params int[] after) => Add(OperationKind.AddMember, operation => operation with
    {
        Group = Address(group),
        After = [.. after],
        Set = new OperationFields { Member = Address(member), Role = GroupRole.Member },
    });

    public int RemoveMember(string group, string member, params int[] after) => Add(OperationKind.RemoveMember, operation => operation with
    {
        Group = Address(group),
        After = [.. after],
        Expect = new OperationFields { Member = Address(member) },
    });

    public void Claims(params Claim[] claims) => _claims.AddRange(claims);

    public Plan Build(string? ledger = null) => new(
        new PlanHeader
        {
            Tenant = Tenant,
            Ledger = ledger,
            RosterDigest = RosterDigest,
            RosterDate = new LocalDate(2026, 9, 5),
            BookVersion = 0,
            Created = Instant.FromUtc(2026, 9, 5, 7, 30, 0),
            Claims = _claims.ToImmutable(),
        },
        _operations.ToImmutable(),
        [.. LeftAlone]);

    private int Add(OperationKind kind, Func<PlanOperation, PlanOperation> fill)
    {
        int seq = _operations.Count + 1;
        _operations.Add(fill(new PlanOperation(seq, kind, Provider)));
        return seq;
    }

    public override string ToString() => string.Join(
        "; ",
        _operations.Select(operation => string.Create(CultureInfo.InvariantCulture, $"{operation} after [{string.Join(',', operation.After)}]")));
}
