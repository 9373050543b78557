using EduIct.Naming;
using EduIct.People;
using NodaTime;

namespace EduIct.Rules.Tests.Naming;

public class AddressPatternTests
{
    private static readonly NamingSubject s_an = new()
    {
        Name = PersonName.Parse("Nguyễn Văn Đức An"),
        Code = "79-001.0042",
        BirthDate = new LocalDate(2012, 9, 5),
        UnitSlug = "THCSLeLoi",
        Class = "6A/1",
        Grade = "6",
    };

    [Theory]
    [InlineData("{given}", "an")]
    [InlineData("{family}", "nguyen")]
    [InlineData("{middle}", "vanduc")]
    [InlineData("{initials}", "nvd")]
    [InlineData("{full}", "nguyenvanducan")]
    [InlineData("{code}", "790010042")]
    [InlineData("{code:4}", "0042")]
    [InlineData("{code:64}", "790010042")]
    [InlineData("hs{yy}", "hs12")]
    [InlineData("hs{yyyy}", "hs2012")]
    [InlineData("hs{mm}", "hs09")]
    [InlineData("hs{dd}", "hs05")]
    [InlineData("hs{ddmmyy}", "hs050912")]
    [InlineData("hs.{unit}", "hs.thcsleloi")]
    [InlineData("hs.{class}", "hs.6a-1")]
    [InlineData("k{grade}", "k6")]
    [InlineData("{given}{n}.{unit}", "an.thcsleloi")]
    [InlineData("HS-{Given}", null)]
    [InlineData("HS-{given}", "hs-an")]
    [InlineData("{given}.{initials}{yy}", "an.nvd12")]
    public void Tokens_give_what_they_name(string text, string? local)
    {
        bool good = AddressPattern.TryParse(text, out AddressPattern? pattern, out _);
        Assert.Equal(local is not null, good);
        Assert.Equal(local, pattern?.Render(s_an));
    }

    [Theory]
    [InlineData("{given}.{middle}.{family}", "Nguyễn An", "an.nguyen")]
    [InlineData("{given}.{middle}.{family}", "An", "an")]
    [InlineData("{family}.{given}", "An", "an")]
    [InlineData("{family}-{middle}_{given}", "An", "an")]
    [InlineData("{given}.{initials}", "H'Hen Niê", "nie.h")]
    [InlineData("{full}", "K’Brơi", "kbroi")]
    [InlineData("{given}.{initials}", "Y-Bhăm Êban", "eban.y")]
    public void Name_parts_that_are_not_there_leave_no_dots(string text, string name, string local) =>
        Assert.Equal(local, Pattern(text).Render(new NamingSubject { Name = PersonName.Parse(name) }));

    [Theory]
    [InlineData("{given}")]
    [InlineData("a{code}")]
    [InlineData("a{yy}")]
    [InlineData("a{yyyy}")]
    [InlineData("a{mm}")]
    [InlineData("a{dd}")]
    [InlineData("a{ddmmyy}")]
    [InlineData("a{unit}")]
    [InlineData("a{class}")]
    [InlineData("a{grade}")]
    public void What_is_not_known_gives_no_address(string text) => Assert.Null(Pattern(text).Render(new NamingSubject()));

    [Theory]
    [InlineData("", "1 pattern.length")]
    [InlineData("a{given", "2 pattern.brace")]
    [InlineData("{code:0}", "1 pattern.token")]
    [InlineData("{code:65}", "1 pattern.token")]
    [InlineData("{code:-1}", "1 pattern.token")]
    [InlineData("{n}{n}a", "4 pattern.counter")]
    [InlineData("{n}.-", "1 pattern.empty")]
    [InlineData("đ{given}", "1 pattern.character")]
    [InlineData("{given} @{foo}}", "8 pattern.character", "9 pattern.character", "10 pattern.token", "15 pattern.character")]
    public void Every_fault_is_told_with_its_column(string text, params string[] faults)
    {
        Assert.False(AddressPattern.TryParse(text, out _, out var found));
        Assert.Equal(faults, found.Select(issue => $"{issue.Place.Column} {issue.Code}"));
    }

    [Fact]
    public void A_pattern_has_a_longest_length()
    {
        Assert.True(AddressPattern.TryParse(new string('a', AddressPattern.MaxLength), out _, out _));
        Assert.False(AddressPattern.TryParse(new string('a', AddressPattern.MaxLength + 1), out _, out var faults));
        Assert.Equal("pattern.length", Assert.Single(faults).Code);
    }

    private static AddressPattern Pattern(string text) => AddressPattern.TryParse(text, out AddressPattern? pattern, out var faults) ? pattern : throw new ArgumentException(string.Join('\n', faults), nameof(text));
}
