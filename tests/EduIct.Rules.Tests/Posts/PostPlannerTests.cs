using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Directives;
using EduIct.Ledger;
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

public sealed class PostPlannerTests
{
    private const string Director = "giamdoc.bentre@bentre.edu.vn";

    private static readonly Person[] s_staff = [World.Teacher(1, "Nguyễn Văn An"), World.Teacher(2, "Trần Thị Bình"), World.Teacher(3, "Lê Văn Cường")];
    private static readonly string[] s_addresses = ["an.nv80@bentre.edu.vn", "binh.tt80@bentre.edu.vn", "cuong.lv80@bentre.edu.vn"];

    // Three teachers with accounts.
    private static readonly World s_world = new World().Apply(new World().Plan(World.Roster(s_staff)));

    [Fact]
    public void Every_post_has_a_group_whoever_holds_it_and_those_who_hold_it_on_the_day_are_in_it()
    {
        PostRoster roster = Roster(
            Held("oneroster:so-bentre", "Giám đốc Sở", Key(1)),
            Held("so-bentre", "giamdoc", "pho@gmail.com", new LocalDate(2026, 9, 5), new LocalDate(2026, 9, 5)),
            Held("BenTre", "Director of the department", Key(3), null, new LocalDate(2026, 9, 4)),
            Held("so-bentre", "9772.mailbox-office", s_addresses[1], new LocalDate(2026, 9, 6)));

        Plan plan = s_world.Plan(roster);
        World after = s_world.Apply(plan);

        Assert.Equal(4, plan.Counts[OperationKind.EnsureGroup]);
        Assert.Equal([s_addresses[0], "pho@gmail.com"], after.MembersOf(Director));
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
        World before = Applied(s_world, Roster(Held("so-bentre", "Giamdoc", Key(1), null, new LocalDate(2026, 8, 31)), Held("so-bentre", "Giamdoc", Key(2), new LocalDate(2026, 9, 1))) with { Date = new LocalDate(2026, 8, 1) });

        Plan byDate = before.Plan(Roster(Held("so-bentre", "Giamdoc", Key(1), null, new LocalDate(2026, 8, 31)), Held("so-bentre", "Giamdoc", Key(2), new LocalDate(2026, 9, 1))));
        Plan byRow = before.Plan(Roster(Held("so-bentre", "Giamdoc", Key(2))));

        Assert.Equal([s_addresses[0]], before.MembersOf(Director));
        foreach (Plan plan in new[] { byDate, byRow })
        {
            Assert.Equal([(OperationKind.AddMember, s_addresses[1]), (OperationKind.RemoveMember, s_addresses[0])], Members(plan));
            Assert.Empty(plan.Header.Claims);
            Assert.Equal([s_addresses[1]], before.Apply(plan).MembersOf(Director));
        }
    }

    [Fact]
    public void An_address_from_elsewhere_goes_when_the_holders_name_it_for_another_time_and_stays_when_they_know_nothing_of_it()
    {
        World before = Applied(s_world, Roster(Held("so-bentre", "Giamdoc", "cu@gmail.com")));

        Plan ended = before.Plan(Roster(Held("so-bentre", "Giamdoc", "cu@gmail.com", null, Day.PlusDays(-1)), Held("so-bentre", "Giamdoc", Key(2))));
        Plan forgotten = before.Plan(Roster(Held("so-bentre", "Giamdoc", Key(2))));

        Assert.Equal([(OperationKind.AddMember, s_addresses[1]), (OperationKind.RemoveMember, "cu@gmail.com")], Members(ended));
        Assert.Equal([(OperationKind.AddMember, s_addresses[1])], Members(forgotten));
        Assert.Contains(new LeftAlone("cu@gmail.com", LeftAloneReason.AddedByHand) { Group = EmailAddress.Parse(Director) }, forgotten.LeftAlone);
    }

    [Fact]
    public void A_post_of_which_the_holders_say_nothing_keeps_its_members()
    {
        World before = Applied(s_world, Roster(Held("so-bentre", "Giamdoc", Key(1)), Held("so-bentre", "Vanphong", Key(2))));

        Plan plan = before.Plan(Roster(Held("so-bentre", "Vanphong", Key(2), null, Day.PlusDays(-1))));

        Assert.Equal([(OperationKind.RemoveMember, s_addresses[1])], Members(plan));
    }

