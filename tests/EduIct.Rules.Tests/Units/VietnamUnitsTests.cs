using EduIct.Addresses;
using EduIct.Units;
using NodaTime;

namespace EduIct.Rules.Tests.Units;

public sealed class VietnamUnitsTests
{
    private static readonly LocalDate s_2009 = new(2009, 1, 9);
    private static readonly LocalDate s_2026 = new(2026, 11, 23);

    [Fact]
    public void A_director_of_2009_is_understood_and_who_has_the_place_in_2026_is_found()
    {
        PostAddress post = VietnamUnits.ResolvePost(EmailAddress.Parse("Giamdoc.BenTre@moet.edu.vn"), s_2009)!;
        Assert.Equal(("Giamdoc", "Sở Giáo dục và Đào tạo Bến Tre"), (post.Post, post.Unit.Name));
        Assert.Equal("Bộ Giáo dục và Đào tạo", VietnamUnits.Tree.ParentOf(post.Unit.Code, s_2009)!.Name);

        Unit today = VietnamUnits.Tree.SuccessorOf(post.Unit.Code, s_2009, s_2026)!;
        Assert.Equal("Sở Giáo dục và Đào tạo Vĩnh Long", today.Name);
        Assert.Equal("Giamdoc.VinhLong@moet.edu.vn", $"{post.Post}.{today.Slug}@{PostAddress.Domain}");
        Assert.Null(VietnamUnits.ResolvePost(EmailAddress.Parse("Giamdoc.BenTre@moet.edu.vn"), s_2026));
    }

    [Theory]
    [InlineData("PHONGGDTrH.bariavungtau@MOET.edu.vn", "PHONGGDTrH", "BaRiaVungTau")]
    [InlineData("Vanphong.ThuaThienHue@moet.edu.vn", "Vanphong", "ThuaThienHue")]
    [InlineData("Pho.Giamdoc.HoChiMinh@moet.edu.vn", "Pho.Giamdoc", "HoChiMinh")]
    public void A_post_is_what_stands_before_the_last_dot(string address, string post, string slug)
    {
        PostAddress? found = VietnamUnits.ResolvePost(EmailAddress.Parse(address), s_2009);
        Assert.Equal((post, slug), (found?.Post, found?.Unit.Slug));
    }

    [Theory]
    [InlineData("Giamdoc.BenTre@moet.gov.vn")]
    [InlineData("BenTre@moet.edu.vn")]
    [InlineData("Giamdoc.CucCNTT@moet.edu.vn")]
    [InlineData("Giamdoc.Hue@moet.edu.vn")]
    public void What_is_no_post_of_a_So_of_the_day_is_left_alone(string address) =>
        Assert.Null(VietnamUnits.ResolvePost(EmailAddress.Parse(address), s_2009));

    [Fact]
    public void Every_So_stands_under_the_ministry_and_the_ministry_alone_under_none()
    {
        Assert.Equal(VietnamUnits.Ministry, Assert.Single(VietnamUnits.Tree.RootsOn(s_2009)).Code);
        Assert.Equal(63, VietnamUnits.Tree.ChildrenOf(VietnamUnits.Ministry, s_2009).Count(unit => unit.Kind == UnitKind.Department));
        Assert.Equal(34, VietnamUnits.Tree.ChildrenOf(VietnamUnits.Ministry, s_2026).Count(unit => unit.Kind == UnitKind.Department));
    }

    [Fact]
    public void The_ICT_department_has_a_successor_since_March_2025() =>
        Assert.Equal(
            ["cuc-cntt", "cuc-khcntt"],
            new[] { new LocalDate(2025, 2, 28), new LocalDate(2025, 3, 1) }.Select(day => VietnamUnits.Tree.SuccessorOf(VietnamUnits.IctDepartment, s_2009, day)!.Code.Value));
}
