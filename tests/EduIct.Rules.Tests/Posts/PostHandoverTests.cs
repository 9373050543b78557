using EduIct.Accounts;
using EduIct.People;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Rules.Tests.Planning;
using EduIct.Tenants;
using FsCheck;
using FsCheck.Fluent;
using static EduIct.Rules.Tests.Posts.PostWorld;

namespace EduIct.Rules.Tests.Posts;

/// <summary>A post that is an account changes hands: whoever held it before is locked out, and nobody else is.</summary>
public sealed class PostHandoverTests
{
    private const string An = "moet:8400000001";
    private const string Binh = "moet:8400000002";
    private const string Director = "giamdoc.bentre@bentre.edu.vn";

    private static readonly PersonKey s_post = new(PostKey.System, "oneroster:so-bentre/giamdoc.bentre");

    // An holds the post, as the account was made.
    private static readonly World s_held = Applied(new World(), Roster(Held("so-bentre", "Giamdoc", An)), AsAccounts);

    [Fact]
    public void Another_director_is_handed_the_account_and_nothing_else_happens()
    {
        PostRoster byRow = Roster(Held("so-bentre", "Giamdoc", Binh));
        PostRoster byDate = Roster(Held("so-bentre", "Giamdoc", An, null, Day.PlusDays(-1)), Held("so-bentre", "Giamdoc", Binh, Day));

        Assert.True(s_held.Plan(Roster(Held("so-bentre", "Giamdoc", An)), AsAccounts).IsEmpty);
        foreach (PostRoster roster in new[] { byRow, byDate })
        {
            Plan plan = s_held.Plan(roster, AsAccounts);

            PlanOperation operation = Assert.Single(plan.Operations);
            Assert.Equal((OperationKind.HandOver, s_post, s_held.Account(Director).Id, Director), (operation.Kind, operation.Person!.Value, operation.Expect.Id, operation.Set.Address!.Value.ToCanonicalString()));
            Assert.DoesNotContain("8400000002", OperationText.Describe(operation).En, StringComparison.Ordinal);
            Assert.Empty(plan.Header.Claims);
            Assert.True(s_held.Apply(plan).Plan(roster, AsAccounts).IsEmpty);
        }
    }

    [Fact]
    public void A_former_holder_of_whom_nothing_is_known_is_noted_and_the_password_stays()
    {
        World before = s_held with { Ledger = s_held.Ledger with { Holders = [] } };
        PostRoster roster = Roster(Held("so-bentre", "Giamdoc", An), Held("so-bentre", "Vanphong", Binh, null, Day.PlusDays(-1)));

        Plan plan = before.Plan(roster, AsAccounts);
        World noted = before.Apply(plan);

        Assert.Equal([OperationKind.NoteHolders, OperationKind.NoteHolders], plan.Operations.Select(operation => operation.Kind));
        Assert.All(plan.Operations, operation => Assert.Equal(new OperationFields { Holders = operation.Set.Holders }, operation.Set));
        Assert.True(noted.Plan(roster, AsAccounts).IsEmpty);
        Assert.Equal(
            [(OperationKind.HandOver, "giamdoc.bentre@bentre.edu.vn"), (OperationKind.HandOver, "vanphong.bentre@bentre.edu.vn")],
            noted.Plan(Roster(Held("so-bentre", "Giamdoc", Binh), Held("so-bentre", "Vanphong", Binh)), AsAccounts).Operations.Select(operation => (operation.Kind, operation.Set.Address!.Value.ToCanonicalString())));
    }

    [Fact]
    public void A_post_that_nobody_holds_any_more_is_taken_from_who_held_it_and_one_of_which_nothing_is_said_is_not()
    {
        PostRoster nobody = Roster(Held("so-bentre", "Giamdoc", An, null, Day.PlusDays(-1)));
        Plan ended = s_held.Plan(nobody, AsAccounts);
        World empty = s_held.Apply(ended);

        Assert.True(s_held.Plan(Roster(), AsAccounts).IsEmpty);
        Assert.Equal(OperationKind.HandOver, Assert.Single(ended.Operations).Kind);
        Assert.Contains(new LeftAlone("Giamdoc.BenTre@bentre.edu.vn", LeftAloneReason.NoHolder), ended.LeftAlone);
        Assert.True(empty.Plan(nobody, AsAccounts).IsEmpty);
        Assert.Equal(OperationKind.HandOver, Assert.Single(empty.Plan(Roster(Held("so-bentre", "Giamdoc", An)), AsAccounts).Operations).Kind);

        // Silence between two holders forgets nobody.
        World silent = Applied(s_held, Roster(), AsAccounts);
        Assert.Equal(OperationKind.HandOver, Assert.Single(silent.Plan(Roster(Held("so-bentre", "Giamdoc", Binh)), AsAccounts).Operations).Kind);
    }

