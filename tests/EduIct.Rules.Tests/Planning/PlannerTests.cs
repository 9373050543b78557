using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Planning;
using EduIct.Rosters;
using EduIct.Tenants;
using NodaTime;
using static EduIct.Rules.Tests.Planning.World;

namespace EduIct.Rules.Tests.Planning;

public sealed class PlannerTests
{
    private static readonly Person[] s_class =
    [
        Pupil(1, "Nguyễn Văn An"), Pupil(2, "Nguyễn Văn An"), Pupil(3, "Trần Thị Bình", 2), Pupil(4, "Lê Minh Châu", 2, "9A1", 2011), Teacher(1, "Phạm Thị Dung", 1, "6A1"),
    ];

    [Fact]
    public void A_first_plan_makes_units_accounts_groups_and_members()
    {
        Plan plan = new World().Plan(Roster(s_class));

        Assert.Equal(5, plan.Counts[OperationKind.Create]);
        Assert.Equal(
            ["/HocSinh", "/HocSinh/THCSSo1", "/HocSinh/THCSSo1/6A1", "/HocSinh/THCSSo2", "/HocSinh/THCSSo2/6A1", "/HocSinh/THCSSo2/9A1", "/GiaoVien", "/GiaoVien/THCSSo1"],
            plan.Operations.Where(operation => operation.Kind == OperationKind.EnsureOrgUnit).Select(operation => operation.Unit.ToString()!));
        Assert.Equal(
            ["an.nv14@bentre.edu.vn", "an.nv.0002@bentre.edu.vn", "binh.tt14@bentre.edu.vn", "chau.lm11@bentre.edu.vn", "dung.pt80@bentre.edu.vn"],
            plan.Operations.Where(operation => operation.Kind == OperationKind.Create).Select(operation => operation.Set.Address.ToString()!));
        Assert.Equal(4, plan.Counts[OperationKind.EnsureGroup]);
        Assert.Equal(6, plan.Counts[OperationKind.AddMember]);
        Assert.All(plan.Operations.Where(operation => operation.Kind is OperationKind.Create), operation => Assert.Equal("moet", operation.Person!.Value.System.Name));
    }

    [Fact]
    public void After_applying_there_is_nothing_to_plan()
    {
        Roster roster = Roster(s_class);
        World world = new World();
        world = world.Apply(world.Plan(roster));

        Plan again = world.Plan(roster);

        Assert.True(again.IsEmpty, string.Join(Environment.NewLine, again.Operations.Select(OperationText.Describe)));
        Assert.Empty(again.Header.Claims);
        Assert.True(world.Plan(roster, claimsOnly: true).IsEmpty);
    }

    [Fact]
    public void A_corrected_name_gives_a_new_address_and_keeps_the_old_as_alias()
    {
        World world = new World();
        world = world.Apply(world.Plan(Roster(s_class)));
        Roster corrected = Roster([.. s_class.Skip(1), Pupil(1, "Nguyễn Văn Ân Tú")]);

        Plan plan = world.Plan(corrected);
        world = world.Apply(plan);

        Assert.Equal([OperationKind.Update, OperationKind.Rename], plan.Operations.Select(operation => operation.Kind));
        Account account = world.Account("tu.nva14@bentre.edu.vn");
        Assert.Equal(EmailAddress.Parse("an.nv14@bentre.edu.vn"), Assert.Single(account.Aliases));
        Assert.True(world.Plan(corrected).IsEmpty);

        // The address that is free again in appearance stays the person's own.
        Plan namesake = world.Plan(Roster([.. corrected.People, Pupil(9, "Nguyễn Văn An")]));
        Assert.Equal("an.nv.0009@bentre.edu.vn", Assert.Single(namesake.Operations, operation => operation.Kind == OperationKind.Create).Set.Address.ToString());
    }

