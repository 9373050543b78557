using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Directives;
using EduIct.People;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Rosters;
using EduIct.Rules.Tests.Planning;
using EduIct.Tenants;
using EduIct.Units;
using NodaTime;
using static EduIct.Rules.Tests.Posts.PostWorld;

namespace EduIct.Rules.Tests.Posts;

/// <summary>Who joins and who leaves the groups of posts.</summary>
public sealed class PostMembersTests
{
    private const string Director = "giamdoc.bentre@bentre.edu.vn";

    [Fact]
    public void Every_post_has_a_group_whoever_holds_it_and_those_who_hold_it_on_the_day_are_in_it()
    {
        PostRoster roster = Roster(
            Held("oneroster:so-bentre", "Giám đốc Sở", Key(1)),
            Held("so-bentre", "giamdoc", "pho@gmail.com", new LocalDate(2026, 9, 5), new LocalDate(2026, 9, 5)),
            Held("BenTre", "Director of the department", Key(3), null, new LocalDate(2026, 9, 4)),
            Held("so-bentre", "9772.mailbox-office", StaffAddresses[1], new LocalDate(2026, 9, 6)));

        Plan plan = Staffed.Plan(roster);
        World after = Staffed.Apply(plan);

        Assert.Equal(4, plan.Counts[OperationKind.EnsureGroup]);
        Assert.Equal([StaffAddresses[0], "pho@gmail.com"], after.MembersOf(Director));
        Assert.Empty(after.MembersOf("vanphong.bentre@bentre.edu.vn"));
        Assert.Equal("Giám đốc Sở – Sở Giáo dục và Đào tạo Bến Tre", after.Group(Director).Group.Name);
        Assert.Equal("post:oneroster:so-bentre/giamdoc.bentre", after.Group(Director).Group.Holder);
        Assert.Equal(3, plan.LeftAlone.Count(item => item.Reason == LeftAloneReason.NoHolder));
        Assert.True(after.Plan(roster).IsEmpty);
        Assert.Empty(after.Plan(roster).Header.Claims);
    }

    [Fact]
    public void A_change_of_director_changes_the_members_and_nothing_else()
    {
        World before = Applied(Staffed, Roster(Held("so-bentre", "Giamdoc", Key(1), null, new LocalDate(2026, 8, 31)), Held("so-bentre", "Giamdoc", Key(2), new LocalDate(2026, 9, 1))) with { Date = new LocalDate(2026, 8, 1) });

        Plan byDate = before.Plan(Roster(Held("so-bentre", "Giamdoc", Key(1), null, new LocalDate(2026, 8, 31)), Held("so-bentre", "Giamdoc", Key(2), new LocalDate(2026, 9, 1))));
        Plan byRow = before.Plan(Roster(Held("so-bentre", "Giamdoc", Key(2))));

        Assert.Equal([StaffAddresses[0]], before.MembersOf(Director));
        foreach (Plan plan in new[] { byDate, byRow })
        {
            Assert.Equal([(OperationKind.AddMember, StaffAddresses[1]), (OperationKind.RemoveMember, StaffAddresses[0])], Members(plan));
            Assert.Empty(plan.Header.Claims);
            Assert.Equal([StaffAddresses[1]], before.Apply(plan).MembersOf(Director));
        }
    }

    [Fact]
    public void An_address_from_elsewhere_goes_when_the_holders_name_it_for_another_time_and_stays_when_they_know_nothing_of_it()
    {
        World before = Applied(Staffed, Roster(Held("so-bentre", "Giamdoc", "cu@gmail.com")));

        Plan ended = before.Plan(Roster(Held("so-bentre", "Giamdoc", "cu@gmail.com", null, Day.PlusDays(-1)), Held("so-bentre", "Giamdoc", Key(2))));
        Plan forgotten = before.Plan(Roster(Held("so-bentre", "Giamdoc", Key(2))));

        Assert.Equal([(OperationKind.AddMember, StaffAddresses[1]), (OperationKind.RemoveMember, "cu@gmail.com")], Members(ended));
        Assert.Equal([(OperationKind.AddMember, StaffAddresses[1])], Members(forgotten));
        Assert.Contains(new LeftAlone("cu@gmail.com", LeftAloneReason.AddedByHand) { Group = EmailAddress.Parse(Director) }, forgotten.LeftAlone);
    }