    [Fact]
    public void Those_who_hold_it_together_are_a_set()
    {
        World both = Applied(s_held, Roster(Held("so-bentre", "Giamdoc", An), Held("so-bentre", "Giamdoc", "Pho@gmail.com")), AsAccounts);

        Assert.True(both.Plan(Roster(Held("so-bentre", "Giamdoc", "pho@GMAIL.com"), Held("so-bentre", "Giám đốc Sở", An)), AsAccounts).IsEmpty);
        Assert.Single(both.Plan(Roster(Held("so-bentre", "Giamdoc", An)), AsAccounts).Operations);
    }

    [Fact]
    public void What_the_plan_may_not_touch_is_handed_over_by_the_first_plan_that_may()
    {
        PostRoster roster = Roster(Held("so-bentre", "Giamdoc", Binh));
        Account account = s_held.Account(Director);
        (World World, TenantPolicy Policy, LeftAloneReason Reason)[] barred =
        [
            (Change(account with { Suspended = true }), AsAccounts, LeftAloneReason.SuspendedByOthers),
            (Change(account with { IsAdmin = true }), AsAccounts, LeftAloneReason.Protected),
            (s_held, AsAccounts with { Guards = new GuardPolicy { Protected = [account.Address] } }, LeftAloneReason.Protected),
        ];

        foreach ((World world, TenantPolicy policy, LeftAloneReason reason) in barred)
        {
            Plan plan = world.Plan(roster, policy);

            Assert.True(plan.IsEmpty);
            Assert.Contains(plan.LeftAlone, item => item.Reason == reason);
        }

        Assert.Equal(OperationKind.HandOver, Assert.Single(s_held.Plan(roster, AsAccounts).Operations).Kind);
    }

    [Fact]
    public void The_account_changes_hands_before_it_is_opened_or_corrected_and_after_it_is_restored()
    {
        PostRoster roster = Roster(Held("so-bentre", "Giamdoc", Binh));
        Account account = s_held.Account(Director);
        World spoilt = Change(account with { GivenName = "Ông An", OrgUnit = OrgUnitPath.Root });
        World deleted = s_held with { Provider = s_held.Provider with { Accounts = s_held.Provider.Accounts.Remove(account), Deleted = [account with { GivenName = "Ông An", DeletedAt = World.Start }] } };

        Plan corrected = spoilt.Plan(roster, AsAccounts);
        Plan restored = deleted.Plan(roster, AsAccounts);

        Assert.Equal([OperationKind.HandOver, OperationKind.Update, OperationKind.Move], corrected.Operations.Select(operation => operation.Kind));
        Assert.Equal([OperationKind.Reactivate, OperationKind.HandOver, OperationKind.Update], restored.Operations.Select(operation => operation.Kind));
        Assert.All(new[] { corrected, restored }, plan => Assert.All(plan.Operations[1..], operation => Assert.Contains(operation.Seq - 1, operation.After)));
        Assert.True(spoilt.Apply(corrected).Plan(roster, AsAccounts).IsEmpty);
        Assert.True(deleted.Apply(restored).Plan(roster, AsAccounts).IsEmpty);
    }

