using EduIct.Units;
using NodaTime;

namespace EduIct.Abstractions.Tests.Units;

public sealed class UnitTreeTests
{
    private static readonly LocalDate s_before = new(2025, 6, 30);
    private static readonly LocalDate s_after = new(2025, 7, 1);

    [Fact]
    public void A_parent_is_a_matter_of_date()
    {
        UnitTree tree = UnitTree.Create(
            [
                Make("so"),
                Make("phong", "so") with { Existed = new DateSpan(null, s_before), Parents = [new UnitParent(Code("so"), new DateSpan(null, s_before))] },
                Make("truong") with { Parents = [new UnitParent(Code("phong"), new DateSpan(null, s_before)), new UnitParent(Code("so"), new DateSpan(s_after, null))] },
            ],
            "test").GetTreeOrThrow();

        Assert.Equal("phong", tree.ParentOf(Code("truong"), s_before)!.Code.Value);
        Assert.Equal("so", tree.ParentOf(Code("truong"), s_after)!.Code.Value);
        Assert.Equal(["phong", "truong"], tree.DescendantsOf(Code("so"), s_before).Select(unit => unit.Code.Value));
        Assert.Equal(["truong"], tree.DescendantsOf(Code("so"), s_after).Select(unit => unit.Code.Value));
        Assert.True(tree.IsWithin(Code("truong"), Code("so"), s_before));
        Assert.Null(tree.Find(Code("phong"), s_after));
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        UnitTreeResult result = UnitTree.Create(
            [
                Make("a", "b"), Make("b", "a"),
                Make("orphan", "nobody"),
                Make("twice"), Make("twice"),
                Make("two-parents") with { Parents = [new UnitParent(Code("twice"), DateSpan.Always), new UnitParent(Code("orphan"), new DateSpan(s_after, null))] },
                Make("gone") with { Existed = new DateSpan(null, s_before), Successor = Code("nobody") },
                Make("under-gone", "gone"),
                Make("short") with { Existed = new DateSpan(s_after, null), Parents = [new UnitParent(Code("twice"), DateSpan.Always)] },
            ],
            "test");

        Assert.Null(result.Tree);
        Assert.Equal(
            [
                (1, "unit.cycle"), (2, "unit.cycle"), (3, "unit.orphan"), (5, "unit.duplicate-code"), (6, "unit.overlapping-parents"),
                (7, "unit.unknown-successor"), (8, "unit.orphan"), (9, "unit.parent-outside-life"),
            ],
            result.Issues.Select(issue => (issue.Place.Line!.Value, issue.Code)));
    }

    [Fact]
    public void A_code_may_belong_to_another_unit_later_and_successors_are_followed_over_it()
    {
        UnitTree tree = UnitTree.Create(
            [
                Make("10") with { Existed = new DateSpan(null, s_before), Successor = Code("15") },
                Make("15") with { Existed = new DateSpan(null, s_before), Successor = Code("15") },
                Make("15") with { Existed = new DateSpan(s_after, null) },
            ],
            "test").GetTreeOrThrow();

        Assert.Same(tree.Units[2], tree.SuccessorOf(Code("10"), s_before, s_after));
        Assert.Same(tree.Units[2], tree.SuccessorOf(Code("15"), s_before, s_after));
        Assert.Same(tree.Units[1], tree.SuccessorOf(Code("15"), s_before, s_before));
    }

    [Fact]
    public void Codes_of_two_systems_are_never_equal()
    {
        Assert.NotEqual(new UnitCode(CodeSystem.Gso, "01"), new UnitCode(CodeSystem.Moet, "01"));
        Assert.True(UnitCode.TryParse("vendor:truong:a:1", out UnitCode code));
        Assert.Equal(("vendor:truong", "a:1"), (code.System.Name, code.Value));
    }

    private static UnitCode Code(string value) => new(CodeSystem.Moet, value);

    private static Unit Make(string code, string? parent = null) => new(Code(code), UnitKind.Unknown, code, code)
    {
        Parents = parent is null ? [] : [new UnitParent(Code(parent), DateSpan.Always)],
    };
}
