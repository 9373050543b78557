using EduIct.Issues;
using EduIct.Units;
using NodaTime;
using static EduIct.Abstractions.Tests.Units.SampleUnits;

namespace EduIct.Abstractions.Tests.Units;

public sealed class UnitTreeFaultsTests
{
    private static readonly LocalDate s_day = new(2020, 9, 5);

    [Fact]
    public void A_tree_answers_for_a_day()
    {
        UnitTree tree = Good(
            Of("so"),
            Of("a") with { Parents = [Under("so", null, "2019-12-31"), Under("b", "2020-01-01")] },
            Of("b") with { Parents = [Under("so")] },
            Of("late") with { Existed = Span("2021-01-01"), Parents = [Under("b", "2021-01-01")] });
        LocalDate before = new(2019, 12, 31);

        Assert.Equal(["so", "so"], Values(tree.ParentOf(Code("a"), before), tree.ParentOf(Code("b"), s_day)));
        Assert.Equal(["b", "so"], Values(tree.AncestorsOf(Code("a"), s_day)));
        Assert.Equal(["so"], Values(tree.AncestorsOf(Code("a"), before)));
        Assert.Equal(["a", "b"], Values(tree.ChildrenOf(Code("so"), before)));
        Assert.Equal(["b"], Values(tree.ChildrenOf(Code("so"), s_day)));
        Assert.Equal(["b", "a"], Values(tree.DescendantsOf(Code("so"), s_day)));
        Assert.Equal(["b", "a", "late"], Values(tree.DescendantsOf(Code("so"), new LocalDate(2021, 1, 1))));
        Assert.Equal(["so"], Values(tree.RootsOn(s_day)));
        Assert.Equal(["so", "a", "b"], Values(tree.On(s_day)));
        Assert.True(tree.IsWithin(Code("a"), Code("b"), s_day));
        Assert.False(tree.IsWithin(Code("a"), Code("b"), before));
        Assert.Null(tree.Find(Code("late"), s_day));
    }

    [Fact]
    public void A_code_may_be_given_again_and_the_day_tells_whose_it_is()
    {
        UnitTree tree = Good(
            Of("15", "Yên Bái") with { Existed = Span(null, "2025-06-30"), Successor = Code("15") },
            Of("10", "Lào Cai cũ") with { Existed = Span(null, "2025-06-30"), Successor = Code("15") },
            Of("15", "Lào Cai") with { Existed = Span("2025-07-01") });

        Assert.Equal("Yên Bái", tree.Find(Code("15"), s_day)!.Name);
        Assert.Equal("Lào Cai", tree.Find(Code("15"), new LocalDate(2025, 7, 1))!.Name);
        Assert.Equal("Lào Cai", tree.SuccessorOf(Code("10"), s_day, new LocalDate(2026, 1, 1))!.Name);
    }

    [Fact]
    public void A_successor_is_found_over_several_mergers_and_never_backwards()
    {
        UnitTree tree = Good(
            Of("a") with { Existed = Span(null, "2008-07-31"), Successor = Code("b") },
            Of("b") with { Existed = Span(null, "2025-06-30"), Successor = Code("c") },
            Of("c") with { Existed = Span("2025-07-01") },
            Of("closed") with { Existed = Span(null, "2015-01-01") });

        Assert.Equal("c", tree.SuccessorOf(Code("a"), new LocalDate(2005, 1, 1), new LocalDate(2026, 1, 1))!.Code.Value);
        Assert.Equal("b", tree.SuccessorOf(Code("a"), new LocalDate(2005, 1, 1), new LocalDate(2008, 8, 1))!.Code.Value);
        Assert.Null(tree.SuccessorOf(Code("closed"), new LocalDate(2005, 1, 1), new LocalDate(2026, 1, 1)));
        Assert.Null(tree.SuccessorOf(Code("c"), new LocalDate(2026, 1, 1), new LocalDate(2005, 1, 1)));
    }

    [Fact]
    public void Codes_of_two_systems_are_never_the_same_unit()
    {
        UnitTree tree = Good(Of("86"), new Unit(new UnitCode(CodeSystem.Gso, "86"), UnitKind.Department, "Vĩnh Long", "VinhLong"));

        Assert.Equal("Vĩnh Long", tree.Find(new UnitCode(CodeSystem.Gso, "86"), s_day)!.Name);
        Assert.Null(tree.Find(new UnitCode(CodeSystem.Moet, "86"), s_day));
        Assert.Equal("unit.orphan", Assert.Single(Faults(Of("86"), Of("school") with { Parents = [new UnitParent(new UnitCode(CodeSystem.Gso, "86"), DateSpan.Always)] })).Code);
    }

    [Fact]
    public void A_slug_is_found_without_regard_to_case_and_by_kind()
    {
        UnitTree tree = Good(
            new Unit(Code("school"), UnitKind.UpperSecondary, "THPT Bến Tre", "BenTre"),
            new Unit(Code("so"), UnitKind.Department, "Sở Bến Tre", "BenTre") { Existed = Span(null, "2025-06-30") });

        Assert.Equal("so", tree.FindBySlug("bentre", s_day, UnitKind.Department)!.Code.Value);
        Assert.Equal("school", tree.FindBySlug("BENTRE", s_day)!.Code.Value);
        Assert.Null(tree.FindBySlug("BenTre", new LocalDate(2025, 7, 1), UnitKind.Department));
    }