    [Fact]
    public void A_holder_is_known_by_the_key_whatever_the_account_is_called_since()
    {
        PostRoster roster = Roster(Held("so-bentre", "Giamdoc", Key(1)), Held("so-bentre", "Vanphong", s_addresses[0]));
        World before = Applied(s_world, roster);
        Roster married = World.Roster([World.Teacher(1, "Nguyễn Văn Dũng"), .. s_staff[1..]]);
        World renamed = before.Apply(before.Plan(married));

        Assert.Equal(["dung.nv80@bentre.edu.vn"], renamed.MembersOf(Director));
        Assert.True(renamed.Plan(roster).IsEmpty);
    }

    [Fact]
    public void Owners_administrators_and_protected_accounts_are_neither_added_nor_taken_out()
    {
        World before = Applied(s_world, Roster(Held("so-bentre", "Giamdoc", Key(1)), Held("so-bentre", "Giamdoc", Key(2))));
        before = WithMembers(before, Director, members =>
        [
            .. members.Select(member => member.Address == EmailAddress.Parse(s_addresses[0]) ? member with { Role = GroupRole.Owner } : member),
            new GroupMember(EmailAddress.Parse("admin@bentre.edu.vn"), GroupRole.Member),
            new GroupMember(default, GroupRole.Member),
        ]);
        TenantPolicy policy = Policy with { Guards = new GuardPolicy { Protected = [EmailAddress.Parse(s_addresses[1])] } };

        Plan plan = before.Plan(Roster(Held("so-bentre", "Giamdoc", Key(3)), Held("so-bentre", "Vanphong", "admin@bentre.edu.vn"), Held("so-bentre", "Vanphong", Key(2))), policy);

        Assert.Equal([(OperationKind.AddMember, s_addresses[2])], Members(plan));
        Assert.Equal(
            [("admin@bentre.edu.vn", Director), ("admin@bentre.edu.vn", "vanphong.bentre@bentre.edu.vn"), (Key(2), Director), (Key(2), "vanphong.bentre@bentre.edu.vn")],
            plan.LeftAlone.Where(item => item.Reason == LeftAloneReason.Protected).Select(item => (item.What, item.Group!.Value.ToCanonicalString())).Order());
    }

    [Theory]
    [InlineData(PostForm.Group)]
    [InlineData(PostForm.Account)]
    public void A_mailbox_that_the_policy_protects_is_left_as_it_is(PostForm form)
    {
        TenantPolicy policy = form == PostForm.Group ? Policy : AsAccounts;
        World world = Applied(s_world, Roster(Held("so-bentre", "Giamdoc", Key(1))), policy);

        Plan plan = world.Plan(Roster(Held("so-bentre", "Giamdoc", Key(2))), policy with { Guards = new GuardPolicy { Protected = [EmailAddress.Parse(Director)] } });

        Assert.True(plan.IsEmpty);
        Assert.Contains(new LeftAlone("Giamdoc.BenTre@bentre.edu.vn", LeftAloneReason.Protected), plan.LeftAlone);
    }

    [Fact]
    public void A_suspended_account_does_not_join_and_one_that_nobody_has_waits()
    {
        World world = s_world with { Provider = s_world.Provider with { Accounts = [.. s_world.Provider.Accounts.Select(account => account.Address == EmailAddress.Parse(s_addresses[0]) ? account with { Suspended = true } : account)] } };

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
        World staff = new World().Apply(new World().Plan(World.Roster(s_staff)));
        PostRoster roster = Roster(Held("so-bentre", "Giamdoc", Director), Held("so-bentre", "Vanphong", Director), Held("so-bentre", "Vanphong", "gv.thcsso1@bentre.edu.vn"));

        World after = Applied(staff, roster);

        Assert.Empty(after.MembersOf(Director));
        Assert.Equal(["gv.thcsso1@bentre.edu.vn"], after.MembersOf("vanphong.bentre@bentre.edu.vn"));
        Assert.True(after.Plan(roster).IsEmpty);
    }

    [Fact]
    public void A_provider_that_takes_no_outsiders_gets_none()
    {
        World world = s_world with { Provider = s_world.Provider with { Limits = s_world.Provider.Limits with { TakesOutsideMembers = false } } };

        Plan plan = world.Plan(Roster(Held("so-bentre", "Giamdoc", "pho@gmail.com"), Held("so-bentre", "Giamdoc", s_addresses[1])));

        Assert.Equal([(OperationKind.AddMember, s_addresses[1])], Members(plan));
        Assert.Contains(plan.LeftAlone, item => item is { What: "pho@gmail.com", Reason: LeftAloneReason.HolderWithoutAccount });
    }

