using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Dispatches;
using EduIct.Facts;
using EduIct.Issues;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EduIct.Rules.Tests.Dispatches;

/// <summary>Whom a rule names, and where their mailboxes are.</summary>
public sealed class AddresseeRuleTests
{
    private static readonly LocalDate s_day = new(2009, 8, 20);

    private static readonly UnitTree s_tree = UnitsOnDay.Tree(
        [
            new FactUnit("P1", UnitKind.Division, "Phòng GDĐT Ba Tri") { Department = "BenTre" },
            new FactUnit("P2", UnitKind.Division, "Phòng GDĐT Mỏ Cày") { Parent = "gso:83" },
            new FactUnit("T1", UnitKind.Primary, "Trường Tiểu học A") { Parent = "P1" },
            new FactUnit("T2", UnitKind.LowerSecondary, "Trường THCS B") { Parent = "P1" },
            new FactUnit("T3", UnitKind.LowerSecondary, "Trường THCS C") { Parent = "P2" },
            new FactUnit("T4", UnitKind.UpperSecondary, "Trường THPT D") { Department = "BenTre" },
            new FactUnit("X1", UnitKind.ContinuingEducationCentre, "TTGDTX") { Parent = "P1" },
            new FactUnit("gso:83", UnitKind.Department, "Sở Bến Tre"),
        ],
        s_day,
        "units.csv").GetTreeOrThrow();

    [Theory]
    [InlineData("schools-of:P1", "T1 T2")]
    [InlineData("schools-of:oneroster:P2", "T3")]
    [InlineData("schools-of:BenTre", "T4 T1 T2 T3")]
    [InlineData("unit.kind == \"thcs\" && unit.phong == \"P1\"", "T2")]
    [InlineData("unit.isSchool && unit.so == \"BenTre\" && !(\"thcs\" in unit.levels)", "T1 T4")]
    [InlineData("unit.parent == \"gso:83\" && unit.kind == \"phong\"", "P1 P2")]
    [InlineData("\"P1\" in unit.above", "T1 T2 X1")]
    [InlineData("unit.code == \"gso:83\"", "gso:83")]
    [InlineData("unit.slug == \"BenTre\" && unit.name.startsWith(\"Sở\")", "gso:83")]
    public void A_rule_names_units(string rule, string expected)
    {
        AddresseeSelection selection = Parse(rule).Select(s_tree, s_day);

        Assert.Empty(selection.Issues);
        Assert.Equal(expected, string.Join(' ', selection.Units.Select(unit => UnitsOnDay.TextOf(unit.Code))));
    }

    [Fact]
    public void Every_so_of_the_day_is_named_once()
    {
        Assert.Equal(63, Parse("all-so").Select(VietnamUnits.Tree, s_day).Units.Length);
        Assert.Equal(34, AddresseeRule.AllDepartments.Select(VietnamUnits.Tree, new LocalDate(2026, 1, 1)).Units.Length);
        Assert.Equal(63, Parse("unit.kind == 'so'").Select(s_tree, s_day).Units.Select(unit => unit.Code).Distinct().Count());
    }

    [Theory]
    [InlineData("unit.kind ==", "--to:1:13")]
    [InlineData("unit.kind == 1", "--to:1:11")]
    [InlineData("true &&\n  unit.knd == 'so'", "--to:2:3")]
    [InlineData("unit.kind", "--to:1:1")]
    [InlineData("", "--to:1:1")]
    public void What_is_wrong_in_a_rule_is_told_with_its_place(string rule, string place)
    {
        Assert.False(AddresseeRule.TryParse(rule, "--to", out AddresseeRule? parsed, out ImmutableArray<Issue> issues));
        Assert.Null(parsed);
        Assert.StartsWith(place, issues[0].Place.ToString(), StringComparison.Ordinal);
        Assert.All(issues, issue => Assert.Equal("dispatch.rule", issue.Code));
    }

    [Fact]
    public void A_unit_whose_kind_nobody_said_is_never_an_addressee_by_its_kind_and_never_passed_over_in_silence()
    {
        UnitTree tree = UnitsOnDay.Tree([new FactUnit("P1", UnitKind.Division, "P") { Department = "BenTre" }, new FactUnit("U", UnitKind.Unknown, "U") { Parent = "P1" }], s_day, "f").GetTreeOrThrow();

        foreach (string rule in new[] { "unit.isSchool && unit.so == 'BenTre'", "schools-of:P1" })
        {
            AddresseeSelection selection = Parse(rule).Select(tree, s_day);
            Assert.Empty(selection.Units);
            Assert.Equal("dispatch.undecided", Assert.Single(selection.Issues).Code);
        }

        Assert.Equal("U", UnitsOnDay.TextOf(Assert.Single(Parse("unit.code == 'U'").Select(tree, s_day).Units).Code));
    }

