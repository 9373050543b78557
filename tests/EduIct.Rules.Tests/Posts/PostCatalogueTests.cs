using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.Directives;
using EduIct.Posts;
using EduIct.Rules.Tests.Planning;
using EduIct.Tenants;
using EduIct.Units;
using NodaTime;
using static EduIct.Rules.Tests.Posts.PostWorld;

namespace EduIct.Rules.Tests.Posts;

public sealed class PostCatalogueTests
{
    private static readonly UnitCode s_division = new(CodeSystem.OneRoster, "phong-batri");
    private static readonly UnitCode s_school = new(CodeSystem.OneRoster, "thcs-9");

    // Until 30 June 2025 a school may stand under a division.
    private static readonly UnitTree s_withDivision = UnitTree.Create(VietnamUnits.FollowReforms(
    [
        .. World.Units(1),
        new Unit(s_division, UnitKind.Division, "Phòng Giáo dục và Đào tạo Ba Tri", "BaTri") { Parents = [new UnitParent(World.So, DateSpan.Always)] },
        new Unit(s_school, UnitKind.LowerSecondary, "Trường THCS Tân Xuân", "THCSTanXuan") { Parents = [new UnitParent(s_division, DateSpan.Always)] },
    ]), "units").GetTreeOrThrow();

    [Fact]
    public void The_letter_of_2008_names_four_posts_of_a_department_each_with_its_clause()
    {
        TenantPolicy policy = World.Policy with { Scope = World.Policy.Scope with { Units = ["gso:83"] } };

        PostCatalogue catalogue = PostCatalogue.Create(Ministry, VietnamUnits.Tree, new LocalDate(2009, 1, 1), policy);

        Assert.Empty(catalogue.Issues);
        Assert.Equal(
            [
                ("post:gso:83/giamdoc.bentre", "Giamdoc", "Giamdoc.BenTre@moet.edu.vn", "Giám đốc Sở", "I.4.bảng.1"),
                ("post:gso:83/phongcntt.bentre", "PhongCNTT", "PhongCNTT.BenTre@moet.edu.vn", "Phòng CNTT của Sở", "I.4.bảng.2"),
                ("post:gso:83/phonggdtrh.bentre", "PhongGDTrH", "PhongGDTrH.BenTre@moet.edu.vn", "Phòng Giáo dục Trung học của Sở", "I.4.bảng.2"),
                ("post:gso:83/vanphong.bentre", "Vanphong", "Vanphong.BenTre@moet.edu.vn", "Văn phòng Sở", "I.4.bảng.1"),
            ],
            catalogue.Posts.Select(post => (post.Key.ToString(), post.Name, post.Address.ToString(), post.Title.Vi, Assert.Single(post.NamedBy).Clause)));
        Assert.All(catalogue.Posts, post => Assert.Equal("9772/BGDĐT-CNTT", post.NamedBy[0].Directive));
    }

    [Fact]
    public void Every_department_of_every_day_has_its_posts_and_a_code_that_another_province_takes_over_makes_no_one_post_of_two()
    {
        TenantPolicy country = World.Policy with { Scope = World.Policy.Scope with { Units = [] } };
        var keys = new Dictionary<string, string>();
        foreach (LocalDate day in new[] { new LocalDate(2007, 1, 1), new LocalDate(2009, 1, 1), new LocalDate(2025, 6, 30), new LocalDate(2025, 7, 1) })
        {
            PostCatalogue catalogue = PostCatalogue.Create(Ministry, VietnamUnits.Tree, day, country);

            Assert.Equal(4 * Provinces.On(day).Length, catalogue.Posts.Length);
            Assert.All(catalogue.Posts, post => Assert.Equal(post.Address.ToString(), keys.GetValueOrDefault(post.Key.ToString(), post.Address.ToString())));
            Assert.All(catalogue.Posts, post => Assert.Equal(new PostAddress(post.Name, post.Unit), VietnamUnits.ResolvePost(post.Address, day)));
            foreach (Post post in catalogue.Posts)
            {
                keys[post.Key.ToString()] = post.Address.ToString();
            }
        }

        // Lào Cai has had Yên Bái's code since the merger.
        Assert.Equal(("Giamdoc.YenBai@moet.edu.vn", "Giamdoc.LaoCai@moet.edu.vn"), (keys["post:gso:15/giamdoc.yenbai"], keys["post:gso:15/giamdoc.laocai"]));
    }