    [Theory]
    [InlineData(PostForm.Group)]
    [InlineData(PostForm.Account)]
    public void An_address_that_somebody_holds_is_left_alone_wherever_it_is(PostForm form)
    {
        TenantPolicy policy = form == PostForm.Group ? Policy : AsAccounts;
        EmailAddress director = EmailAddress.Parse(Director);
        var person = new Account { Id = "77", Address = EmailAddress.Parse("giamdoc@bentre.edu.vn"), Aliases = [director] };
        var group = new GroupSnapshot(new DirectoryGroup("g7", director, "Ban giám đốc"), []);
        var elsewhere = new ProviderSnapshot("m", s_world.Provider.Limits);
        World empty = new World();
        (World World, ProviderSnapshot Other)[] held =
        [
            (empty with { Provider = empty.Provider with { Accounts = [.. empty.Provider.Accounts, person] } }, elsewhere),
            (empty with { Provider = empty.Provider with { Deleted = [person with { DeletedAt = World.Start }] } }, elsewhere),
            (empty with { Provider = empty.Provider with { Groups = [group] } }, elsewhere),
            (empty with { Provider = empty.Provider with { Groups = [group with { Group = group.Group with { Holder = "class/oneroster:1/6a" } }] } }, elsewhere),
            (empty with { Ledger = empty.Ledger with { Claims = [new Claim(HolderKind.Person, Director, "moet:1", "g")] } }, elsewhere),
            (empty, elsewhere with { Accounts = [person] }),
            (empty, elsewhere with { Groups = [group with { Group = group.Group with { Holder = "post:oneroster:so-bentre/giamdoc.bentre" } }] }),
        ];

        foreach ((World world, ProviderSnapshot other) in held)
        {
            Plan plan = world.Plan(Roster(Held("so-bentre", "Giamdoc", "pho@gmail.com")), policy, other);

            Assert.Equal(("Giamdoc.BenTre@bentre.edu.vn", LeftAloneReason.AddressHeld), Assert.Single(plan.LeftAlone, item => item.What.StartsWith("Giamdoc", StringComparison.Ordinal)) is var item ? (item.What, item.Reason) : default);
            Assert.Equal(3, plan.Operations.Count(operation => operation.Kind is OperationKind.EnsureGroup or OperationKind.Create));
            Assert.DoesNotContain(plan.Header.Claims, claim => claim.Name == Director);
        }
    }

    [Theory]
    [InlineData(PostForm.Group)]
    [InlineData(PostForm.Account)]
    public void The_roster_and_the_posts_do_not_disturb_each_other(PostForm form)
    {
        TenantPolicy policy = form == PostForm.Group ? Policy : AsAccounts;
        PostRoster posts = Roster(Held("so-bentre", "Giamdoc", Key(1)), Held("so-bentre", "Giamdoc", Key(3), null, Day.PlusDays(-1)));
        World world = Applied(s_world, posts, policy);
        Person[] next = [s_staff[0], s_staff[1], World.Pupil(7, "Bến Tre Giamdoc"), World.Pupil(8, "Trần Văn Bình", 2)];

        Plan people = world.Plan(World.Roster(s_staff));
        Assert.True(people.IsEmpty);
        Assert.Equal(3, people.Header.Managed);

        // Somebody leaves, somebody comes: the posts stay as they are, and the people's groups are no business of the posts' plan.
        TenantPolicy named = World.Policy with
        {
            Leavers = new LeaverPolicy { OrgUnit = OrgUnitPath.Parse("/DaNghi"), DeleteAfterDays = 1 },
            Guards = new GuardPolicy { LeaversShare = 1 },
            Domains = [World.Policy.Domains[0] with { Patterns = ["{given}.{family}{middle}", "{given}.{initials}{yy}"] }],
        };
        Plan changed = world.Plan(World.Roster(next), named);
        World after = world.Apply(changed);
        Assert.DoesNotContain(changed.Operations, operation => operation.Person is { } key && key.System == PostKey.System);
        Assert.DoesNotContain(changed.Operations, operation => PostKey.TryParse(operation.Set.Holder, out _) || operation.Group == EmailAddress.Parse(Director));
        Assert.Contains(changed.Operations, operation => operation.Kind == OperationKind.Suspend);
        Assert.Equal("giamdoc.bt14@bentre.edu.vn", after.Provider.Accounts.Single(account => account.GivenName == "Giamdoc").Address.ToString());
        Assert.True(after.Plan(posts, policy).IsEmpty);
        Assert.Equal(after.Provider.Groups.Length, after.Apply(after.Plan(posts, policy)).Provider.Groups.Length);
    }

