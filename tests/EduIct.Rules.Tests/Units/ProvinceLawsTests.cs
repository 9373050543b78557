using System.Collections.Immutable;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EduIct.Rules.Tests.Units;

public sealed class ProvinceLawsTests
{
    private static readonly LocalDate s_end = new(2040, 1, 1);

    private static readonly Arbitrary<LocalDate> s_days =
        Gen.Choose(0, Period.DaysBetween(Provinces.Beginning, s_end)).Select(days => Provinces.Beginning.PlusDays(days)).ToArbitrary();

    [Fact]
    public void On_every_day_no_two_have_a_code_a_name_or_a_slug_in_common() =>
        Prop.ForAll(s_days, day =>
        {
            ImmutableArray<Province> provinces = Provinces.On(day);
            Assert.Equal(provinces.Length, provinces.Select(province => province.Code).Distinct().Count());
            Assert.Equal(provinces.Length, provinces.Select(province => province.Name).Distinct().Count());
            Assert.Equal(provinces.Length, provinces.Select(province => province.Slug).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_province_of_a_day_stands_in_exactly_one_of_any_later_day_and_every_later_one_comes_from_some() =>
        Prop.ForAll(s_days, s_days, (one, other) =>
        {
            (LocalDate then, LocalDate later) = one <= other ? (one, other) : (other, one);
            Province?[] successors = [.. Provinces.On(then).Select(province => Provinces.SuccessorOf(province.Code, then, later))];
            Assert.All(successors, Assert.NotNull);
            Assert.Equal(Provinces.On(later).Select(province => province.Code).Order(), successors.Select(province => province!.Code).Distinct().Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_makes_no_difference_on_which_day_one_stops_on_the_way() =>
        Prop.ForAll(s_days, s_days, s_days, (one, other, third) =>
        {
            LocalDate[] days = [.. new[] { one, other, third }.Order()];
            Assert.All(Provinces.On(days[0]), province =>
            {
                Province half = Provinces.SuccessorOf(province.Code, days[0], days[1])!;
                Assert.Equal(Provinces.SuccessorOf(province.Code, days[0], days[2]), Provinces.SuccessorOf(half.Code, days[1], days[2]));
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_predecessor_is_one_who_names_its_successor() =>
        Assert.All(Provinces.All, province =>
            Assert.All(province.Predecessors, before => Assert.Equal(province, Provinces.Find(before.Successor!.Value, before.Existed.Until!.Value.PlusDays(1)))));

    [Fact]
    public void Slugs_are_the_names_without_marks_and_blanks() =>
        Assert.All(Provinces.All, province => Assert.Equal(Plain(province.Name), province.Slug));

    // Resolution 202/2025/QH15 with the codes of Decision 19/2025/QĐ-TTg: code, name, members by their codes of before. Typed here, not read from the
    // data under test.
    [Theory]
    [InlineData("01", "Hà Nội", "01")]
    [InlineData("04", "Cao Bằng", "04")]
    [InlineData("08", "Tuyên Quang", "02 08")]
    [InlineData("11", "Điện Biên", "11")]
    [InlineData("12", "Lai Châu", "12")]
    [InlineData("14", "Sơn La", "14")]
    [InlineData("15", "Lào Cai", "10 15")]
    [InlineData("19", "Thái Nguyên", "06 19")]
    [InlineData("20", "Lạng Sơn", "20")]
    [InlineData("22", "Quảng Ninh", "22")]
    [InlineData("24", "Bắc Ninh", "24 27")]
    [InlineData("25", "Phú Thọ", "17 25 26")]
    [InlineData("31", "Hải Phòng", "30 31")]
    [InlineData("33", "Hưng Yên", "33 34")]
    [InlineData("37", "Ninh Bình", "35 36 37")]
    [InlineData("38", "Thanh Hoá", "38")]
    [InlineData("40", "Nghệ An", "40")]
    [InlineData("42", "Hà Tĩnh", "42")]
    [InlineData("44", "Quảng Trị", "44 45")]
    [InlineData("46", "Huế", "46")]
    [InlineData("48", "Đà Nẵng", "48 49")]
    [InlineData("51", "Quảng Ngãi", "51 62")]
    [InlineData("52", "Gia Lai", "52 64")]
    [InlineData("56", "Khánh Hoà", "56 58")]
    [InlineData("66", "Đắk Lắk", "54 66")]
    [InlineData("68", "Lâm Đồng", "60 67 68")]
    [InlineData("75", "Đồng Nai", "70 75")]
    [InlineData("79", "Hồ Chí Minh", "74 77 79")]
    [InlineData("80", "Tây Ninh", "72 80")]
    [InlineData("82", "Đồng Tháp", "82 87")]
    [InlineData("86", "Vĩnh Long", "83 84 86")]
    [InlineData("91", "An Giang", "89 91")]
    [InlineData("92", "Cần Thơ", "92 93 94")]
    [InlineData("96", "Cà Mau", "95 96")]
    public void The_mergers_of_2025_are_those_of_the_resolution(string code, string name, string members)
    {
        LocalDate before = new(2025, 6, 30);
        LocalDate after = new(2025, 7, 1);

        Assert.Equal(name, Provinces.Find(Gso(code), after)!.Name);
        Assert.Equal(
            members.Split(' '),
            Provinces.On(before).Where(province => Provinces.SuccessorOf(province.Code, before, after)!.Code == Gso(code)).Select(province => province.Code.Value).Order());
    }

    [Fact]
    public void Names_and_kinds_change_on_their_days()
    {
        Assert.Equal("Tỉnh Thừa Thiên Huế", FullName("46", new LocalDate(2024, 12, 31)));
        Assert.Equal("Thành phố Huế", FullName("46", new LocalDate(2025, 1, 1)));
        Assert.Equal("Tỉnh Đồng Nai", FullName("75", new LocalDate(2026, 4, 29)));
        Assert.Equal("Thành phố Đồng Nai", FullName("75", new LocalDate(2026, 4, 30)));
        Assert.Equal((5, 6, 7), (Cities(new LocalDate(2009, 1, 1)), Cities(new LocalDate(2025, 7, 1)), Cities(new LocalDate(2026, 4, 30))));

        static int Cities(LocalDate day) => Provinces.On(day).Count(province => province.FullNameOn(day).StartsWith("Thành phố", StringComparison.Ordinal));
        static string FullName(string code, LocalDate day) => Provinces.Find(Gso(code), day)!.FullNameOn(day);
    }

    [Fact]
    public void Ha_Tay_went_into_Ha_Noi()
    {
        LocalDate last = new(2008, 7, 31);
        Province haTay = Provinces.Find(Gso("28"), last)!;

        Assert.Equal("HaTay", haTay.Slug);
        Assert.Equal("Hà Nội", Provinces.SuccessorOf(haTay.Code, last, last.PlusDays(1))!.Name);
        Assert.Contains(haTay, Provinces.Find(Gso("01"), s_end)!.Predecessors);
        Assert.Null(Provinces.SuccessorOf(haTay.Code, last, last.PlusDays(-1)));
    }

    private static UnitCode Gso(string code) => new(CodeSystem.Gso, code);

    private static string Plain(string name) => string.Concat(name.Normalize(System.Text.NormalizationForm.FormD).Replace('đ', 'd').Replace('Đ', 'D').Where(char.IsAsciiLetter));
}
