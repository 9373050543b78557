using EduIct.Units;
using NodaTime;

namespace EduIct.Abstractions.Tests.Units;

public class UnitTreeTests
{
    private static readonly LocalDate s_merger = new(2025, 7, 1);
    private static readonly DateSpan s_before = new(null, s_merger.PlusDays(-1));
    private static readonly DateSpan s_after = new(s_merger, null);

    [Fact]
    public void Every_fault_is_told_at_once_with_the_position_of_its_unit()
    {
        UnitTreeResult result = UnitTree.Create(
            [
                Unit("root"),
                Unit("a", ("b", DateSpan.Always)),
                Unit("b", ("a", DateSpan.Always)),
                Unit("orphan", ("nobody", DateSpan.Always)),
                Unit("two", ("root", DateSpan.Always), ("root", s_after)),
                Unit("root"),
                Unit("short", ("root", DateSpan.Always)) with { Existed = s_before },
                Unit("heirless") with { Existed = s_before, Successor = Code("nobody") },
                Unit("living") with { Successor = Code("root") },
                Unit("late", ("short", s_after)) with { Existed = s_after },
            ],
            "units");

        Assert.Null(result.Tree);
        Assert.Equal(
            [
                "units:2 unit.cycle", "units:4 unit.orphan", "units:5 unit.overlapping-parents", "units:6 unit.duplicate-code",
                "units:7 unit.parent-outside-life", "units:8 unit.unknown-successor", "units:9 unit.unknown-successor", "units:10 unit.orphan",
            ],
            result.Issues.Select(issue => $"{issue.Place} {issue.Code}"));
        Assert.Contains("unit.cycle", Assert.Throws<InvalidOperationException>(result.GetTreeOrThrow).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_that_never_holds_on_one_day_is_none()
    {
        UnitTreeResult result = UnitTree.Create([Unit("a", ("b", s_before)), Unit("b", ("a", s_after))], "units");
        Assert.Empty(result.Issues);
        Assert.Equal(Code("b"), result.Tree!.ParentOf(Code("a"), s_merger.PlusDays(-1))!.Code);
        Assert.Equal(Code("a"), result.Tree.ParentOf(Code("b"), s_merger)!.Code);
    }

    [Fact]
    public void Questions_are_answered_for_their_day()
    {
        UnitTree tree = UnitTree.Create(
            [
                Unit("ministry"),
                Unit("x", ("ministry", s_before)) with { Existed = s_before, Successor = Code("y") },
                Unit("y", ("ministry", DateSpan.Always)),
                Unit("school", ("x", s_before), ("y", s_after)),
                Unit("x", ("ministry", s_after)) with { Existed = s_after },
            ],
            "units").GetTreeOrThrow();
        LocalDate before = s_merger.PlusDays(-1);

        Assert.Equal(4, tree.On(before).Count());
        Assert.Equal(4, tree.On(s_merger).Count());
        Assert.Equal(["x", "ministry"], tree.AncestorsOf(Code("school"), before).Select(unit => unit.Code.Value));
        Assert.Equal(["y", "ministry"], tree.AncestorsOf(Code("school"), s_merger).Select(unit => unit.Code.Value));
        Assert.Equal(["x", "y"], tree.ChildrenOf(Code("ministry"), before).Select(unit => unit.Code.Value));
        Assert.Equal(["x", "y", "school"], tree.DescendantsOf(Code("ministry"), before).Select(unit => unit.Code.Value));
        Assert.Equal("y", tree.SuccessorOf(Code("x"), before, s_merger)!.Code.Value);
        Assert.Equal(s_after, tree.SuccessorOf(Code("x"), s_merger, s_merger)!.Existed);
        Assert.Null(tree.SuccessorOf(Code("nobody"), before, s_merger));
        Assert.Equal(s_before, tree.FindBySlug("X", before)!.Existed);
        Assert.Equal(s_after, tree.FindBySlug("x", s_merger)!.Existed);
        Assert.True(tree.IsWithin(Code("school"), Code("x"), before));
        Assert.False(tree.IsWithin(Code("school"), Code("x"), s_merger));
    }

    [Fact]
    public void Spans_hold_both_their_ends()
    {
        Assert.True(s_before.Contains(s_merger.PlusDays(-1)));
        Assert.False(s_before.Contains(s_merger));
        Assert.False(s_before.Overlaps(s_after));
        Assert.True(DateSpan.Always.Covers(s_after));
        Assert.False(s_after.Covers(DateSpan.Always));
        Assert.Equal(s_after, DateSpan.Always.Intersect(s_after));
        Assert.Throws<ArgumentException>(() => s_before.Intersect(s_after));
        Assert.Throws<ArgumentException>(() => new DateSpan(s_merger, s_merger.PlusDays(-1)));
        Assert.Equal("2025-07-01/..", s_after.ToString());
    }

    private static UnitCode Code(string value) => new(CodeSystem.Vendor("test"), value);

    private static Unit Unit(string value, params (string Parent, DateSpan During)[] parents) => new(Code(value), UnitKind.Unknown, value, value)
    {
        Parents = [.. parents.Select(parent => new UnitParent(Code(parent.Parent), parent.During))],
    };
}
