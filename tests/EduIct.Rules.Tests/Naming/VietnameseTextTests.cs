using System.Text;
using EduIct.Naming;
using FsCheck;
using FsCheck.Fluent;

namespace EduIct.Rules.Tests.Naming;

public sealed class VietnameseTextTests
{
    private const string Letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ";

    [Theory]
    [InlineData("Nguyễn Văn An", "Nguyen Van An")]
    [InlineData("ĐẶNG THỊ ÁNH TUYẾT", "DANG THI ANH TUYET")]
    [InlineData("  Trần \u00A0 Hoà ", "Tran Hoa")]
    [InlineData("Trần Hòa", "Tran Hoa")]
    [InlineData("H’Hen Niê", "H'Hen Nie")]
    [InlineData("K'Brơi", "K'Broi")]
    [InlineData("Y–Bhăm Êban", "Y-Bham Eban")]
    [InlineData("Jrăng Č\u200Bil", "Jrang Cil")]
    [InlineData("Ｎguyễn", "Nguyen")]
    [InlineData("Müller Straße", "Muller Strasse")]
    public void Names_fold(string name, string ascii)
    {
        Assert.True(VietnameseText.TryToAscii(name, out string folded, out _));
        Assert.Equal(ascii, folded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("1234")]
    [InlineData("漢字")]
    [InlineData("Иван")]
    [InlineData("An\u202EnA")]
    [InlineData("An\u0007")]
    [InlineData("Nguy\uFFFDn")]
    [InlineData("An 😀")]
    public void What_has_no_Latin_form_is_refused_with_a_reason(string name)
    {
        Assert.False(VietnameseText.TryToAscii(name, out string folded, out var fault));
        Assert.Equal("", folded);
        Assert.NotEqual("", fault.Vi);
    }

    [Theory]
    [InlineData("Bến Tre", "BenTre")]
    [InlineData("Bà Rịa - Vũng Tàu", "BaRia-VungTau")]
    [InlineData("10 Toán 1", "10Toan1")]
    [InlineData("6A/1", "6A-1")]
    public void Slugs_are_one_word(string text, string slug) => Assert.Equal(slug, VietnameseText.ToSlug(text));

    [Fact]
    public void The_slug_of_a_school_leaves_out_the_word_school() => Assert.Equal("THPTNguyenDinhChieu", VietnameseText.ToUnitSlug("Trường THPT Nguyễn Đình Chiểu"));

    [Fact]
    public void Composed_decomposed_and_upper_case_text_fold_alike_to_ASCII()
    {
        Gen<string> names = Gen.Elements(Letters.ToCharArray()).ArrayOf().Where(letters => letters.Length > 0).Select(letters => new string(letters));
        Prop.ForAll(names.ToArbitrary(), name =>
        {
            Assert.True(VietnameseText.TryToAscii(name, out string composed, out _));
            Assert.True(VietnameseText.TryToAscii(name.Normalize(NormalizationForm.FormD), out string decomposed, out _));
            Assert.True(VietnameseText.TryToAscii(name.ToUpperInvariant(), out string upper, out _));
            Assert.True(Ascii.IsValid(composed));
            Assert.Equal(composed, decomposed);
            Assert.Equal(composed, upper.ToLowerInvariant());
        }).QuickCheckThrowOnFailure();
    }
}
