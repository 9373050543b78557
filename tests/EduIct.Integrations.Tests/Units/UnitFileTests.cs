using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;

namespace EduIct.Integrations.Tests.Units;

public sealed class UnitFileTests
{
    private static readonly LocalDate s_before = new(2025, 6, 30);
    private static readonly LocalDate s_after = new(2025, 7, 1);

    [Fact]
    public async Task A_file_becomes_a_tree_in_which_divisions_end_and_schools_go_to_the_department()
    {
        UnitTree tree = (await ReadAsync("""
            unit,kind,name,parent,so,students.total
            so-bentre,so,Sở Giáo dục và Đào tạo Bến Tre,,,1
            p-batri,phong,Phòng GD&ĐT huyện Ba Tri,so-bentre,,2
            p-q1,phong,Phòng Giáo dục và Đào tạo quận 1,so-bentre,,2
            moet:83.01,thcs,Trường THCS Tân Xuân,p-batri,,3
            thpt-1,thpt,Trường THPT Ba Tri,so-bentre,,4
            """)).GetTreeOrThrow();

        Assert.Equal(
            ["oneroster:so-bentre BenTre", "oneroster:p-batri BaTri", "oneroster:p-q1 Quan1", "moet:83.01 THCSTanXuan", "oneroster:thpt-1 THPTBaTri"],
            tree.Units.Select(unit => $"{unit.Code} {unit.Slug}"));
        UnitCode school = new(CodeSystem.Moet, "83.01");
        Assert.Equal(["p-batri", "so-bentre"], tree.AncestorsOf(school, s_before).Select(unit => unit.Code.Value));
        Assert.Equal(["so-bentre"], tree.AncestorsOf(school, s_after).Select(unit => unit.Code.Value));
        Assert.Equal((5, 3), (tree.On(s_before).Count(), tree.On(s_after).Count()));
    }

    [Fact]
    public async Task A_department_that_is_only_named_is_there()
    {
        UnitTree tree = (await ReadAsync("unit,kind,name,so\nthpt-1,thpt,Trường THPT Số 1,BenTre\nthpt-2,thpt,Trường THPT Số 2,bentre\n")).GetTreeOrThrow();

        Assert.Equal(["gso:83"], tree.RootsOn(s_after).Select(unit => unit.Code.ToString()));
        Assert.Equal(2, tree.ChildrenOf(new UnitCode(CodeSystem.Gso, "83"), s_after).Count());
    }

    [Fact]
    public async Task A_column_that_is_neither_a_units_nor_a_facts_is_a_fault()
    {
        UnitTreeResult result = await ReadAsync("unit,kind,name,parnet,students.total\na,thpt,Trường A,b,abc\n");

        Issue issue = Assert.Single(result.Issues);
        Assert.Equal(("fact.unknown-id", "units.csv:1:4 (parnet)"), (issue.Code, issue.Place.ToString()));
        Assert.Null(result.Tree);
    }

    [Fact]
    public async Task Every_fault_is_told()
    {
        UnitTreeResult own = await ReadAsync("unit,kind,name,parent\nso-x,so,Sở Giáo dục X,\na,thpt,Trường A,b\nc d,thpt,Trường C,\n");
        UnitTreeResult rows = await ReadAsync("unit,kind,name\na,truong,Trường A\n,thpt,Trường B\n");

        Assert.Equal(["unit.no-tenso so-x/so", "unit.unknown-parent a/parent", "unit.bad-code c d/unit"], own.Issues.Select(issue => $"{issue.Code} {issue.Place.Field}"));
        Assert.Equal(["fact.unit-kind 2", "fact.no-unit 3"], rows.Issues.Select(issue => $"{issue.Code} {issue.Place.Line}"));
        Assert.Equal("unit.cycle", Assert.Single((await ReadAsync("unit,kind,name,parent\na,thpt,Trường A,b\nb,thpt,Trường B,a\n")).Issues).Code);
    }

    private static async Task<UnitTreeResult> ReadAsync(string text)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["units.csv"], text);
        return await UnitFile.ReadAsync(folder["units.csv"], CodeSystem.OneRoster);
    }
}