    [Fact]
    public void A_post_as_an_account_carries_its_key_is_made_right_again_and_is_never_a_leaver()
    {
        PostRoster roster = Roster(Held("so-bentre", "Giamdoc", Key(1)));
        Plan plan = s_world.Plan(roster, AsAccounts);
        World world = s_world.Apply(plan);
        Account director = world.Account(Director);

        Assert.Equal(4, plan.Counts[OperationKind.Create]);
        Assert.Equal("post:oneroster:so-bentre/giamdoc.bentre", Assert.Single(director.Keys).ToString());
        Assert.Equal(("Giám đốc Sở –", "Sở Giáo dục và Đào tạo Bến Tre", "/ChucDanh/BenTre", PostPlanner.PostRole), (director.FamilyName, director.GivenName, director.OrgUnit.ToString(), director.Placement!.Role));
        Assert.Equal(4, world.Plan(roster, AsAccounts).Header.Managed);
        Assert.True(world.Plan(roster, AsAccounts).IsEmpty);

        World spoilt = world with
        {
            Provider = world.Provider with
            {
                Accounts = [.. world.Provider.Accounts.Select(account => account.Id != director.Id ? account : account with { GivenName = "Ông An", OrgUnit = OrgUnitPath.Root })],
            },
        };
        Assert.Equal([OperationKind.Update, OperationKind.Move], spoilt.Plan(roster, AsAccounts).Operations.Select(operation => operation.Kind));

        World deleted = world with { Provider = world.Provider with { Accounts = world.Provider.Accounts.Remove(director), Deleted = [director with { DeletedAt = World.Start }] } };
        Assert.Equal((OperationKind.Reactivate, director.Id), Assert.Single(deleted.Plan(roster, AsAccounts).Operations) is var back ? (back.Kind, back.Expect.Id) : default);

        World barred = world with { Provider = world.Provider with { Accounts = [.. world.Provider.Accounts.Select(account => account.Id == director.Id ? account with { Suspended = true } : account)] } };
        Plan untouched = barred.Plan(roster, AsAccounts);
        Assert.True(untouched.IsEmpty);
        Assert.Contains(untouched.LeftAlone, item => item.Reason == LeftAloneReason.SuspendedByOthers);
    }

    [Fact]
    public void A_mailbox_stays_and_is_told_of_when_its_unit_ends_or_no_pack_names_it()
    {
        Directive pack = Pack(Mailbox("v.head", "Hieutruong.TenTruong@moet.edu.vn", "\"thcs\"", "Hiệu trưởng"));
        PostRoster roster = Roster(Held("thcs-1", "Hiệu trưởng", Key(1))) with { Directives = [pack] };
        World world = Applied(s_world, roster);
        UnitTree ended = UnitTree.Create([.. World.Units(1).Select(unit => unit.Kind == UnitKind.Department ? unit : unit with { Existed = new DateSpan(null, Day.PlusDays(-1)), Parents = [new UnitParent(World.So, new DateSpan(null, Day.PlusDays(-1)))] })], "units").GetTreeOrThrow();

        Plan merged = world.Plan(roster with { Units = ended, Directives = [pack, .. Ministry] });
        Plan renamed = world.Plan(Roster(Held("thcs-1", "Giamdoc", Key(1), null, new LocalDate(2000, 1, 1))) with { Assignments = [] });

        foreach (Plan plan in new[] { merged, renamed })
        {
            Assert.DoesNotContain(plan.Operations, operation => operation.Group?.ToCanonicalString().StartsWith("hieutruong", StringComparison.Ordinal) == true);
            Assert.Contains(new LeftAlone("Hieutruong.THCSSo1@bentre.edu.vn", LeftAloneReason.PostEnded), plan.LeftAlone);
        }

        // And nobody else is ever given the address.
        Plan people = world.Plan(World.Roster([World.Pupil(9, "THCSSo1 Hieutruong")]), World.Policy with { Domains = [World.Policy.Domains[0] with { Patterns = ["{given}.{family}"] }] });
        Assert.Equal("hieutruong.thcsso12@bentre.edu.vn", Assert.Single(people.Operations, operation => operation.Kind == OperationKind.Create).Set.Address.ToString());
    }