    [Fact]
    public void A_cycle_names_its_members_and_its_first_day_and_is_told_once()
    {
        Issue fault = Assert.Single(Faults(
            Of("root"),
            Of("a") with { Parents = [Under("root", null, "2009-12-31"), Under("b", "2010-01-01", "2012-12-31")] },
            Of("b") with { Parents = [Under("c")] },
            Of("c") with { Parents = [Under("root", null, "2010-12-31"), Under("a", "2011-01-01")] },
            Of("hanging") with { Parents = [Under("a", "2012-01-01", "2012-02-01")] }));

        Assert.Equal(("unit.cycle", 2), (fault.Code, fault.Place.Line!.Value));
        Assert.Contains("a (vendor:x:a) → b (vendor:x:b) → c (vendor:x:c) → a (vendor:x:a)", fault.Message.En, StringComparison.Ordinal);
        Assert.Contains("2011-01-01", fault.Message.En, StringComparison.Ordinal);
        Assert.DoesNotContain("hanging", fault.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_below_itself_is_a_cycle() =>
        Assert.Equal("unit.cycle", Assert.Single(Faults(Of("a") with { Parents = [Under("a")] })).Code);

    [Fact]
    public void A_parent_that_is_missing_for_one_day_makes_an_orphan_of_that_day()
    {
        Issue fault = Assert.Single(Faults(
            Of("so") with { Existed = Span(null, "2019-12-31") },
            Of("so") with { Existed = Span("2020-01-02") },
            Of("school") with { Parents = [Under("so")] }));

        Assert.Equal(("unit.orphan", 3), (fault.Code, fault.Place.Line!.Value));
        Assert.Contains("2020-01-01", fault.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_division_ends_with_30_June_2025()
    {
        Unit division = new(Code("phong"), UnitKind.Division, "Phòng Châu Thành", "ChauThanh");

        Assert.Equal("unit.division-after-2025", Assert.Single(Faults(division)).Code);
        Assert.Equal("unit.division-after-2025", Assert.Single(Faults(division with { Existed = Span(null, "2025-07-01") })).Code);
        Good(division with { Existed = Span(null, "2025-06-30") });
    }

    [Fact]
    public void A_successor_needs_an_end_and_somebody_on_the_next_day()
    {
        Assert.Equal(
            ["unit.unknown-successor", "unit.unknown-successor", "unit.unknown-successor", "unit.unknown-successor"],
            Faults(
                Of("goes-on") with { Successor = Code("there") },
                Of("nobody") with { Existed = Span(null, "2010-01-01"), Successor = Code("missing") },
                Of("late") with { Existed = Span(null, "2010-01-01"), Successor = Code("there") },
                Of("last") with { Existed = new DateSpan(null, LocalDate.MaxIsoValue), Successor = Code("there") },
                Of("there") with { Existed = Span("2010-01-03") }).Select(fault => fault.Code));
    }

    [Fact]
    public void Further_units_join_a_tree_and_their_places_count_from_one()
    {
        UnitTree country = Good(Of("ministry"), Of("so") with { Parents = [Under("ministry")] });

        UnitTree both = country.With([Of("school") with { Parents = [Under("so")] }], "schools.csv").GetTreeOrThrow();
        Assert.Equal(["so", "ministry"], Values(both.AncestorsOf(Code("school"), s_day)));
        Assert.Null(country.Find(Code("school"), s_day));

        UnitTreeResult refused = country.With([Of("school"), Of("so"), Of("other") with { Parents = [Under("none")] }], "schools.csv");
        Assert.Null(refused.Tree);
        Assert.Equal(["schools.csv:2 unit.duplicate-code", "schools.csv:3 unit.orphan"], refused.Issues.Select(issue => $"{issue.Place} {issue.Code}"));
    }

    [Fact]
    public void A_caller_who_gives_no_unit_is_told_so() =>
        Assert.Throws<ArgumentException>("units", () => UnitTree.Create([Of("a"), null!], "x"));

    [Fact]
    public void A_country_of_schools_is_a_tree()
    {
        UnitTree tree = Good(
        [
            Of("ministry"),
            .. Enumerable.Range(0, 34).Select(so => Of($"so{so}") with { Parents = [Under("ministry")] }),
            .. Enumerable.Range(0, 60_000).Select(school => Of($"school{school}") with
            {
                // Ten thousand different first days.
                Existed = new DateSpan(new LocalDate(1980, 1, 1).PlusDays(school % 10_000), null),
                Parents = [new UnitParent(Code($"so{school % 34}"), new DateSpan(new LocalDate(1980, 1, 1).PlusDays(school % 10_000), null))],
            }),
        ]);

        Assert.Equal(60_034, tree.DescendantsOf(Code("ministry"), s_day).Count());
        Assert.All(tree.Units.Where(unit => unit.Code.Value.StartsWith("school", StringComparison.Ordinal)), unit => Assert.True(tree.IsWithin(unit.Code, Code("ministry"), s_day)));
    }

    [Fact]
    public void A_hostile_chain_exhausts_nothing()
    {
        UnitTree tree = Good([Of("0"), .. Enumerable.Range(1, 60_000).Select(unit => Of($"{unit}") with { Parents = [Under($"{unit - 1}")] })]);
        Assert.Equal(60_000, tree.AncestorsOf(Code("60000"), s_day).Count());

        Issue ring = Assert.Single(Faults([.. Enumerable.Range(0, 60_000).Select(unit => Of($"{unit}") with { Parents = [Under($"{(unit + 1) % 60_000}")] })]));
        Assert.Equal("unit.cycle", ring.Code);
        Assert.Contains("60000", ring.Message.En, StringComparison.Ordinal);
        Assert.True(ring.Message.En.Length < 2000);
    }

    [Fact]
    public void The_same_code_a_hundred_thousand_times_is_told_as_often() =>
        Assert.Equal(99_999, Faults([.. Enumerable.Repeat(Of("a"), 100_000)]).Length);
}
