using EduIct.Addresses;
using EduIct.Units;
using NodaTime;

namespace EduIct.Rules.Tests.Units;

public sealed class ProvincesTests
{
    private static readonly LocalDate s_today = new(2026, 11, 23);

    [Theory]
    [InlineData(2004, 1, 1, 64)]
    [InlineData(2008, 7, 31, 64)]
    [InlineData(2008, 8, 1, 63)]
    [InlineData(2025, 6, 30, 63)]
    [InlineData(2025, 7, 1, 34)]
    [InlineData(2026, 11, 23, 34)]
    public void There_are_as_many_as_there_were(int year, int month, int day, int count)
    {
        var provinces = Provinces.On(new LocalDate(year, month, day));

        Assert.Equal(count, provinces.Length);
        Assert.Equal(count, provinces.Select(province => province.Code).Distinct().Count());
        Assert.Equal(count, provinces.Select(province => province.Slug).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Every_province_of_every_time_has_a_successor_today()
    {
        Assert.All(Provinces.All, province => Assert.NotNull(VietnamUnits.Tree.SuccessorOf(province.Code, province.Existed.From!.Value, s_today)));
        Assert.All(Provinces.On(s_today), province => Assert.Null(province.Successor));
    }

    [Fact]
    public void A_code_means_a_province_only_together_with_a_day()
    {
        var code = new UnitCode(CodeSystem.Gso, "15");

        Assert.Equal("Yên Bái", Provinces.On(new LocalDate(2024, 1, 1)).Single(province => province.Code == code).Name);
        Assert.Equal("Lào Cai", Provinces.On(s_today).Single(province => province.Code == code).Name);
    }

    [Fact]
    public void The_director_of_Ben_Tre_is_understood_in_2009_and_the_successor_found_in_2026()
    {
        EmailAddress address = EmailAddress.Parse("Giamdoc.BenTre@moet.edu.vn");
        string slug = address.Local.Split('.')[1];
        var then = new LocalDate(2009, 3, 1);

        Unit so = VietnamUnits.FindBySlug(slug, then)!;
        Unit successor = VietnamUnits.Tree.SuccessorOf(so.Code, then, s_today)!;

        Assert.Equal("Sở Giáo dục và Đào tạo Bến Tre", so.Name);
        Assert.Equal(VietnamUnits.Ministry, VietnamUnits.Tree.ParentOf(so.Code, then)!.Code);
        Assert.Null(VietnamUnits.FindBySlug(slug, s_today));
        Assert.Equal(("Sở Giáo dục và Đào tạo Vĩnh Long", "VinhLong"), (successor.Name, successor.Slug));
        Assert.Contains(Provinces.On(s_today).Single(province => province.Code == successor.Code).Predecessors, province => province.Name == "Bến Tre");
    }

    [Fact]
    public void Divisions_end_with_June_2025_and_their_schools_stand_under_the_So()
    {
        UnitCode so = new(CodeSystem.Moet, "so"), phong = new(CodeSystem.Moet, "phong"), truong = new(CodeSystem.Moet, "truong");
        UnitTree tree = UnitTree.Create(
            VietnamUnits.EndDivisions(
            [
                new Unit(so, UnitKind.Department, "Sở", "So"),
                new Unit(phong, UnitKind.Division, "Phòng", "Phong") { Parents = [new UnitParent(so, DateSpan.Always)] },
                new Unit(truong, UnitKind.Primary, "Trường", "Truong") { Parents = [new UnitParent(phong, DateSpan.Always)] },
            ]),
            "test").GetTreeOrThrow();

        Assert.Equal(phong, tree.ParentOf(truong, new LocalDate(2025, 6, 30))!.Code);
        Assert.Equal(so, tree.ParentOf(truong, new LocalDate(2025, 7, 1))!.Code);
        Assert.Null(tree.Find(phong, new LocalDate(2025, 7, 1)));
    }
}
