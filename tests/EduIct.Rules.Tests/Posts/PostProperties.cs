using EduIct.Addresses;
using EduIct.Directives;
using EduIct.Planning;
using EduIct.Posts;
using EduIct.Rules.Tests.Planning;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static EduIct.Rules.Tests.Posts.PostWorld;

namespace EduIct.Rules.Tests.Posts;

/// <summary>Laws of planning posts, over random holders on random days.</summary>
public sealed class PostProperties
{
    private static readonly Directive[] s_directives = [.. Ministry, Pack(Mailbox("v.head", "Hieutruong.TenTruong@moet.edu.vn", "\"thcs\"", "Hiệu trưởng"))];
    private static readonly string[] s_holders = ["moet:8400000001", "moet:8400000002", "moet:8400000003", "ngoai@gmail.com", "an.nv80@bentre.edu.vn", "moet:8400000077"];

    private static readonly World s_start = new World().Apply(new World().Plan(World.Roster([World.Teacher(1, "Nguyễn Văn An"), World.Teacher(2, "Trần Thị Bình"), World.Teacher(3, "Lê Văn Cường")])));

    private static readonly Gen<PostAssignment> s_assignment =
        from place in Gen.Elements(("so-bentre", "Giamdoc"), ("so-bentre", "Vanphong"), ("thcs-1", "Hiệu trưởng"), ("thcs-2", "hieutruong"))
        from holder in Gen.Elements(s_holders)
        from first in Gen.Choose(0, 40)
        from length in Gen.Choose(0, 20)
        select Held(place.Item1, place.Item2, holder, Day.PlusDays(first - 20), Day.PlusDays(first - 20 + length));

    // Two spans of one holder in one post that overlap are a fault.
    private static readonly Gen<PostAssignment[]> s_holdings = s_assignment.ListOf().Select(list => list
        .Aggregate(new List<PostAssignment>(), (kept, next) =>
        {
            if (!kept.Any(other => (other.Unit, other.Post, other.Holder) == (next.Unit, next.Post, next.Holder) && other.During.Overlaps(next.During)))
            {
                kept.Add(next);
            }

            return kept;
        })
        .ToArray());

    private static readonly Arbitrary<(PostAssignment[] Holdings, PostAssignment[] Later, int Days)> s_cases =
        (from holdings in s_holdings from later in s_holdings from days in Gen.Choose(0, 20) select (holdings, later, days)).ToArbitrary();

    [Fact]
    public void The_plan_of_an_applied_plan_is_empty_and_every_holder_of_the_day_is_in() => Prop.ForAll(s_cases, all =>
    {
        World world = s_start;
        foreach ((PostAssignment[] holdings, LocalDate day) in new[] { (all.Holdings, Day), (all.Later, Day.PlusDays(all.Days)), (all.Holdings, Day.PlusDays(all.Days)) })
        {
            PostRoster roster = Roster(holdings) with { Directives = [.. s_directives], Date = day };
            world = world.Apply(world.Plan(roster));
            Plan again = world.Plan(roster);
            Assert.True(again.IsEmpty, string.Join(Environment.NewLine, again.Operations.Select(OperationText.Describe)));
            foreach (PostAssignment held in holdings.Where(held => held.During.Contains(day) && held.Holder.Address is not null))
            {
                string group = held.Unit == "so-bentre" ? $"{held.Post}.bentre@bentre.edu.vn" : $"hieutruong.thcsso{held.Unit[^1]}@bentre.edu.vn";
                Assert.Contains(held.Holder.ToString(), world.MembersOf(group));
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_rows_packs_accounts_and_groups_changes_nothing() => Prop.ForAll(s_cases, all =>
    {
        PostRoster first = Roster(all.Holdings) with { Directives = [.. s_directives] };
        PostRoster second = Roster(all.Later) with { Directives = [.. s_directives], Date = Day.PlusDays(all.Days) };
        World world = s_start.Apply(s_start.Plan(first));
        World turned = world with { Provider = world.Provider with { Accounts = [.. world.Provider.Accounts.Reverse()], Groups = [.. world.Provider.Groups.Reverse()] } };

        Plan plan = world.Plan(second);
        Plan other = turned.Plan(second with { Directives = [.. s_directives.Reverse()], Assignments = [.. second.Assignments.Reverse()], Units = EduIct.Units.UnitTree.Create(Tree.Units.Reverse(), "units").GetTreeOrThrow() });

        Assert.Equal(plan.Operations.Select(Line), other.Operations.Select(Line));
        Assert.Equal(plan.LeftAlone.AsEnumerable(), other.LeftAlone);
        Assert.Equal(plan.Header.Claims.AsEnumerable(), other.Header.Claims);
        Assert.Equal(plan.Header.RosterDigest, other.Header.RosterDigest);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whoever_holds_them_and_on_whatever_day_posts_keep_their_addresses_and_share_them_with_nobody() => Prop.ForAll(s_cases, all =>
    {
        World world = s_start;
        foreach ((PostAssignment[] holdings, LocalDate day) in new[] { (all.Holdings, Day), (all.Later, Day.PlusDays(all.Days)), (all.Holdings, Day.PlusDays(-all.Days)) })
        {
            world = world.Apply(world.Plan(Roster(holdings) with { Directives = [.. s_directives], Date = day }));
        }

        Claim[] posts = [.. world.Ledger.Claims.Where(claim => claim.Kind == HolderKind.Post)];
        Assert.Equal(7, posts.Length);
        Assert.Equal(7, posts.Select(claim => claim.Holder).Distinct().Count());
        Assert.Equal(7, world.Provider.Groups.Count(group => PostKey.TryParse(group.Group.Holder, out _)));
        Assert.True(world.Plan(World.Roster([World.Teacher(1, "Nguyễn Văn An"), World.Teacher(2, "Trần Thị Bình"), World.Teacher(3, "Lê Văn Cường")])).IsEmpty);
    }).QuickCheckThrowOnFailure();

    private static string Line(PlanOperation operation) => $"{operation.Seq} {OperationText.Describe(operation).En} {operation.Person} [{string.Join(',', operation.After)}]";
}
