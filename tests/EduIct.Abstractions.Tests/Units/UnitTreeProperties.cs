using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static EduIct.Abstractions.Tests.Units.SampleUnits;

namespace EduIct.Abstractions.Tests.Units;

/// <summary>Laws of trees, on random ones. A unit's parent has a smaller number and begins no later, so that a tree is good until a fault is put into it.</summary>
public sealed class UnitTreeProperties
{
    private static readonly LocalDate s_beginning = new(2000, 1, 1);

    private static readonly Arbitrary<int> s_seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    private static readonly (string Code, Func<Unit[], Random, int, Unit[]> Break)[] s_faults =
    [
        ("unit.duplicate-code", (units, _, at) => [.. units, Of(units[at].Code.Value, "another") with { Existed = units[at].Existed }]),
        ("unit.orphan", (units, _, at) => Replace(units, at, unit => unit with { Parents = [new UnitParent(Code("nobody"), unit.Existed)] })),
        ("unit.parent-outside-life", (units, _, at) => Replace(units, at, unit => unit with { Parents = [UnderRoot(unit, -1)] })),
        ("unit.overlapping-parents", (units, random, at) =>
            Replace(units, at, unit => unit with { Parents = [UnderRoot(unit, 0), UnderRoot(unit, random.Next(5000))] })),
        ("unit.unknown-successor", (units, _, at) => Replace(units, at, unit => unit with { Successor = Code("nobody") })),
        ("unit.division-after-2025", (units, _, at) =>
            Replace(units, at, unit => new Unit(unit.Code, UnitKind.Division, unit.Name, unit.Slug) { Existed = unit.Existed, Parents = unit.Parents })),
        ("unit.cycle", (units, _, at) => Replace(units, at, unit => unit with { Parents = [new UnitParent(unit.Code, unit.Existed)] })),
    ];

    [Fact]
    public void A_good_tree_has_no_fault_and_parents_and_children_agree_on_every_day() =>
        Prop.ForAll(s_seeds, seed =>
        {
            var random = new Random(seed);
            UnitTree tree = Good(Grow(random, random.Next(1, 40)));
            LocalDate day = s_beginning.PlusDays(random.Next(12_000));

            Assert.All(tree.On(day), unit =>
            {
                Assert.Equal(unit.Parents.Any(link => link.During.Contains(day)), tree.ParentOf(unit.Code, day) is not null);
                Assert.All(tree.ChildrenOf(unit.Code, day), child => Assert.Equal(unit, tree.ParentOf(child.Code, day)));
                Assert.All(tree.AncestorsOf(unit.Code, day), above => Assert.Contains(unit, tree.DescendantsOf(above.Code, day)));
            });
            Assert.Equal(
                tree.On(day).Select(unit => unit.Code).Order(),
                tree.RootsOn(day).SelectMany(root => tree.DescendantsOf(root.Code, day).Prepend(root)).Select(unit => unit.Code).Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_fault_put_into_a_tree_is_told_with_its_place_whatever_the_others() =>
        Prop.ForAll(s_seeds, seed =>
        {
            var random = new Random(seed);
            Unit[] units = Grow(random, 40);
            int[] places = [.. Enumerable.Range(1, units.Length - 1).OrderBy(_ => random.Next()).Take(random.Next(1, s_faults.Length + 1)).Order()];
            List<(string Code, int Line)> expected = [];
            foreach (int place in places)
            {
                (string code, Func<Unit[], Random, int, Unit[]> breakIt) = s_faults[random.Next(s_faults.Length)];
                units = breakIt(units, random, place);
                expected.Add((code, code == "unit.duplicate-code" ? units.Length : place + 1));
            }

            List<(string Code, int Line)> told = [.. Faults(units).Select(issue => (issue.Code, issue.Place.Line!.Value))];
            Assert.Equal(expected.Order(), told.Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_ring_on_one_day_is_found_wherever_its_links_begin() =>
        Prop.ForAll(s_seeds, seed =>
        {
            var random = new Random(seed);
            int length = random.Next(2, 30);
            LocalDate day = s_beginning.PlusDays(random.Next(9000));
            Unit[] ring =
            [
                .. Enumerable.Range(0, length).Select(unit => Of($"{unit}") with
                {
                    Parents = [new UnitParent(Code($"{(unit + 1) % length}"), new DateSpan(day.PlusDays(-random.Next(3000)), day.PlusDays(random.Next(3000))))],
                }),
            ];

            Assert.Equal("unit.cycle", Assert.Single(Faults([.. ring.OrderBy(_ => random.Next())])).Code);

            // The ring is open on every day once one link is on other days only.
            ring[0] = ring[0] with { Parents = [ring[0].Parents[0] with { During = new DateSpan(day.PlusDays(4000), null) }] };
            Good(ring);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_units_does_not_matter() =>
        Prop.ForAll(s_seeds, seed =>
        {
            var random = new Random(seed);
            Unit[] units = Grow(random, 30);
            LocalDate day = s_beginning.PlusDays(random.Next(12_000));
            UnitTree tree = Good(units);
            UnitTree shuffled = Good([.. units.OrderBy(_ => random.Next())]);

            Assert.All(units, unit => Assert.Equal(tree.AncestorsOf(unit.Code, day), shuffled.AncestorsOf(unit.Code, day)));
        }).QuickCheckThrowOnFailure();

    private static Unit[] Grow(Random random, int count)
    {
        List<Unit> units = [Of("0") with { Existed = new DateSpan(s_beginning, null) }];
        while (units.Count < count)
        {
            Unit first = units[random.Next(units.Count)];
            Unit second = units[random.Next(units.Count)];
            LocalDate from = LocalDate.Max(first.Existed.From!.Value, second.Existed.From!.Value).PlusDays(random.Next(300));
            LocalDate moved = from.PlusDays(random.Next(1, 4000));
            units.Add(Of($"{units.Count}") with
            {
                Existed = new DateSpan(from, null),
                Parents =
                [
                    new UnitParent(first.Code, new DateSpan(from, moved.PlusDays(-1))),
                    new UnitParent(second.Code, new DateSpan(moved, null)),
                ],
            });
        }

        return [.. units];
    }

    private static UnitParent UnderRoot(Unit unit, int days) => new(Code("0"), new DateSpan(unit.Existed.From!.Value.PlusDays(days), null));

    private static Unit[] Replace(Unit[] units, int at, Func<Unit, Unit> change) => [.. units.Select((unit, index) => index == at ? change(unit) : unit)];
}