    [Fact]
    public void Another_form_finds_the_address_held_by_the_old_one_and_takes_it_when_that_is_gone()
    {
        PostRoster roster = Roster(Held("so-bentre", "Giamdoc", Key(1)));
        World world = Applied(s_world, roster);

        Plan waiting = world.Plan(roster, AsAccounts);
        World freed = world with { Provider = world.Provider with { Groups = [] } };
        Plan taken = freed.Plan(roster, AsAccounts);

        Assert.True(waiting.IsEmpty);
        Assert.Equal(4, waiting.LeftAlone.Count(item => item.Reason == LeftAloneReason.AddressHeld));
        Assert.Equal(4, taken.Counts[OperationKind.Create]);
        Assert.Empty(taken.Header.Claims);
    }

    [Fact]
    public void A_group_that_lost_its_mark_or_was_renamed_by_hand_is_still_the_post_s()
    {
        PostRoster roster = Roster(Held("so-bentre", "Giamdoc", Key(1)));
        World world = Applied(s_world, roster);
        PostRoster next = Roster(Held("so-bentre", "Giamdoc", Key(2)));

        World unmarked = WithGroup(world, Director, group => group with { Holder = null });
        World renamed = WithGroup(world, Director, group => group with { Address = EmailAddress.Parse("lanhdao@bentre.edu.vn"), Aliases = [group.Address] });
        World lostLedger = world with { Ledger = new LedgerSnapshot("new") };

        Assert.Equal([(OperationKind.AddMember, s_addresses[1]), (OperationKind.RemoveMember, s_addresses[0])], Members(unmarked.Plan(next)));
        Assert.All(renamed.Plan(next).Operations, operation => Assert.Equal("lanhdao@bentre.edu.vn", operation.Group.ToString()));
        Assert.True(lostLedger.Plan(roster).IsEmpty);
        Assert.Equal(4, lostLedger.Plan(roster).Header.Claims.Count(claim => claim.Kind == HolderKind.Post));
    }

    [Fact]
    public void Of_two_domains_a_group_stands_in_both_and_an_account_keeps_the_one_that_it_was_given()
    {
        Directive later = Pack(Mailbox("v.director", "Giamdoc.TenSo@bentre.edu.vn", "\"so\"", "Giám đốc"));
        Directive earlier = Pack(Mailbox("v.director", "Giamdoc.TenSo@zz.edu.vn", "\"so\"", "Giám đốc"));
        PostRoster roster = Roster() with { Directives = [earlier] };
        TenantPolicy groups = World.Policy with { Posts = new PostPolicy("g", PostForm.Group) };
        TenantPolicy accounts = World.Policy with { Posts = new PostPolicy("g", PostForm.Account) };

        World asGroups = Applied(s_world, roster with { Directives = [earlier, later] }, groups);
        World asAccounts = Applied(s_world, roster, accounts);
        Plan both = asAccounts.Plan(roster with { Directives = [earlier, later] }, accounts);

        Assert.Equal(["giamdoc.bentre@bentre.edu.vn", "giamdoc.bentre@zz.edu.vn"], asGroups.Provider.Groups.Where(group => PostKey.TryParse(group.Group.Holder, out _)).Select(group => group.Group.Address.ToCanonicalString()).Order(StringComparer.Ordinal));
        Assert.True(both.IsEmpty);
        Assert.Contains(new LeftAlone("Giamdoc.BenTre@bentre.edu.vn", LeftAloneReason.OtherAddress), both.LeftAlone);
    }

    [Fact]
    public void Taking_many_out_needs_to_be_accepted_by_name()
    {
        PostAssignment[] all = [.. Enumerable.Range(0, 40).Select(number => Held("so-bentre", "Vanphong", $"nv{number}@gmail.com"))];
        World world = Applied(s_world, Roster(all));

        Assert.Empty(Refusals(10));
        Assert.Equal((PlanGuard.Holders, 11, 10), Assert.Single(Refusals(11)) is var refusal ? (refusal.Guard, refusal.Count, refusal.Limit) : default);
        Assert.Empty(Refusals(11, (PlanGuard.Holders, 11)));
        World few = Applied(s_world, Roster(all[..5]));
        Assert.Empty(PlanGuard.Check(few.Plan(Roster([.. all[..5].Select(Over)])), Policy, new Dictionary<string, int>()));

        ImmutableArray<GuardRefusal> Refusals(int gone, params (string Guard, int Count)[] accepted) =>
            PlanGuard.Check(world.Plan(Roster([.. all[..gone].Select(Over), .. all[gone..]])), Policy, accepted.ToDictionary(pair => pair.Guard, pair => pair.Count));

        static PostAssignment Over(PostAssignment held) => held with { During = new DateSpan(null, Day.PlusDays(-1)) };
    }