    [Fact]
    public void A_post_of_which_the_holders_say_nothing_keeps_its_members()
    {
        World before = Applied(Staffed, Roster(Held("so-bentre", "Giamdoc", Key(1)), Held("so-bentre", "Vanphong", Key(2))));

        Plan plan = before.Plan(Roster(Held("so-bentre", "Vanphong", Key(2), null, Day.PlusDays(-1))));

        Assert.Equal([(OperationKind.RemoveMember, StaffAddresses[1])], Members(plan));
    }

    [Fact]
    public void A_holder_is_known_by_the_key_whatever_the_account_is_called_since()
    {
        PostRoster roster = Roster(Held("so-bentre", "Giamdoc", Key(1)), Held("so-bentre", "Vanphong", StaffAddresses[0]));
        World before = Applied(Staffed, roster);
        Roster married = World.Roster([World.Teacher(1, "Nguyễn Văn Dũng"), .. Staff[1..]]);
        World renamed = before.Apply(before.Plan(married));

        Assert.Equal(["dung.nv80@bentre.edu.vn"], renamed.MembersOf(Director));
        Assert.True(renamed.Plan(roster).IsEmpty);
    }

    [Fact]
    public void Owners_administrators_and_protected_accounts_are_neither_added_nor_taken_out()
    {
        World before = Applied(Staffed, Roster(Held("so-bentre", "Giamdoc", Key(1)), Held("so-bentre", "Giamdoc", Key(2))));
        before = WithMembers(before, Director, members =>
        [
            .. members.Select(member => member.Address == EmailAddress.Parse(StaffAddresses[0]) ? member with { Role = GroupRole.Owner } : member),
            new GroupMember(EmailAddress.Parse("admin@bentre.edu.vn"), GroupRole.Member),
            new GroupMember(default, GroupRole.Member),
        ]);
        TenantPolicy policy = Policy with { Guards = new GuardPolicy { Protected = [EmailAddress.Parse(StaffAddresses[1])] } };

        Plan plan = before.Plan(Roster(Held("so-bentre", "Giamdoc", Key(3)), Held("so-bentre", "Vanphong", "admin@bentre.edu.vn"), Held("so-bentre", "Vanphong", Key(2))), policy);

        Assert.Equal([(OperationKind.AddMember, StaffAddresses[2])], Members(plan));
        Assert.Equal(
            [("admin@bentre.edu.vn", Director), ("admin@bentre.edu.vn", "vanphong.bentre@bentre.edu.vn"), (Key(2), Director), (Key(2), "vanphong.bentre@bentre.edu.vn")],
            plan.LeftAlone.Where(item => item.Reason == LeftAloneReason.Protected).Select(item => (item.What, item.Group!.Value.ToCanonicalString())).Order());
    }

    [Fact]
    public void A_suspended_account_does_not_join_and_one_that_nobody_has_waits()
    {
        World world = Staffed with { Provider = Staffed.Provider with { Accounts = [.. Staffed.Provider.Accounts.Select(account => account.Address == EmailAddress.Parse(StaffAddresses[0]) ? account with { Suspended = true } : account)] } };

        Plan plan = world.Plan(Roster(
            Held("so-bentre", "Giamdoc", Key(1)), Held("so-bentre", "Giamdoc", Key(9)), Held("so-bentre", "Giamdoc", "citizen:083080000001"), Held("so-bentre", "Giamdoc", "khongco@bentre.edu.vn")));

        Assert.Empty(Members(plan));
        Assert.Equal(
            ["citizen:083080000001", "khongco@bentre.edu.vn", Key(1), Key(9)],
            plan.LeftAlone.Where(item => item.Reason == LeftAloneReason.HolderWithoutAccount).Select(item => item.What).Order(StringComparer.Ordinal));
        Assert.True(world.Apply(plan).Plan(Roster(Held("so-bentre", "Giamdoc", Key(1)))).IsEmpty);
    }

