using EduIct.Addresses;
using EduIct.Units;
using NodaTime;

namespace EduIct.Rules.Tests.Units;

public class ProvincesTests
{
    private static readonly LocalDate s_today = new(2026, 9, 5);

    public static TheoryData<int, int, int, int> Boundaries => new()
    {
        { 2003, 12, 31, 0 }, { 2004, 1, 1, 64 }, { 2008, 7, 31, 64 }, { 2008, 8, 1, 63 }, { 2024, 12, 31, 63 }, { 2025, 1, 1, 63 }, { 2025, 6, 30, 63 }, { 2025, 7, 1, 34 }, { 2026, 9, 5, 34 },
    };

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void There_are_as_many_provinces_as_the_resolutions_say(int year, int month, int day, int count)
    {
        var provinces = Provinces.On(new LocalDate(year, month, day));
        Assert.Equal(count, provinces.Length);
        Assert.Equal(count, provinces.Select(province => province.Code).Distinct().Count());
        Assert.Equal(count, provinces.Select(province => province.Slug.ToUpperInvariant()).Distinct().Count());
        Assert.Equal(count, provinces.Select(province => province.Name).Distinct().Count());
    }

    [Fact]
    public void Every_province_of_every_time_leads_to_one_of_today()
    {
        foreach (Province province in Provinces.All)
        {
            LocalDate then = province.Existed.From!.Value;
            Unit? successor = VietnamUnits.Tree.SuccessorOf(province.Code, then, s_today);
            Assert.NotNull(successor);
            Assert.Contains(Provinces.On(s_today), today => today.Code == successor.Code && today.Slug == successor.Slug);
            Assert.Equal(province.Successor is null, province.Existed.Until is null);
        }
    }

    [Fact]
    public void Every_ended_province_is_a_predecessor_of_exactly_one()
    {
        foreach (Province ended in Provinces.All.Where(province => province.Successor is not null))
        {
            Assert.Single(Provinces.All, province => province.Predecessors.Contains(ended));
        }

        Province vinhLong = Provinces.On(s_today).Single(province => province.Slug == "VinhLong");
        Assert.Superset(new HashSet<string> { "BenTre", "TraVinh" }, vinhLong.Predecessors.Select(province => province.Slug).ToHashSet());
    }

    [Fact]
    public void A_code_of_one_time_is_another_province_at_another()
    {
        var code = new UnitCode(CodeSystem.Gso, "15");
        Assert.Equal("Yên Bái", Provinces.On(new LocalDate(2024, 9, 5)).Single(province => province.Code == code).Name);
        Assert.Equal("Lào Cai", Provinces.On(s_today).Single(province => province.Code == code).Name);
        Assert.Equal("Sở Giáo dục và Đào tạo Lào Cai", VietnamUnits.Tree.SuccessorOf(code, new LocalDate(2024, 9, 5), s_today)!.Name);
    }

    [Theory]
    [InlineData("Giamdoc.BenTre@moet.edu.vn", "Vĩnh Long")]
    [InlineData("Giamdoc.HaTay@moet.edu.vn", "Hà Nội")]
    [InlineData("Giamdoc.YenBai@moet.edu.vn", "Lào Cai")]
    [InlineData("giamdoc.thuathienhue@moet.edu.vn", "Huế")]
    public void The_address_of_an_old_head_leads_to_the_department_of_today(string text, string today)
    {
        EmailAddress address = EmailAddress.Parse(text);
        string slug = address.Local[(address.Local.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var then = new LocalDate(2008, 3, 1);

        Unit? old = VietnamUnits.FindBySlug(slug, then);
        Assert.NotNull(old);
        Assert.Equal(slug, old.Slug, ignoreCase: true);
        Assert.Equal($"Sở Giáo dục và Đào tạo {today}", VietnamUnits.Tree.SuccessorOf(old.Code, then, s_today)!.Name);
        Assert.NotEqual(old, VietnamUnits.FindBySlug(slug, s_today));
    }

    [Fact]
    public void Ben_Tre_is_there_in_2009_and_nobody_in_2026()
    {
        Assert.Equal("Sở Giáo dục và Đào tạo Bến Tre", VietnamUnits.FindBySlug("BenTre", new LocalDate(2009, 3, 1))!.Name);
        Assert.Null(VietnamUnits.FindBySlug("BenTre", s_today));
    }

    [Fact]
    public void Schools_stand_under_the_department_once_the_divisions_ended()
    {
        UnitCode so = Code("so"), phong = Code("phong"), school = Code("thcs"), late = Code("late");
        Unit[] units =
        [
            new(so, UnitKind.Department, "Sở", "So"),
            new(phong, UnitKind.Division, "Phòng", "Phong") { Parents = [new UnitParent(so, DateSpan.Always)] },
            new(school, UnitKind.LowerSecondary, "THCS", "Thcs") { Parents = [new UnitParent(phong, DateSpan.Always)] },
            new(late, UnitKind.Primary, "TH", "Th") { Existed = new DateSpan(s_today, null), Parents = [new UnitParent(phong, new DateSpan(s_today, null))] },
        ];
        UnitTree tree = UnitTree.Create(VietnamUnits.FollowReforms(units), "schools").GetTreeOrThrow();

        LocalDate last = UnitTree.LastDayOfDivisions;
        Assert.Equal(phong, tree.ParentOf(school, last)!.Code);
        Assert.Equal(so, tree.ParentOf(school, last.PlusDays(1))!.Code);
        Assert.Null(tree.Find(phong, last.PlusDays(1)));
        Assert.Equal(so, tree.ParentOf(late, s_today)!.Code);
        Assert.True(tree.IsWithin(school, so, last));
        Assert.True(tree.IsWithin(school, so, s_today));
    }

    private static UnitCode Code(string value) => new(CodeSystem.Vendor("test"), value);
}