    [Fact]
    public void Every_fault_of_who_holds_what_is_told_at_its_place()
    {
        PostAssignment[] faulty =
        [
            Held("so-caobang-x", "Giamdoc", Key(1)) with { UnitPlace = new("h.csv", 2, 1) },
            Held("so-bentre", "Truongphong", Key(1)) with { PostPlace = new("h.csv", 3, 2) },
            Held("so-bentre", "Giamdoc", Key(1), new LocalDate(2026, 1, 1)) with { Source = new("h.csv", 4) },
            Held("so-bentre", "Giám đốc Sở", Key(1), null, new LocalDate(2026, 1, 1)) with { Source = new("h.csv", 5) },
            Held("twice", "Giamdoc", Key(1)) with { UnitPlace = new("h.csv", 6, 1) },
        ];
        UnitTree tree = UnitTree.Create([.. World.Units(1), Twice(CodeSystem.Moet), Twice(CodeSystem.OneRoster)], "units").GetTreeOrThrow();

        Assert.Equal(
            [("post.unknown-unit", "h.csv:2:1"), ("post.unknown-post", "h.csv:3:2"), ("post.overlap", "h.csv:5"), ("post.ambiguous-unit", "h.csv:6:1")],
            new PostPlanner().Check(Roster(faulty) with { Units = tree }, Policy).Select(issue => (issue.Code, issue.Place.ToString())));
        Assert.Throws<ArgumentException>(() => s_world.Plan(Roster(faulty)));
        Assert.Throws<ArgumentException>(() => s_world.Plan(Roster(), World.Policy));
        Assert.Throws<ArgumentException>(() => s_world.Plan(Roster(), Policy with { Posts = new PostPolicy("x", PostForm.Group) }));

        static Unit Twice(CodeSystem system) => new(new UnitCode(system, "twice"), UnitKind.Primary, "Trường Tiểu học", "TieuHoc");
    }

    [Fact]
    public void Who_holds_a_post_of_a_unit_that_is_no_longer_is_no_fault()
    {
        LocalDate day = new(2026, 9, 5);
        TenantPolicy policy = Policy with { Scope = Policy.Scope with { Units = ["gso:86"] }, Posts = Policy.Posts! with { Domain = "vinhlong.edu.vn" } };
        PostRoster roster = Roster(Held("gso:83", "Giamdoc", Key(1), null, new LocalDate(2025, 6, 30)), Held("VinhLong", "Giamdoc", Key(2))) with { Units = VietnamUnits.Tree, Date = day };

        Assert.Empty(new PostPlanner().Check(roster, policy));
        Assert.Contains((OperationKind.AddMember, s_addresses[1]), Members(s_world.Plan(roster, policy)));
    }

    private static string Key(int teacher) => s_staff.Concat([World.Teacher(9, "X Y")]).Select(person => person.KeyIn(CodeSystem.Moet)!.Value.ToString()).ElementAt(teacher == 9 ? 3 : teacher - 1);

    private static World Applied(World world, PostRoster roster, TenantPolicy? policy = null) => world.Apply(world.Plan(roster, policy));

    private static (OperationKind, string)[] Members(Plan plan) =>
        [.. plan.Operations.Where(operation => operation.Kind is not OperationKind.EnsureGroup).Select(operation => (operation.Kind, (operation.Set.Member ?? operation.Expect.Member)?.ToCanonicalString() ?? ""))];

    private static World WithGroup(World world, string address, Func<DirectoryGroup, DirectoryGroup> change)
    {
        GroupSnapshot group = world.Group(address);
        return world with { Provider = world.Provider with { Groups = world.Provider.Groups.Replace(group, group with { Group = change(group.Group) }) } };
    }

    private static World WithMembers(World world, string address, Func<ImmutableArray<GroupMember>, ImmutableArray<GroupMember>> change)
    {
        GroupSnapshot group = world.Group(address);
        return world with { Provider = world.Provider with { Groups = world.Provider.Groups.Replace(group, group with { Members = change(group.Members) }) } };
    }
}