    [Fact]
    public void A_rule_that_names_nobody_or_an_unknown_unit_says_so()
    {
        Assert.Equal("dispatch.nobody", Assert.Single(Parse("unit.kind == 'daiHoc'").Select(s_tree, s_day).Issues).Code);
        Assert.Equal("dispatch.unknown-unit", Assert.Single(Parse("schools-of:P9").Select(s_tree, s_day).Issues).Code);
        Assert.Equal("dispatch.undecided", Parse("unit.above[0] == 'P1'").Select(s_tree, s_day).Issues[0].Code);
    }

    [Fact]
    public void A_tree_of_a_file_tells_wrong_codes_orphans_and_divisions_after_their_end()
    {
        Assert.Equal(["unit.code", "unit.code"], UnitsOnDay.Tree([new FactUnit("a b", UnitKind.Primary, "A"), new FactUnit("c", UnitKind.Primary, "C") { Parent = "d e" }], s_day, "f").Issues.Select(issue => issue.Code));
        Assert.Equal("unit.orphan", Assert.Single(UnitsOnDay.Tree([new FactUnit("c", UnitKind.Primary, "C") { Parent = "d" }], s_day, "f").Issues).Code);
        Assert.Contains(UnitsOnDay.Tree([new FactUnit("P", UnitKind.Division, "P")], new LocalDate(2026, 1, 1), "f").Issues, issue => issue.Code == "unit.division-after-2025");
    }

    [Fact]
    public void Whatever_the_units_each_is_named_at_most_once_and_by_its_own_facts_alone() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            UnitKind[] kinds = [UnitKind.Primary, UnitKind.LowerSecondary, UnitKind.UpperSecondary, UnitKind.Unknown];
            ImmutableArray<FactUnit> units =
            [
                .. Enumerable.Range(0, 4).Select(i => new FactUnit($"P{i}", UnitKind.Division, "P") { Department = "BenTre" }),
                .. Enumerable.Range(0, 30).Select(i => new FactUnit($"T{i}", kinds[random.Next(kinds.Length)], "T") { Parent = $"P{random.Next(4)}" }),
            ];
            UnitTree tree = UnitsOnDay.Tree(units, s_day, "f").GetTreeOrThrow();

            AddresseeSelection selection = AddresseeRule.SchoolsOf("P2").Select(tree, s_day);

            IEnumerable<string> expected = units.Where(unit => unit.Parent == "P2" && unit.Kind != UnitKind.Unknown).Select(unit => unit.Code);
            Assert.Equal(expected.Order(StringComparer.Ordinal), selection.Units.Select(unit => unit.Code.Value).Order(StringComparer.Ordinal));
            Assert.Equal(units.Count(unit => unit.Parent == "P2" && unit.Kind == UnitKind.Unknown), selection.Issues.Count(issue => issue.Code == "dispatch.undecided"));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_posts_mailbox_follows_the_directives_pattern_and_is_the_so_s_only()
    {
        Assert.Equal(["Giamdoc", "Vanphong", "PhongCNTT", "PhongGDTrH"], PostMailboxes.PostsOf(DirectiveLibrary.Embedded).AsEnumerable());
        PostMailboxes posts = PostMailboxes.Of(DirectiveLibrary.Embedded, "vanphong")!;
        Assert.Equal("Vanphong", posts.Post);
        Assert.Equal("Vanphong.BenTre@moet.edu.vn", posts.Find(VietnamUnits.FindBySlug("BenTre", s_day)!).ToString());
        Assert.Null(posts.Find(s_tree.Find(new UnitCode(CodeSystem.OneRoster, "T1"), s_day)!));
        Assert.Null(PostMailboxes.Of(DirectiveLibrary.Embedded, "BaoVe"));
    }

    private static AddresseeRule Parse(string text)
    {
        Assert.True(AddresseeRule.TryParse(text, "--to", out AddresseeRule? rule, out ImmutableArray<Issue> issues), string.Join("; ", issues));
        Assert.Equal(text, rule.ToString());
        return rule;
    }
}
