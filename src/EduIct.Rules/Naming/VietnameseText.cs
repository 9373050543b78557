using System.Globalization;
using System.Text;
using EduIct.Issues;

namespace EduIct.Naming;

/// <summary>
/// Vietnamese text in ASCII. Composed (NFC), decomposed (NFD) and mixed text fold alike, and the place of the tone mark makes no difference
/// (hoà, hòa). Needs no culture and no Unicode tables of the system.
/// </summary>
public static class VietnameseText
{
    /// <summary>Longest text that is folded: 1,024 characters.</summary>
    public const int MaxLength = 1024;

    /// <summary>Longest slug, a label of the DNS (RFC 1035 section 2.3.4).</summary>
    private const int MaxSlugLength = 63;

    /// <summary>Folds a name to ASCII: letters keep their case, runs of blanks become one, blanks at the ends go.</summary>
    /// <param name="text">A name, as <c>Đặng Thị Ánh Tuyết</c> or <c>H’Hen Niê</c>.</param>
    /// <param name="ascii">The name in ASCII, as <c>Dang Thi Anh Tuyet</c> or <c>H'Hen Nie</c>; empty where it is refused.</param>
    /// <param name="fault">Why it is refused: no letter in it, a letter of another script, a control or direction mark, damaged text.</param>
    /// <returns>Whether it was folded.</returns>
    public static bool TryToAscii(string? text, out string ascii, out LocalizedText fault)
    {
        ascii = "";
        fault = default;
        if (text is null || text.Length > MaxLength)
        {
            fault = text is null
                ? new("Trống.", "Blank.")
                : new($"Dài hơn {MaxLength} ký tự.", $"Longer than {MaxLength} characters.");
            return false;
        }

        var folded = new StringBuilder(text.Length);
        bool letter = false;
        foreach (char c in text)
        {
            if (!TryAppend(folded, c, out fault))
            {
                return false;
            }

            letter |= folded.Length > 0 && char.IsAsciiLetter(folded[^1]);
        }

        if (!letter)
        {
            fault = new("Không có chữ cái nào.", "No letter in it.");
            return false;
        }

        ascii = folded.ToString().TrimEnd(' ');
        return true;
    }

    /// <summary>A text as one word of ASCII letters, digits and inner hyphens, at most 63 long: <c>Bến Tre</c> gives <c>BenTre</c>, <c>10 Toán 1</c> gives <c>10Toan1</c>, <c>6A/1</c> gives <c>6A-1</c>.</summary>
    /// <param name="text">The text. Each word begins with a capital; capitals inside stay (<c>THPT</c>).</param>
    /// <returns>The slug, or null where nothing of the text can be written in ASCII.</returns>
    public static string? ToSlug(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength)
        {
            return null;
        }

        var folded = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            int before = folded.Length;
            if (!TryAppend(folded, c, out _))
            {
                folded.Length = before;
            }
        }

        var slug = new StringBuilder(folded.Length);
        bool begins = true;
        foreach (char c in folded.ToString())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(begins ? char.ToUpperInvariant(c) : c);
                begins = false;
            }
            else
            {
                begins = true;
                if (c is '/' or '-' or '_' or '.' && slug.Length > 0 && slug[^1] != '-')
                {
                    slug.Append('-');
                }
            }
        }

        string shortened = slug.ToString(0, Math.Min(slug.Length, MaxSlugLength)).Trim('-');
        return shortened.Length == 0 ? null : shortened;
    }

    /// <summary>The slug of a unit from its name: the leading word <c>Trường</c> says nothing and goes, <c>Trường THPT Nguyễn Đình Chiểu</c> gives <c>THPTNguyenDinhChieu</c>.</summary>
    /// <returns>The slug, or null where nothing of the name can be written in ASCII.</returns>
    public static string? ToUnitSlug(string? name)
    {
        string trimmed = name?.Normalize().Trim() ?? "";
        return ToSlug(trimmed.StartsWith("Trường ", StringComparison.OrdinalIgnoreCase) ? trimmed[7..] : trimmed);
    }

    // One character of the text; marks that were composed before or never will be are dropped, so NFD needs no composing.
    private static bool TryAppend(StringBuilder folded, char c, out LocalizedText fault)
    {
        fault = default;
        switch (c)
        {
            case >= '!' and <= '~':
                folded.Append(c);
                return true;
            case '\u2018' or '\u2019' or '\u02BC' or '\u00B4' or '\u02BB':
                folded.Append('\'');
                return true;
            case >= '\u2010' and <= '\u2015':
                folded.Append('-');
                return true;
            case '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD':
                return true;
            case '\uFFFD':
                fault = new("Văn bản hỏng: ký tự U+FFFD. Hãy lưu lại tệp ở dạng UTF-8.", "Damaged text: the character U+FFFD. Save the file again as UTF-8.");
                return false;
        }

        if (char.IsWhiteSpace(c) && !char.IsControl(c))
        {
            if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }

            return true;
        }

        UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(c);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
        {
            return true;
        }

        if (category is not (UnicodeCategory.Control or UnicodeCategory.Format) && LatinFolding.Fold(c) is { } ascii)
        {
            folded.Append(ascii);
            return true;
        }

        string shown = category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate ? "" : $" '{c}'";
        string code = ((int)c).ToString("X4", CultureInfo.InvariantCulture);
        fault = new($"Ký tự{shown} (U+{code}) không viết được bằng chữ Latinh.", $"The character{shown} (U+{code}) has no Latin form.");
        return false;
    }
}