    [Fact]
    public void Corrected_accents_change_the_name_and_not_the_address()
    {
        World world = new World();
        world = world.Apply(world.Plan(Roster(s_class)));

        Plan plan = world.Plan(Roster([.. s_class.Skip(1), Pupil(1, "Nguyễn Văn Ân")]));

        Assert.Equal([OperationKind.Update], plan.Operations.Select(operation => operation.Kind));
    }

    [Fact]
    public void A_move_to_another_school_moves_the_account_and_its_memberships()
    {
        World world = new World();
        world = world.Apply(world.Plan(Roster(s_class)));
        Roster moved = Roster([.. s_class.Skip(1), Pupil(1, "Nguyễn Văn An", 3, "7B")]);

        Plan plan = world.Plan(moved);
        world = world.Apply(plan);

        Assert.Equal(OrgUnitPath.Parse("/HocSinh/THCSSo3/7B"), world.Account("an.nv14@bentre.edu.vn").OrgUnit);
        Assert.Equal(1, plan.Counts[OperationKind.Move]);
        Assert.Equal(1, plan.Counts[OperationKind.RemoveMember]);
        Assert.Equal(1, plan.Counts[OperationKind.AddMember]);
        Assert.True(world.Plan(moved).IsEmpty);
    }

    [Fact]
    public void A_leaver_is_suspended_kept_deleted_after_retention_and_comes_back_with_the_same_account()
    {
        TenantPolicy policy = Policy with { Leavers = Policy.Leavers with { DeleteAfterDays = 90 } };
        Roster without = Roster(s_class[1..]);
        World world = new World();
        world = world.Apply(world.Plan(Roster(s_class), policy));
        string id = world.Account("an.nv14@bentre.edu.vn").Id;

        Plan leaving = world.Plan(without, policy);
        Assert.Equal([OperationKind.EnsureOrgUnit, OperationKind.Suspend, OperationKind.RemoveMember], leaving.Operations.Select(operation => operation.Kind));
        Assert.Equal(1, leaving.Header.Leavers);
        world = world.Apply(leaving);
        Assert.Equal(OrgUnitPath.Parse("/DaNghi"), world.Account("an.nv14@bentre.edu.vn").OrgUnit);

        Plan kept = world.Later(89).Plan(without, policy);
        Assert.True(kept.IsEmpty);
        Assert.Equal(LeftAloneReason.Retained, Assert.Single(kept.LeftAlone).Reason);

        World returned = world.Apply(world.Plan(Roster(s_class), policy));
        Assert.False(returned.Account("an.nv14@bentre.edu.vn").Suspended);
        Assert.True(returned.Plan(Roster(s_class), policy).IsEmpty);

        world = world.Later(90);
        Plan deleting = world.Plan(without, policy);
        Assert.Equal([OperationKind.Delete], deleting.Operations.Select(operation => operation.Kind));
        world = world.Apply(deleting);
        Assert.True(world.Plan(without, policy).IsEmpty);

        Roster back = Roster([.. s_class[1..], Pupil(1, "Nguyễn Văn An Bình")]);
        world = world.Apply(world.Plan(back, policy));
        Assert.Equal(id, world.Account("binh.nva14@bentre.edu.vn").Id);
        Assert.True(world.Plan(back, policy).IsEmpty);
    }

    [Fact]
    public void A_graduate_is_kept_until_the_day_that_the_policy_gives()
    {
        TenantPolicy policy = Policy with { Graduates = new GraduatePolicy { KeepUntil = new LocalDate(2026, 9, 30) } };
        World world = new World();
        world = world.Apply(world.Plan(Roster(s_class)));
        Roster without = Roster([.. s_class.Where(person => person.Keys[0].Value != "p4")]);

        Assert.Equal(LeftAloneReason.GraduateKept, Assert.Single(world.Plan(without, policy).LeftAlone).Reason);
        Plan later = world.Plan(without with { Date = new LocalDate(2026, 10, 1) }, policy);
        Assert.Equal((0, 1), (later.Header.Leavers, later.Header.Graduates));
    }

