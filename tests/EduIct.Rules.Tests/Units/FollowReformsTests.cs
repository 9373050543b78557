using System.Collections.Immutable;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EduIct.Rules.Tests.Units;

public sealed class FollowReformsTests
{
    private static readonly LocalDate s_first = new(2009, 9, 1);
    private static readonly LocalDate s_last = new(2025, 6, 30);
    private static readonly LocalDate s_next = new(2025, 7, 1);
    private static readonly LocalDate s_2026 = new(2026, 11, 23);
    private static readonly DateSpan s_since = new(s_first, null);

    [Fact]
    public void A_school_of_a_division_stands_under_the_So_of_today()
    {
        UnitTree tree = Joined(
            Division("chau-thanh", Gso("83")),
            School("th1", Vendor("chau-thanh")),
            School("thpt1", Gso("83")));

        Assert.Equal(["chau-thanh", "83", "bo-gddt"], Above(tree, "th1", s_last));
        Assert.Equal(["86", "bo-gddt"], Above(tree, "th1", s_next));
        Assert.Equal(["83", "bo-gddt"], Above(tree, "thpt1", s_last));
        Assert.Equal(["86", "bo-gddt"], Above(tree, "thpt1", s_next));
        Assert.Equal("Sở Giáo dục và Đào tạo Vĩnh Long", tree.SuccessorOf(Vendor("chau-thanh"), s_first, s_2026)!.Name);
    }

    [Fact]
    public void A_school_of_Ha_Tay_goes_to_Ha_Noi_and_one_of_Lao_Cai_to_another_code()
    {
        DateSpan since2005 = new(new LocalDate(2005, 9, 1), null);
        UnitTree tree = Joined(
            School("ha-dong", Gso("28"), since2005),
            School("sa-pa", Gso("10")),
            School("yen-bai", Gso("15")));

        Assert.Equal(["28", "bo-gddt"], Above(tree, "ha-dong", new LocalDate(2008, 7, 31)));
        Assert.Equal(["01", "bo-gddt"], Above(tree, "ha-dong", new LocalDate(2008, 8, 1)));
        Assert.Equal("Sở Giáo dục và Đào tạo Yên Bái", tree.ParentOf(Vendor("yen-bai"), s_last)!.Name);
        Assert.Equal("Sở Giáo dục và Đào tạo Lào Cai", tree.ParentOf(Vendor("yen-bai"), s_next)!.Name);
        Assert.Equal("Sở Giáo dục và Đào tạo Lào Cai", tree.ParentOf(Vendor("sa-pa"), s_next)!.Name);
        Assert.Single(tree.Find(Vendor("yen-bai"), s_next)!.Parents);
    }

    [Fact]
    public void A_division_of_Ha_Tay_is_one_of_Ha_Noi_until_it_ends()
    {
        DateSpan since2005 = new(new LocalDate(2005, 9, 1), null);
        UnitTree tree = Joined(Division("ba-vi", Gso("28"), since2005), School("th", Vendor("ba-vi"), since2005));

        Assert.Equal(["ba-vi", "28", "bo-gddt"], Above(tree, "th", new LocalDate(2008, 7, 31)));
        Assert.Equal(["ba-vi", "01", "bo-gddt"], Above(tree, "th", new LocalDate(2008, 8, 1)));
        Assert.Equal(["01", "bo-gddt"], Above(tree, "th", s_next));
    }

    [Fact]
    public void What_the_data_say_of_the_time_after_holds()
    {
        UnitTree tree = Joined(
            Division("d", Gso("83")),
            School("moved", Vendor("d")) with { Parents = [new UnitParent(Vendor("d"), s_since), new UnitParent(Gso("01"), new DateSpan(s_next, null))] },
            School("later", Vendor("d")) with { Parents = [new UnitParent(Vendor("d"), s_since), new UnitParent(Gso("01"), new DateSpan(s_2026, null))] });

        Assert.Equal(["01", "bo-gddt"], Above(tree, "moved", s_next));
        Assert.Equal(["86", "bo-gddt"], Above(tree, "later", s_next));
        Assert.Equal(["01", "bo-gddt"], Above(tree, "later", s_2026));
    }

    [Fact]
    public void A_new_school_of_a_parent_that_ended_stands_under_who_took_over()
    {
        DateSpan since2026 = new(s_2026, null);
        UnitTree tree = Joined(
            Division("d", Gso("83")),
            Division("nobodys", null),
            School("of-d", Vendor("d"), since2026),
            School("of-ben-tre", Gso("83"), since2026),
            School("of-ha-tay", Gso("28"), since2026),
            School("of-15", Gso("15"), since2026),
            School("of-nobody", Vendor("nobodys"), since2026));

        Assert.Equal(["86", "86", "01", "15"], new[] { "of-d", "of-ben-tre", "of-ha-tay", "of-15" }.Select(school => Above(tree, school, s_2026).First()));
        Assert.Empty(Above(tree, "of-nobody", s_2026));
    }

