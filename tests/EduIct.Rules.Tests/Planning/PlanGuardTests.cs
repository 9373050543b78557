using EduIct.People;
using EduIct.Planning;
using EduIct.Tenants;
using static EduIct.Rules.Tests.Planning.World;

namespace EduIct.Rules.Tests.Planning;

public sealed class PlanGuardTests
{
    private static readonly Person[] s_class = [.. Enumerable.Range(1, 40).Select(number => Pupil(number, "Nguyễn Văn An"))];

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public void A_share_of_the_managed_accounts_may_leave(int leavers, int refusals) =>
        Assert.Equal(refusals, PlanGuard.Check(Leaving(leavers), Policy, new Dictionary<string, int>()).Length);

    [Fact]
    public void A_guard_is_passed_by_name_for_at_most_the_number_accepted()
    {
        Plan plan = Leaving(3);

        Assert.Empty(PlanGuard.Check(plan, Policy, new Dictionary<string, int> { [PlanGuard.Leavers] = 3 }));
        Assert.Equal((PlanGuard.Leavers, 3, 2), Assert.Single(PlanGuard.Check(plan, Policy, new Dictionary<string, int> { [PlanGuard.Leavers] = 2 })) is var refusal
            ? (refusal.Guard, refusal.Count, refusal.Limit)
            : default);
        Assert.NotEmpty(PlanGuard.Check(plan, Policy, new Dictionary<string, int> { [PlanGuard.Deletions] = 3 }));
    }

    [Fact]
    public void A_header_that_says_less_than_the_operations_do_deceives_nobody()
    {
        Plan plan = Leaving(10);

        Assert.NotEmpty(PlanGuard.Check(plan with { Header = plan.Header with { Leavers = 0 } }, Policy, new Dictionary<string, int>()));
    }

    [Fact]
    public void Graduates_have_a_limit_of_their_own()
    {
        World world = new World();
        Person[] last = [.. Enumerable.Range(1, 40).Select(number => Pupil(number, "Nguyễn Văn An", 1, number <= 13 ? "9A" : "8A"))];
        world = world.Apply(world.Plan(Roster(last)));
        Plan plan = world.Plan(Roster(last[13..]));

        Assert.Equal((0, 13), (plan.Header.Leavers, plan.Header.Graduates));
        Assert.Empty(PlanGuard.Check(plan, Policy, new Dictionary<string, int>()));
        TenantPolicy strict = Policy with { Graduates = new GraduatePolicy { Share = 0.1 } };
        Assert.Equal(PlanGuard.Graduates, Assert.Single(PlanGuard.Check(plan, strict, new Dictionary<string, int>())).Guard);
    }

    private static Plan Leaving(int leavers)
    {
        World world = new World();
        world = world.Apply(world.Plan(Roster(s_class)));
        return world.Plan(Roster(s_class[leavers..]));
    }
}