    [Fact]
    public void A_roster_of_one_school_changes_nothing_for_anybody_else()
    {
        World world = new World();
        world = world.Apply(world.Plan(Roster(s_class)));
        Person[] school = [.. s_class.Where(person => person.Affiliations[0].Unit == School(1))];

        Assert.True(world.Plan(Roster(school)).IsEmpty);
        Assert.True(world.Plan(Roster(school, complete: false)).IsEmpty);
        Plan incomplete = world.Plan(Roster(school[1..], complete: false));
        Assert.True(incomplete.IsEmpty);
        Assert.Equal(LeftAloneReason.NotCovered, Assert.Single(incomplete.LeftAlone).Reason);
    }

    [Fact]
    public void Administrators_protected_addresses_and_what_others_barred_are_left_alone()
    {
        World world = new World();
        world = world.Apply(world.Plan(Roster(s_class)));
        ImmutableArray<Account> accounts = world.Provider.Accounts;
        Account made = world.Account("an.nv14@bentre.edu.vn");
        Account barred = world.Account("binh.tt14@bentre.edu.vn");
        world = world with
        {
            Provider = world.Provider with { Accounts = accounts.Replace(made, made with { IsAdmin = true }).Replace(barred, barred with { Suspended = true }) },
        };

        Plan plan = world.Plan(Roster([Pupil(1, "Nguyễn Văn Đổi Tên"), Pupil(3, "Trần Thị Đổi Tên", 2), .. s_class[3..], s_class[1]]));

        Assert.True(plan.IsEmpty, string.Join(Environment.NewLine, plan.Operations.Select(OperationText.Describe)));
        Assert.Equal([LeftAloneReason.Protected, LeftAloneReason.SuspendedByOthers], plan.LeftAlone.Select(item => item.Reason).Order());
    }

    [Fact]
    public void A_person_known_by_one_key_stays_so_when_the_roster_brings_a_preferred_one()
    {
        Person before = new(new PersonKey(EduIct.Units.CodeSystem.OneRoster, "p1"), PersonName.Parse("Nguyễn Văn An")!, s_class[0].Affiliations[0]) { BirthDate = s_class[0].BirthDate };
        World world = new World();
        world = world.Apply(world.Plan(Roster([before])));

        Assert.True(world.Plan(Roster([s_class[0]])).IsEmpty);
    }

    [Fact]
    public void Guardians_get_no_account_and_people_of_faulty_rows_are_no_leavers()
    {
        World world = new World();
        world = world.Apply(world.Plan(Roster(s_class)));
        var guardian = new Person(new PersonKey(EduIct.Units.CodeSystem.OneRoster, "g1"), PersonName.Parse("Võ Thị Hoa")!, new Affiliation(School(1), Role.Guardian));
        Roster roster = Roster([.. s_class[1..], guardian]) with { FaultyKeys = [new PersonKey(EduIct.Units.CodeSystem.Moet, "8300000001")] };

        Plan plan = world.Plan(roster);

        Assert.True(plan.IsEmpty);
        Assert.Equal(LeftAloneReason.AcceptedFault, Assert.Single(plan.LeftAlone).Reason);
        Assert.Equal(1, plan.Header.OutOfScope);
    }

    [Fact]
    public void Rights_given_by_hand_stay()
    {
        World world = new World();
        world = world.Apply(world.Plan(Roster(s_class)));
        GroupSnapshot group = world.Provider.Groups.Single(group => group.Group.Address == EmailAddress.Parse("lop.6a1.thcsso1@bentre.edu.vn"));
        var stranger = new GroupMember(EmailAddress.Parse("phuhuynh@example.com"), GroupRole.Member);
        var owner = new GroupMember(EmailAddress.Parse("chau.lm11@bentre.edu.vn"), GroupRole.Owner);
        world = world with
        {
            Provider = world.Provider with { Groups = world.Provider.Groups.Replace(group, group with { Members = group.Members.Add(stranger).Add(owner) }) },
        };

        Assert.True(world.Plan(Roster(s_class)).IsEmpty);
    }
}
