using EduIct.Accounts;
using EduIct.People;
using EduIct.Planning;
using EduIct.Tenants;
using FsCheck;
using FsCheck.Fluent;
using static EduIct.Rules.Tests.Planning.World;

namespace EduIct.Rules.Tests.Planning;

public sealed class SeatTests
{
    private static readonly TenantPolicy s_teachersFirst = Policy with { SeatPriority = [Role.Teacher] };

    [Fact]
    public void A_plan_tells_how_many_seats_it_takes_and_how_many_are_free()
    {
        Plan plan = WithSeats(("A1", [Role.Student], 10, 3), ("A3", [Role.Teacher], 5, 5)).Plan(Roster(People(4, 1)));

        Assert.Equal([new SeatNeed("g", "A1", 4, 7), new SeatNeed("g", "A3", 1, 0)], plan.Header.Seats.AsEnumerable());
        Assert.Equal(1, plan.Header.Seats[1].Short);
        GuardRefusal refusal = Assert.Single(PlanGuard.Check(plan, Policy, new Dictionary<string, int>()));
        Assert.Equal((PlanGuard.Seats, 1, 0), (refusal.Guard, refusal.Count, refusal.Limit));
        Assert.Contains("A3", refusal.Message.En, StringComparison.Ordinal);
        Assert.Empty(PlanGuard.Check(plan, Policy, new Dictionary<string, int> { [PlanGuard.Seats] = 1 }));
    }

    [Fact]
    public void Who_comes_last_waits_joins_nothing_keeps_the_address_and_is_served_when_seats_come()
    {
        World world = WithSeats(("A1", [Role.Student, Role.Teacher], 4, 0));
        Plan plan = world.Plan(Roster(People(4, 2)), s_teachersFirst);

        Assert.Equal(new SeatNeed("g", "A1", 4, 4), Assert.Single(plan.Header.Seats));
        Assert.Empty(PlanGuard.Check(plan, s_teachersFirst, new Dictionary<string, int>()));
        LeftAlone[] waiting = [.. plan.LeftAlone.Where(item => item.Reason == LeftAloneReason.NoSeat)];
        Assert.Equal(["moet:8300000003", "moet:8300000004"], waiting.Select(item => item.What));
        Assert.Equal(4, plan.Counts[OperationKind.Create]);
        Assert.DoesNotContain(plan.Operations, operation => waiting.Any(item => item.What == operation.Person?.ToString()));

        World applied = world.Apply(plan);
        Assert.True(WithSeats(applied, ("A1", [Role.Student, Role.Teacher], 4, 4)).Plan(Roster(People(4, 2)), s_teachersFirst).IsEmpty);
        Plan later = WithSeats(applied, ("A1", [Role.Student, Role.Teacher], 6, 4)).Plan(Roster(People(4, 2)), s_teachersFirst);
        Assert.Equal(2, later.Counts[OperationKind.Create]);
        Assert.All(later.Operations.Where(operation => operation.Kind == OperationKind.Create), operation =>
            Assert.Contains(plan.Header.Claims, claim => claim.Holder == operation.Person.ToString() && claim.Name == operation.Set.Address!.Value.ToCanonicalString()));
    }

    [Fact]
    public void Another_role_takes_a_seat_only_where_it_brings_another_licence()
    {
        World world = new World();
        world = world.Apply(world.Plan(Roster([Pupil(1, "Nguyễn Văn An")])));
        Person pupil = Pupil(1, "Nguyễn Văn An");
        Person teacher = new(pupil.Keys, pupil.Name, [new Affiliation(School(1), Role.Teacher)]) { BirthDate = pupil.BirthDate };

        Assert.Equal(0, Assert.Single(WithSeats(world, ("A1", [Role.Student, Role.Teacher], 9, 1)).Plan(Roster([teacher])).Header.Seats).Needed);
        Assert.Equal([0, 1], WithSeats(world, ("A1", [Role.Student], 9, 1), ("A3", [Role.Teacher], 9, 0)).Plan(Roster([teacher])).Header.Seats.Select(seat => seat.Needed));
    }

    [Fact]
    public void With_an_order_of_priority_no_plan_takes_more_seats_than_are_free()
    {
        var sizes = from pupils in Gen.Choose(0, 8)
                    from teachers in Gen.Choose(0, 4)
                    from free in Gen.Choose(0, 14)
                    select (pupils, teachers, free);
        Prop.ForAll(sizes.ToArbitrary(), size =>
        {
            World world = WithSeats(("A1", [Role.Student, Role.Teacher], size.free, 0));
            Plan plan = world.Plan(Roster(People(size.pupils, size.teachers)), s_teachersFirst);
            int made = plan.Counts.GetValueOrDefault(OperationKind.Create);
            int waiting = plan.LeftAlone.Count(item => item.Reason == LeftAloneReason.NoSeat);
            int madeTeachers = plan.Operations.Count(operation => operation.Kind == OperationKind.Create && operation.Set.Placement!.Role == Role.Teacher);
            return made == Math.Min(size.free, size.pupils + size.teachers)
                && made + waiting == size.pupils + size.teachers
                && madeTeachers == Math.Min(size.free, size.teachers);
        }).QuickCheckThrowOnFailure();
    }

    private static Person[] People(int pupils, int teachers) =>
    [
        .. Enumerable.Range(1, pupils).Select(number => Pupil(number, "Nguyễn Văn An")),
        .. Enumerable.Range(1, teachers).Select(number => Teacher(number, "Phạm Thị Dung", 1, "6A1")),
    ];

    private static World WithSeats(params (string Licence, Role[] Roles, int Total, int Used)[] seats) => WithSeats(new World(), seats);

    private static World WithSeats(World world, params (string Licence, Role[] Roles, int Total, int Used)[] seats) =>
        world with { Provider = world.Provider with { Seats = [.. seats.Select(seat => new SeatCount(seat.Licence, [.. seat.Roles], seat.Total, seat.Used))] } };
}
