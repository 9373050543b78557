using EduIct.People;
using EduIct.Units;

namespace EduIct.Abstractions.Tests.People;

public sealed class PersonTests
{
    [Theory]
    [InlineData("Nguyễn Văn An", "Nguyễn", "Văn", "An")]
    [InlineData("  Nguyễn   Thị\u00A0Ánh  Tuyết ", "Nguyễn", "Thị Ánh", "Tuyết")]
    [InlineData("Lê An", "Lê", "", "An")]
    [InlineData("Y", "", "", "Y")]
    public void A_whole_name_is_split_in_Vietnamese_order(string text, string family, string middle, string given)
    {
        PersonName name = PersonName.Parse(text)!;

        Assert.Equal((family, middle, given), (name.Family, name.Middle, name.Given));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("123")]
    public void A_name_without_a_letter_is_none(string text) => Assert.Null(PersonName.Parse(text));

    [Fact]
    public void A_name_in_NFD_becomes_NFC() => Assert.Equal("Nguyễn", PersonName.Parse("Nguyễn An".Normalize(System.Text.NormalizationForm.FormD))!.Family);

    [Fact]
    public void A_person_has_one_key_in_a_system()
    {
        PersonName name = PersonName.Parse("Lê An")!;
        var place = new Affiliation(new UnitCode(CodeSystem.Moet, "1"), Role.Student);

        Assert.Throws<ArgumentException>(() => new Person([new PersonKey(CodeSystem.Moet, "1"), new PersonKey(CodeSystem.Moet, "2")], name, [place]));
        Assert.Throws<ArgumentException>(() => new Person([], name, [place]));
    }

    [Fact]
    public void Nothing_personal_is_printed() =>
        Assert.Equal("moet:1", new Person(new PersonKey(CodeSystem.Moet, "1"), PersonName.Parse("Lê An")!, new Affiliation(new UnitCode(CodeSystem.Moet, "1"), Role.Student)).ToString());
}
