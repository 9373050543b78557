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

/// <summary>Which mailboxes posts get, at which address, and what becomes of those that are there.</summary>
public sealed class PostPlannerTests
{
    private const string Director = "giamdoc.bentre@bentre.edu.vn";

    [Theory]
    [InlineData(PostForm.Group)]
    [InlineData(PostForm.Account)]
    public void A_mailbox_that_the_policy_protects_is_left_as_it_is(PostForm form)
    {
        TenantPolicy policy = form == PostForm.Group ? Policy : AsAccounts;
        World world = Applied(Staffed, Roster(Held("so-bentre", "Giamdoc", Key(1))), policy);

        Plan plan = world.Plan(Roster(Held("so-bentre", "Giamdoc", Key(2))), policy with { Guards = new GuardPolicy { Protected = [EmailAddress.Parse(Director)] } });

        Assert.True(plan.IsEmpty);
        Assert.Contains(new LeftAlone("Giamdoc.BenTre@bentre.edu.vn", LeftAloneReason.Protected), plan.LeftAlone);
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
        var elsewhere = new ProviderSnapshot("m", Staffed.Provider.Limits);
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
        World world = Applied(Staffed, posts, policy);
        Person[] next = [Staff[0], Staff[1], World.Pupil(7, "Bến Tre Giamdoc"), World.Pupil(8, "Trần Văn Bình", 2)];

        Plan people = world.Plan(World.Roster(Staff));
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
        Plan plan = Staffed.Plan(roster, AsAccounts);
        World world = Staffed.Apply(plan);
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
        World world = Applied(Staffed, roster);
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
        World world = Applied(Staffed, roster);

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
        World world = Applied(Staffed, roster);
        PostRoster next = Roster(Held("so-bentre", "Giamdoc", Key(2)));

        World unmarked = WithGroup(world, Director, group => group with { Holder = null });
        World renamed = WithGroup(world, Director, group => group with { Address = EmailAddress.Parse("lanhdao@bentre.edu.vn"), Aliases = [group.Address] });
        World lostLedger = world with { Ledger = new LedgerSnapshot("new") };

        Assert.Equal([(OperationKind.AddMember, StaffAddresses[1]), (OperationKind.RemoveMember, StaffAddresses[0])], Members(unmarked.Plan(next)));
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

        World asGroups = Applied(Staffed, roster with { Directives = [earlier, later] }, groups);
        World asAccounts = Applied(Staffed, roster, accounts);
        Plan both = asAccounts.Plan(roster with { Directives = [earlier, later] }, accounts);

        Assert.Equal(["giamdoc.bentre@bentre.edu.vn", "giamdoc.bentre@zz.edu.vn"], asGroups.Provider.Groups.Where(group => PostKey.TryParse(group.Group.Holder, out _)).Select(group => group.Group.Address.ToCanonicalString()).Order(StringComparer.Ordinal));
        Assert.True(both.IsEmpty);
        Assert.Contains(new LeftAlone("Giamdoc.BenTre@bentre.edu.vn", LeftAloneReason.OtherAddress), both.LeftAlone);
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
        Assert.Throws<ArgumentException>(() => Staffed.Plan(Roster(faulty)));
        Assert.Throws<ArgumentException>(() => Staffed.Plan(Roster(), World.Policy));
        Assert.Throws<ArgumentException>(() => Staffed.Plan(Roster(), Policy with { Posts = new PostPolicy("x", PostForm.Group) }));

        static Unit Twice(CodeSystem system) => new(new UnitCode(system, "twice"), UnitKind.Primary, "Trường Tiểu học", "TieuHoc");
    }

    private static World WithGroup(World world, string address, Func<DirectoryGroup, DirectoryGroup> change)
    {
        GroupSnapshot group = world.Group(address);
        return world with { Provider = world.Provider with { Groups = world.Provider.Groups.Replace(group, group with { Group = change(group.Group) }) } };
    }
}
