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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_orgs_of_a_OneRoster_set_are_units_and_nobody_in_it_is_read(bool zipped)
    {
        using var folder = new TemporaryFolder();
        string set = Path.Combine(folder.Path, "bo-du-lieu");
        Directory.CreateDirectory(set);
        await File.WriteAllTextAsync(Path.Combine(set, "manifest.csv"), "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.orgs,bulk\nfile.users,bulk\nfile.roles,bulk\n");
        await File.WriteAllTextAsync(
            Path.Combine(set, "orgs.csv"),
            """
            sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
            so-bentre,,,Sở Giáo dục và Đào tạo Bến Tre,department,,
            p-batri,,,Phòng GD&ĐT huyện Ba Tri,district,,so-bentre
            thcs-1,,,Trường THCS Tân Xuân,school,,p-batri

            """);
        await File.WriteAllTextAsync(Path.Combine(set, "users.csv"), "no such header\n");
        string path = zipped ? set + ".zip" : set + Path.DirectorySeparatorChar;
        if (zipped)
        {
            System.IO.Compression.ZipFile.CreateFromDirectory(set, path);
        }

        UnitTree tree = (await UnitFile.ReadAsync(path, CodeSystem.Moet)).GetTreeOrThrow();

        Assert.Equal(
            ["oneroster:so-bentre BenTre so", "oneroster:p-batri BaTri phong", "oneroster:thcs-1 THCSTanXuan thcs"],
            tree.Units.Select(unit => $"{unit.Code} {unit.Slug} {unit.Kind}"));
        Assert.Equal(["p-batri", "so-bentre"], tree.AncestorsOf(new UnitCode(CodeSystem.OneRoster, "thcs-1"), s_before).Select(unit => unit.Code.Value));

        await File.AppendAllTextAsync(Path.Combine(set, "orgs.csv"), "thcs-2,,,Trường THCS Số 2,school,,ai-do\n");
        Issue issue = Assert.Single((await UnitFile.ReadAsync(set, CodeSystem.Moet)).Issues);
        Assert.Equal("roster.unknown-org", issue.Code);
        Assert.EndsWith("orgs.csv:5:7 (parentSourcedId)", issue.Place.ToString(), StringComparison.Ordinal);
    }

    private static async Task<UnitTreeResult> ReadAsync(string text)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["units.csv"], text);
        return await UnitFile.ReadAsync(folder["units.csv"], CodeSystem.OneRoster);
    }
}