    [Fact]
    public void A_group_of_people_may_hold_a_post_and_a_post_may_not()
    {
        World staff = new World().Apply(new World().Plan(World.Roster(Staff)));
        PostRoster roster = Roster(Held("so-bentre", "Giamdoc", Director), Held("so-bentre", "Vanphong", Director), Held("so-bentre", "Vanphong", "gv.thcsso1@bentre.edu.vn"));

        World after = Applied(staff, roster);

        Assert.Empty(after.MembersOf(Director));
        Assert.Equal(["gv.thcsso1@bentre.edu.vn"], after.MembersOf("vanphong.bentre@bentre.edu.vn"));
        Assert.True(after.Plan(roster).IsEmpty);
    }

    [Fact]
    public void A_provider_that_takes_no_outsiders_gets_none()
    {
        World world = Staffed with { Provider = Staffed.Provider with { Limits = Staffed.Provider.Limits with { TakesOutsideMembers = false } } };

        Plan plan = world.Plan(Roster(Held("so-bentre", "Giamdoc", "pho@gmail.com"), Held("so-bentre", "Giamdoc", StaffAddresses[1])));

        Assert.Equal([(OperationKind.AddMember, StaffAddresses[1])], Members(plan));
        Assert.Contains(plan.LeftAlone, item => item is { What: "pho@gmail.com", Reason: LeftAloneReason.HolderWithoutAccount });
    }

    [Fact]
    public void Taking_many_out_needs_to_be_accepted_by_name()
    {
        PostAssignment[] all = [.. Enumerable.Range(0, 40).Select(number => Held("so-bentre", "Vanphong", $"nv{number}@gmail.com"))];
        World world = Applied(Staffed, Roster(all));

        Assert.Empty(Refusals(10));
        Assert.Equal((PlanGuard.Holders, 11, 10), Assert.Single(Refusals(11)) is var refusal ? (refusal.Guard, refusal.Count, refusal.Limit) : default);
        Assert.Empty(Refusals(11, (PlanGuard.Holders, 11)));
        World few = Applied(Staffed, Roster(all[..5]));
        Assert.Empty(PlanGuard.Check(few.Plan(Roster([.. all[..5].Select(Over)])), Policy, new Dictionary<string, int>()));

        ImmutableArray<GuardRefusal> Refusals(int gone, params (string Guard, int Count)[] accepted) =>
            PlanGuard.Check(world.Plan(Roster([.. all[..gone].Select(Over), .. all[gone..]])), Policy, accepted.ToDictionary(pair => pair.Guard, pair => pair.Count));

        static PostAssignment Over(PostAssignment held) => held with { During = new DateSpan(null, Day.PlusDays(-1)) };
    }

    [Fact]
    public void Who_holds_a_post_of_a_unit_that_is_no_longer_is_no_fault()
    {
        LocalDate day = new(2026, 9, 5);
        TenantPolicy policy = Policy with { Scope = Policy.Scope with { Units = ["gso:86"] }, Posts = Policy.Posts! with { Domain = "vinhlong.edu.vn" } };
        PostRoster roster = Roster(Held("gso:83", "Giamdoc", Key(1), null, new LocalDate(2025, 6, 30)), Held("VinhLong", "Giamdoc", Key(2))) with { Units = VietnamUnits.Tree, Date = day };

        Assert.Empty(new PostPlanner().Check(roster, policy));
        Assert.Contains((OperationKind.AddMember, StaffAddresses[1]), Members(Staffed.Plan(roster, policy)));
    }

    private static World WithMembers(World world, string address, Func<ImmutableArray<GroupMember>, ImmutableArray<GroupMember>> change)
    {
        GroupSnapshot group = world.Group(address);
        return world with { Provider = world.Provider with { Groups = world.Provider.Groups.Replace(group, group with { Members = change(group.Members) }) } };
    }
}