    [Fact]
    public void Handing_many_over_needs_to_be_accepted_by_name()
    {
        PostRoster roster = Roster() with { Directives = [Pack(Mailbox("v.head", "Hieutruong.TenTruong@moet.edu.vn", "\"thcs\"", "Hiệu trưởng"))], Units = EduIct.Units.UnitTree.Create(World.Units(30), "units").GetTreeOrThrow() };
        PostAssignment[] heads = [.. Enumerable.Range(1, 30).Select(school => Held($"thcs-{school}", "Hiệu trưởng", $"cu{school}@gmail.com"))];
        TenantPolicy policy = AsAccounts with { Guards = new GuardPolicy { HoldersShare = 0.5 } };
        World world = Applied(new World(), roster with { Assignments = [.. heads] }, policy);

        Assert.Equal(30, world.Plan(roster, policy).Header.PostMembers);
        Assert.Empty(Refusals(15));
        Assert.Equal((PlanGuard.Holders, 16, 15), Assert.Single(Refusals(16)) is var refusal ? (refusal.Guard, refusal.Count, refusal.Limit) : default);
        Assert.Empty(Refusals(16, 16));

        IEnumerable<GuardRefusal> Refusals(int changed, int accepted = 0) => PlanGuard.Check(
            world.Plan(roster with { Assignments = [.. heads[changed..], .. heads[..changed].Select(held => held with { Holder = Of(Binh) })] }, policy),
            policy,
            new Dictionary<string, int> { [PlanGuard.Holders] = accepted });
    }

    [Fact]
    public void A_digest_is_of_one_post_and_in_a_ledger_of_that_ledger()
    {
        PostHolder[] holders = [Of(An), Of("pho@gmail.com")];
        HoldersDigest digest = HoldersDigest.Of(s_post, holders);

        HoldersDigest[] others =
        [
            HoldersDigest.Of(new PersonKey(PostKey.System, "oneroster:so-bentre/vanphong.bentre"), holders), HoldersDigest.Of(s_post, holders[..1]), HoldersDigest.Of(s_post, []),
            digest.BoundTo("1"), digest.BoundTo("2"), default,
        ];

        Assert.Equal(digest, HoldersDigest.Of(s_post, [holders[1], holders[0], holders[1]]));
        Assert.Equal(7, others.Append(digest).Distinct().Count());
        Assert.True(HoldersDigest.TryParse(digest.ToString(), out HoldersDigest read));
        Assert.Equal((digest, 64), (read, digest.ToString().Length));
        Assert.All(new[] { null, "", digest.ToString().ToUpperInvariant(), digest.ToString()[1..] }, text => Assert.False(HoldersDigest.TryParse(text, out _)));
    }

    [Fact]
    public void Passwords_change_exactly_when_holders_do()
    {
        Gen<PostAssignment[]> holdings =
            from holders in Gen.Elements(An, Binh, "pho@gmail.com").ListOf()
            from first in Gen.Choose(-3, 3)
            select holders.Distinct().Select((holder, number) => Held("so-bentre", "Giamdoc", holder, Day.PlusDays(first + number), Day.PlusDays(first + number + 2))).ToArray();

        Prop.ForAll(holdings.ListOf().Select(years => years.Take(6).ToArray()).ToArbitrary(), years =>
        {
            World world = new();
            HashSet<string>? given = null;
            foreach (PostAssignment[] year in years)
            {
                Plan plan = world.Plan(Roster(year), AsAccounts);
                HashSet<string>? now = year.Length == 0 ? null : [.. year.Where(held => held.During.Contains(Day)).Select(held => held.Holder.ToString())];
                bool isMade = plan.Operations.Any(operation => operation.Person == s_post && operation.Kind == OperationKind.Create);
                OperationKind? expected = isMade || now is null ? null : given is null ? OperationKind.NoteHolders : given.SetEquals(now) ? null : OperationKind.HandOver;
                Assert.Equal(expected, plan.Operations.Where(operation => operation.Kind != OperationKind.Create && operation.Person == s_post).Select(operation => (OperationKind?)operation.Kind).SingleOrDefault());
                given = now ?? given;
                world = world.Apply(plan);
                Assert.True(world.Plan(Roster(year), AsAccounts).IsEmpty);
            }
        }).QuickCheckThrowOnFailure();
    }

    private static PostHolder Of(string text) => PostHolder.TryParse(text, out PostHolder? holder) ? holder : throw new ArgumentException(text, nameof(text));

    private static World Change(Account account) =>
        s_held with { Provider = s_held.Provider with { Accounts = [.. s_held.Provider.Accounts.Select(other => other.Id == account.Id ? account : other)] } };
}
