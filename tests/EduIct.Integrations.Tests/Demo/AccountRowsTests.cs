using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Cli.Demo;
using EduIct.People;
using EduIct.Planning;
using EduIct.Units;
using NodaTime;

namespace EduIct.Integrations.Tests.Demo;

public sealed class AccountRowsTests
{
    private static readonly UnitCode Old = new(CodeSystem.OneRoster, "thcs-a");
    private static readonly UnitCode New = new(CodeSystem.OneRoster, "thcs-b");
    private static readonly PersonKey Key = new(CodeSystem.Moet, "0123456789");

    private static readonly Account Now = new()
    {
        Id = "1",
        Address = EmailAddress.Parse("vi.nb14@bentre.edu.vn"),
        Aliases = [EmailAddress.Parse("vy.nb14@bentre.edu.vn")],
        GivenName = "Vi",
        FamilyName = "Nguyễn Bảo",
        OrgUnit = OrgUnitPath.Parse("/HocSinh/thcs-b/6A1"),
        Keys = [Key],
        Placement = new Placement(New, "Trường THCS B", Role.Student, "6A1", "6"),
    };

    private static readonly PlanOperation Create = new(1, OperationKind.Create, "g")
    {
        Person = Key,
        Set = new OperationFields { Address = EmailAddress.Parse("vy.nb14@bentre.edu.vn"), GivenName = "Vy", FamilyName = "Nguyễn Bảo", Placement = new Placement(Old, "Trường THCS A", Role.Student, "6A2", "6") },
    };

    [Fact]
    public void A_row_has_what_is_and_what_was()
    {
        AccountRow row = Assert.Single(AccountRows.Of([("google", Now)], new Dictionary<UnitCode, UnitKind> { [New] = UnitKind.LowerSecondary }, Plan(Create), Plan(
            new PlanOperation(1, OperationKind.Rename, "g") { Person = Key, Expect = new OperationFields { Address = EmailAddress.Parse("vy.nb14@bentre.edu.vn") } },
            new PlanOperation(2, OperationKind.Move, "g") { Person = Key },
            new PlanOperation(3, OperationKind.AddMember, "g") { Person = Key })));

        Assert.Equal(
            ("moet:0123456789", "oneroster:thcs-b", "Trường THCS B", "thcs", "student", "6A1", "6", "Nguyễn Bảo Vi", "Nguyễn Bảo Vy"),
            (row.PersonKey, row.UnitCode, row.UnitName, row.UnitKind, row.Role, row.Class, row.Grade, row.FullName, row.PreviousName));
        Assert.Equal(
            ("vi.nb14@bentre.edu.vn", "vy.nb14@bentre.edu.vn", "/HocSinh/thcs-b/6A1", "oneroster:thcs-a", "active", "create", "rename+move"),
            (row.Address, row.PreviousAddress, row.OrgUnit, row.PreviousUnit, row.State, row.Term1, row.Term2));
        Assert.Equal("google", row.Provider);
        Assert.Equal(TermChange.SchoolMove, row.Change);
    }

    [Fact]
    public void An_account_that_carries_no_key_of_ours_is_passed_over() =>
        Assert.Empty(AccountRows.Of([("google", Now with { Keys = [] })], new Dictionary<UnitCode, UnitKind>(), Plan(), Plan()));

    [Theory]
    [InlineData(OperationKind.Create, nameof(TermChange.Arrival))]
    [InlineData(OperationKind.Suspend, nameof(TermChange.Leaver))]
    [InlineData(OperationKind.Rename, nameof(TermChange.Rename))]
    [InlineData(OperationKind.Move, nameof(TermChange.ClassMove))]
    [InlineData(OperationKind.Update, nameof(TermChange.Other))]
    [InlineData(OperationKind.RemoveMember, nameof(TermChange.None))]
    public void An_operation_tells_what_the_term_was(OperationKind kind, string change) =>
        Assert.Equal(change, Assert.Single(AccountRows.Of([("google", Now)], new Dictionary<UnitCode, UnitKind>(), Plan(), Plan(new PlanOperation(1, kind, "g") { Person = Key }))).Change.ToString());

    private static Plan Plan(params PlanOperation[] operations) =>
        new(new PlanHeader { Tenant = "so-bentre", RosterDigest = "", RosterDate = new LocalDate(2026, 9, 5), BookVersion = 0, Created = default }, [.. operations], []);
}