    [Theory]
    [InlineData("Hieutruong.TenTruong@TenSo.edu.vn", "oneroster:thcs-9=Hieutruong.THCSTanXuan@bentre.edu.vn oneroster:thcs-1=Hieutruong.THCSSo1@bentre.edu.vn")]
    [InlineData("hieutruong.tentruong@moet.edu.vn", "oneroster:thcs-9=hieutruong.thcstanxuan@moet.edu.vn oneroster:thcs-1=hieutruong.thcsso1@moet.edu.vn")]
    [InlineData("HT-TENTRUONG@moet.edu.vn", "oneroster:thcs-9=HT-THCSTANXUAN@moet.edu.vn oneroster:thcs-1=HT-THCSSO1@moet.edu.vn")]
    [InlineData("TênĐơnVị@moet.edu.vn", "oneroster:thcs-9=THCSTanXuan@moet.edu.vn oneroster:thcs-1=THCSSo1@moet.edu.vn")]
    [InlineData("Hieutruong.TenTruong@TenPhong.Têntỉnh.edu.vn", "oneroster:thcs-9=Hieutruong.THCSTanXuan@batri.bentre.edu.vn")]
    public void The_words_of_a_pattern_stand_for_the_units_of_the_line_in_the_letters_that_they_show(string pattern, string expected)
    {
        PostCatalogue catalogue = PostCatalogue.Create([Pack(Mailbox("v.head", pattern, "\"thcs\"", "Hiệu trưởng"))], s_withDivision, new LocalDate(2025, 6, 30), World.Policy);

        Assert.Empty(catalogue.Issues);
        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), catalogue.Posts.Select(post => $"{post.Unit.Code}={post.Address}").Order(StringComparer.Ordinal));
        Assert.Equal(2 - catalogue.Posts.Length, catalogue.WithoutAddress.Length);
    }

    [Fact]
    public void A_division_has_its_posts_as_long_as_there_are_divisions()
    {
        Directive[] packs = [Pack(Mailbox("v.head", "Truongphong.TenPhong@moet.edu.vn", "\"phong\"", "Trưởng phòng"))];

        Assert.Equal("Truongphong.BaTri@moet.edu.vn", Assert.Single(PostCatalogue.Create(packs, s_withDivision, new LocalDate(2025, 6, 30), World.Policy).Posts).ToString());
        Assert.Equal("post.none-named", Assert.Single(PostCatalogue.Create(packs, s_withDivision, new LocalDate(2025, 7, 1), World.Policy).Issues).Code);
    }

    [Fact]
    public void A_school_keeps_its_name_when_a_namesake_comes_before_it()
    {
        Directive[] packs = [Pack(Mailbox("v.head", "Hieutruong.TenTruong@moet.edu.vn", "\"thcs\"", "Hiệu trưởng"))];
        Unit[] schools = [School("b"), School("a")];
        PostCatalogue first = PostCatalogue.Create(packs, Tree(schools[..1]), Day, World.Policy);

        PostCatalogue second = PostCatalogue.Create(packs, Tree(schools), Day, World.Policy, first.NewClaims);
        PostCatalogue turned = PostCatalogue.Create(packs, Tree([schools[1], schools[0]]), Day, World.Policy, first.NewClaims);

        Assert.Equal("Hieutruong.THCSNguyenDu@moet.edu.vn", Assert.Single(first.Posts).ToString());
        Assert.Equal(["Hieutruong.THCSNguyenDu-A@moet.edu.vn", "Hieutruong.THCSNguyenDu@moet.edu.vn"], second.Posts.Select(post => post.ToString()));
        Assert.Equal(second.Posts.Select(post => (post.Key, post.Address)), turned.Posts.Select(post => (post.Key, post.Address)));

        static Unit School(string code) => new(new UnitCode(CodeSystem.OneRoster, code), UnitKind.LowerSecondary, "Trường THCS Nguyễn Du", "THCSNguyenDu") { Parents = [new UnitParent(World.So, DateSpan.Always)] };

        static UnitTree Tree(Unit[] schools) => UnitTree.Create([.. World.Units(0), .. schools], "units").GetTreeOrThrow();
    }

    [Fact]
    public void What_two_packs_name_is_one_post_and_what_a_province_refines_takes_its_place_there()
    {
        Directive same = Pack(Mailbox("v.director", "GIAMDOC.TenSo@moet.edu.vn", "\"so\"", "Giám đốc"));
        Directive own = Pack(Mailbox("b.director", "Lanhdao.TenSo@moet.edu.vn", "\"so\"", "Lãnh đạo Sở", "\"refines\": \"9772.mailbox-director\","), "\"jurisdiction\": \"BenTre\",", "2-BT", "b");

        Post director = PostCatalogue.Create([.. Ministry, same], PostWorld.Tree, Day, World.Policy).Posts[0];
        string[] refined = [.. PostCatalogue.Create([own, .. Ministry], PostWorld.Tree, Day, World.Policy).Posts.Select(post => post.Name)];
        string[] elsewhere = [.. PostCatalogue.Create([own, .. Ministry], VietnamUnits.Tree, Day, World.Policy with { Scope = World.Policy.Scope with { Units = ["gso:01"] } }).Posts.Select(post => post.Name)];

        Assert.Equal(["9772.mailbox-director", "v.director"], director.NamedBy.Select(authority => authority.Entry));
        Assert.Equal("Giám đốc Sở", director.Title.Vi);
        Assert.Equal(["Lanhdao", "PhongCNTT", "PhongGDTrH", "Vanphong"], refined);
        Assert.Equal(["Giamdoc", "PhongCNTT", "PhongGDTrH", "Vanphong"], elsewhere);
    }

    [Fact]
    public void An_entry_that_has_ended_names_nothing_and_a_directive_that_has_run_out_takes_nothing_back()
    {
        Directive pack = Pack(Mailbox("v.head", "Hieutruong.TenTruong@moet.edu.vn", "\"thcs\"", "Hiệu trưởng", "\"until\": \"2026-09-04\","), "\"until\": \"2026-09-04\",");

        Assert.Equal(3, PostCatalogue.Create([pack], PostWorld.Tree, Day.PlusDays(-1), World.Policy).Posts.Length);
        Assert.Equal("post.none-named", Assert.Single(PostCatalogue.Create([pack], PostWorld.Tree, Day, World.Policy).Issues).Code);
        Assert.Equal(4, PostCatalogue.Create(Ministry, PostWorld.Tree, Day, World.Policy).Posts.Length);
    }

    [Theory]
    [InlineData("Giamdoc.TenHuyen@moet.edu.vn", "", null, "post.pattern")]
    [InlineData("Giamdoc@moet.edu.vn", "", null, "post.pattern")]
    [InlineData("Giamdoc.TenSo", "", null, "post.pattern")]
    [InlineData("Giam doc.TenSo@moet.edu.vn", "", null, "post.pattern")]
    [InlineData("Giamdoc.TenSo@moet.edu.vn@x.vn", "", null, "post.pattern")]
    [InlineData("Giamdoc.TenSo@moet.edu.vn", "\"binds\": {\"units\": [\"so\"], \"when\": \"email.ownDomainSystem\"},", null, "post.conditional")]
    [InlineData("Giamdoc@TenSo.edu.vn", "", "bentre.edu.vn", "post.domain-names-unit")]
    public void What_gives_no_addresses_is_told(string pattern, string more, string? domain, string code)
    {
        TenantPolicy policy = World.Policy with { Posts = new PostPolicy("g", PostForm.Group) { Domain = domain } };

        PostCatalogue catalogue = PostCatalogue.Create([Pack(Mailbox("v.x", pattern, "\"so\"", "X", more)), .. Ministry], PostWorld.Tree, Day, policy);

        Assert.Equal((code, "v.x"), (Assert.Single(catalogue.Issues).Code, catalogue.Issues[0].Place.Field));
        Assert.Equal(4, catalogue.Posts.Length);
    }

    [Fact]
    public void A_scope_without_units_is_told() =>
        Assert.Equal("post.no-unit", Assert.Single(PostCatalogue.Create(Ministry, VietnamUnits.Tree, Day, World.Policy).Issues).Code);

    [Fact]
    public void A_unit_whose_address_would_be_too_long_has_none()
    {
        Directive pack = Pack(Mailbox("v.head", "Truong-phong-truong-phong.TenTruong@moet.edu.vn", "\"thcs\"", "Hiệu trưởng"));
        UnitTree tree = UnitTree.Create([new Unit(World.So, UnitKind.LowerSecondary, "Trường", new string('a', 63))], "units").GetTreeOrThrow();

        PostCatalogue catalogue = PostCatalogue.Create([pack], tree, Day, World.Policy);

        Assert.Equal("oneroster:so-bentre/v.head", Assert.Single(catalogue.WithoutAddress));
        Assert.Empty(catalogue.Posts);
    }
}
