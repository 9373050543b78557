using System.Text;
using EduIct.Issues;
using EduIct.Naming;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EduIct.Rules.Tests.Naming;

public class VietnameseTextTests
{
    private const string Letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ";

    [Theory]
    [InlineData("Đặng Thị Ánh Tuyết", "Dang Thi Anh Tuyet")]
    [InlineData("NGUYỄN ĐỨC HOÀ", "NGUYEN DUC HOA")]
    [InlineData("Nguyễn Đức Hòa", "Nguyen Duc Hoa")]
    [InlineData("H'Hen Niê", "H'Hen Nie")]
    [InlineData("H’Hen Niê", "H'Hen Nie")]
    [InlineData("K’Brơi", "K'Broi")]
    [InlineData("Y-Bhăm Êban", "Y-Bham Eban")]
    [InlineData("Y‑Bhăm Ayŭn", "Y-Bham Ayun")]
    [InlineData("Ƀlêk Siu Čil", "Blek Siu Cil")]
    [InlineData("Vàng A Sùa", "Vang A Sua")]
    [InlineData("Ý", "Y")]
    [InlineData("  Trần \t\u00A0 Bình ", null)]
    [InlineData("  Trần \u00A0 Bình ", "Tran Binh")]
    [InlineData("Ｎｇｕｙｅｎ", "Nguyen")]
    [InlineData("Ng\u200Buyễn\uFEFF", "Nguyen")]
    [InlineData("Nguyễn\u202EnA", null)]
    [InlineData("\u2066An\u2069", null)]
    [InlineData("Иван", null)]
    [InlineData("阮文安", null)]
    [InlineData("An 😀", null)]
    [InlineData("An\uFFFD", null)]
    [InlineData("An\nBình", null)]
    [InlineData("\u0301", null)]
    [InlineData("123", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Names_fold_or_are_refused_with_a_reason(string? name, string? ascii)
    {
        Assert.Equal(ascii is not null, VietnameseText.TryToAscii(name, out string folded, out LocalizedText fault));
        Assert.Equal(ascii ?? "", folded);
        Assert.Equal(ascii is null, !string.IsNullOrEmpty(fault.Vi) && !string.IsNullOrEmpty(fault.En));
    }

    [Fact]
    public void A_name_in_NFD_or_mixed_folds_like_NFC_and_gives_ASCII()
    {
        Gen<string> words = Gen.Elements((Letters + Letters.ToUpperInvariant() + "  '-").ToCharArray()).NonEmptyListOf().Select(list => string.Concat(list));
        Prop.ForAll(words.ToArbitrary(), name =>
        {
            string half = name[..(name.Length / 2)].Normalize(NormalizationForm.FormD) + name[(name.Length / 2)..];
            bool good = VietnameseText.TryToAscii(name, out string composed, out _);
            Assert.Equal(good, VietnameseText.TryToAscii(name.Normalize(NormalizationForm.FormD), out string decomposed, out _));
            Assert.Equal(good, VietnameseText.TryToAscii(half, out string mixed, out _));
            Assert.Equal((composed, composed), (decomposed, mixed));
            Assert.All(composed, c => Assert.InRange(c, ' ', '~'));
            Assert.Equal(good, name.Any(char.IsLetter));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_Vietnamese_letter_folds_to_its_own_base_letter()
    {
        foreach (char letter in Letters + Letters.ToUpperInvariant())
        {
            char expected = letter is 'đ' ? 'd' : letter is 'Đ' ? 'D' : letter.ToString().Normalize(NormalizationForm.FormD)[0];
            Assert.True(VietnameseText.TryToAscii(letter.ToString(), out string ascii, out _));
            Assert.Equal(expected.ToString(), ascii);
        }
    }

    [Fact]
    public void Names_are_folded_up_to_the_limit_of_length()
    {
        Assert.True(VietnameseText.TryToAscii(new string('ộ', VietnameseText.MaxLength), out string ascii, out _));
        Assert.Equal(new string('o', VietnameseText.MaxLength), ascii);
        Assert.False(VietnameseText.TryToAscii(new string('ộ', VietnameseText.MaxLength + 1), out _, out _));
    }

    [Theory]
    [InlineData("Bến Tre", "BenTre")]
    [InlineData("10 Toán 1", "10Toan1")]
    [InlineData("6A/1", "6A-1")]
    [InlineData("Bà Rịa - Vũng Tàu", "BaRia-VungTau")]
    [InlineData("--", null)]
    [InlineData("日本", null)]
    public void Slugs_are_labels(string text, string? slug) => Assert.Equal(slug, VietnameseText.ToSlug(text));

    [Theory]
    [InlineData("Trường THPT Nguyễn Đình Chiểu", "THPTNguyenDinhChieu")]
    [InlineData("TRƯỜNG THPT Nguyễn Đình Chiểu", "THPTNguyenDinhChieu")]
    [InlineData("Trường", "Truong")]
    public void The_slug_of_a_school_leaves_out_what_says_nothing(string name, string slug)
    {
        Assert.Equal(slug, VietnameseText.ToUnitSlug(name));
        Assert.Equal(slug, VietnameseText.ToUnitSlug(name.Normalize(NormalizationForm.FormD)));
    }

    [Theory]
    [InlineData("2012-09-05", true)]
    [InlineData("05/09/2012", true)]
    [InlineData("5/9/2012", true)]
    [InlineData(" 5.9.2012 ", true)]
    [InlineData("5-9-2012", true)]
    [InlineData("09/25/2012", false)]
    [InlineData("5/9/12", false)]
    [InlineData("31/02/2012", false)]
    [InlineData(null, false)]
    public void Days_are_read_with_the_day_before_the_month(string? text, bool good)
    {
        Assert.Equal(good, VietnameseDate.TryParse(text, out LocalDate date));
        Assert.Equal(good ? new LocalDate(2012, 9, 5) : default, good ? date : default);
    }
}