    [Fact]
    public void A_vendor_may_number_the_So_itself()
    {
        UnitTree tree = Joined(
            new Unit(Vendor("so"), UnitKind.Department, "Sở", "So") { Existed = s_since },
            Division("d", Vendor("so")),
            Division("nobodys", null),
            School("th", Vendor("d")),
            School("alone", Vendor("nobodys")));

        Assert.Equal(["so"], Above(tree, "th", s_next));
        Assert.Empty(Above(tree, "alone", s_next));
    }

    [Fact]
    public void Units_that_no_reform_touches_stay_as_they_are()
    {
        Unit[] units =
        [
            Division("closed", Gso("83"), new DateSpan(s_first, s_last.PlusDays(-9))),
            School("ha-noi", Gso("01")),
            School("root", null),
        ];

        ImmutableArray<Unit> followed = VietnamUnits.FollowReforms(units);
        Assert.Equal(units.Select(Text), followed.Select(Text));
    }

    [Fact]
    public void Faults_of_the_data_are_told_by_the_tree_and_not_thrown()
    {
        ImmutableArray<Unit> followed = VietnamUnits.FollowReforms(
        [
            Division("d", Gso("83")),
            Division("d", Gso("83")),
            Division("new", null) with { Existed = new DateSpan(new LocalDate(2025, 9, 1), null), Parents = [] },
            Division("orphan", Gso("99")),
            School("forever", Vendor("closed-forever")),
            new Unit(Vendor("closed-forever"), UnitKind.College, "C", "C") { Existed = new DateSpan(s_first, LocalDate.MaxIsoValue) },
            School("ever", Gso("83"), DateSpan.Always),
        ]);

        Assert.Equal(
            ["2 unit.duplicate-code", "3 unit.division-after-2025", "4 unit.orphan", "7 unit.orphan"],
            VietnamUnits.Tree.With(followed, "x").Issues.Select(issue => $"{issue.Place.Line} {issue.Code}"));
    }

    [Fact]
    public void Any_schools_of_the_country_join_the_tree_and_stay_within_their_province() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            LocalDate from = Provinces.Beginning.PlusDays(random.Next(9000));
            Province[] provinces = [.. Provinces.On(from)];
            List<Unit> units = [];
            List<(UnitCode School, UnitCode Province)> homes = [];
            for (int i = 0; i < 20; i++)
            {
                UnitCode home = provinces[random.Next(provinces.Length)].Code;
                if (from <= s_last && random.Next(2) == 0)
                {
                    units.Add(Division($"d{i}", home, new DateSpan(from, null)));
                    units.Add(School($"s{i}", Vendor($"d{i}"), new DateSpan(from, null)));
                }
                else
                {
                    units.Add(School($"s{i}", home, new DateSpan(from, null)));
                }

                homes.Add((Vendor($"s{i}"), home));
            }

            ImmutableArray<Unit> followed = VietnamUnits.FollowReforms(units);
            UnitTree tree = VietnamUnits.Tree.With(followed, "x").GetTreeOrThrow();
            LocalDate day = from.PlusDays(random.Next(9000));
            Assert.All(homes, home => Assert.True(tree.IsWithin(home.School, Provinces.SuccessorOf(home.Province, from, day)!.Code, day)));
            Assert.Equal(followed.Select(Text), VietnamUnits.FollowReforms(followed).Select(Text));
        }).QuickCheckThrowOnFailure();

    private static UnitTree Joined(params Unit[] units) => VietnamUnits.Tree.With(VietnamUnits.FollowReforms(units), "vendor").GetTreeOrThrow();

    private static IEnumerable<string> Above(UnitTree tree, string unit, LocalDate day) => tree.AncestorsOf(Vendor(unit), day).Select(above => above.Code.Value);

    private static Unit Division(string code, UnitCode? parent, DateSpan? since = null) => Of(code, UnitKind.Division, parent, since);

    private static Unit School(string code, UnitCode? parent, DateSpan? since = null) => Of(code, UnitKind.Primary, parent, since);

    private static Unit Of(string code, UnitKind kind, UnitCode? parent, DateSpan? since) => new(Vendor(code), kind, code, "Unit")
    {
        Existed = since ?? s_since,
        Parents = parent is { } above ? [new UnitParent(above, since ?? s_since)] : [],
    };

    private static UnitCode Gso(string code) => new(CodeSystem.Gso, code);

    private static UnitCode Vendor(string code) => new(CodeSystem.Vendor("x"), code);

    // Records compare their arrays of parents by reference.
    private static string Text(Unit unit) => $"{unit} {unit.Kind} {unit.Existed} {unit.Successor} {string.Join(", ", unit.Parents)}";
}
