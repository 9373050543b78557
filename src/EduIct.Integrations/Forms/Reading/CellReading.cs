using System.Globalization;
using System.Text.RegularExpressions;
using EduIct.Facts;
using EduIct.Issues;
using EduIct.Naming;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Forms;

/// <summary>Reads what people write into cells: numbers with either separator, words for yes and no, days.</summary>
internal static partial class CellReading
{
    private static readonly string[] s_yes = ["co", "x", "v", "roi", "da co", "du", "yes", "true", "1", "dat", "dung"];
    private static readonly string[] s_no = ["khong", "chua", "chua co", "khong co", "no", "false", "0", "chua dat", "sai"];
    private static readonly string[] s_nothing = ["", "khong ro", "chua ro", "n a", "khong biet"];

    public static ReadValue Read(FactDefinition fact, GridCell cell)
    {
        if (cell.IsError)
        {
            return new ReadValue(null, new LocalizedText($"Ô báo lỗi {cell.Text}; bỏ qua.", $"The cell has the error {cell.Text}; passed over."));
        }

        ReadValue value = fact.Type switch
        {
            FactType.Count => Count(cell),
            FactType.Number or FactType.Percent => Number(cell),
            FactType.Flag => Flag(cell),
            FactType.Date => Day(cell),
            _ => IsNothing(cell.Text) ? default : new ReadValue(cell.Text),
        };
        return cell.IsFormula && value.Doubt is null
            ? value with { Doubt = new LocalizedText($"Ô là công thức; lấy kết quả đã lưu: {cell.Text}.", $"The cell is a formula; what was stored is taken: {cell.Text}.") }
            : value;
    }

    private static ReadValue Count(GridCell cell)
    {
        if (cell.Number is { } number)
        {
            return Math.Floor(number) == number && Math.Abs(number) < 1e15 ? new ReadValue(((long)number).ToString(CultureInfo.InvariantCulture)) : Refuse(cell, "số nguyên", "a whole number");
        }

        if (cell.Truth is not null || cell.Day is not null)
        {
            return Refuse(cell, "số nguyên", "a whole number");
        }

        if (IsNothing(cell.Text))
        {
            return default;
        }

        (string digits, bool hasWords) = Bare(cell.Text);

        // A count has no decimals, so a separator before three digits can only be one of thousands.
        if (Thousands().IsMatch(digits))
        {
            return Doubted(digits.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), cell, hasWords || digits.Contains(',', StringComparison.Ordinal));
        }

        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long count)
            ? Doubted(count.ToString(CultureInfo.InvariantCulture), cell, hasWords)
            : Refuse(cell, "số nguyên", "a whole number");
    }

    private static ReadValue Number(GridCell cell)
    {
        if (cell.Number is { } number)
        {
            return new ReadValue(number.ToString("R", CultureInfo.InvariantCulture));
        }

        if (IsNothing(cell.Text))
        {
            return default;
        }

        (string digits, bool hasWords) = Bare(cell.Text);
        int dot = digits.LastIndexOf('.'), comma = digits.LastIndexOf(',');

        // Where both stand, the last is the decimal one. One alone before three digits may be either; here a comma is decimal and a point is not.
        bool isAmbiguous = (dot < 0) != (comma < 0) && Thousands().IsMatch(digits);
        char decimalSign = dot >= 0 && comma >= 0 ? (dot > comma ? '.' : ',') : comma >= 0 ? ',' : isAmbiguous ? '\0' : '.';
        string plain = string.Concat(digits.Where(c => c is not ('.' or ',') || c == decimalSign)).Replace(',', '.');
        return double.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double read)
            ? Doubted(read.ToString("R", CultureInfo.InvariantCulture), cell, hasWords || isAmbiguous)
            : Refuse(cell, "số", "a number");
    }

    private static ReadValue Flag(GridCell cell)
    {
        if (cell.Truth is { } truth)
        {
            return new ReadValue(truth ? "1" : "0");
        }

        if (IsNothing(cell.Text))
        {
            return default;
        }

        string plain = cell.Text is "✓" or "✔" or "☑" ? "x" : PlainText.Of(cell.Text);
        return s_yes.Contains(plain) ? new ReadValue("1") : s_no.Contains(plain) ? new ReadValue("0") : Refuse(cell, "Có hoặc Không", "yes or no");
    }

    private static ReadValue Day(GridCell cell) => cell.Day is { } day ? new ReadValue(LocalDatePattern.Iso.Format(day))
        : IsNothing(cell.Text) ? default
        : VietnameseDate.TryParse(cell.Text, out LocalDate read) ? new ReadValue(LocalDatePattern.Iso.Format(read))
        : Refuse(cell, "một ngày", "a day");

    // A dash, and words for not knowing.
    private static bool IsNothing(string text) => s_nothing.Contains(PlainText.Of(text)) && text is not ("✓" or "✔" or "☑");

    /// <summary>The number without blanks between its digits, and whether words stood behind it.</summary>
    private static (string Digits, bool HasWords) Bare(string text)
    {
        Match match = Leading().Match(text.Replace('\u00A0', ' '));
        return match.Success
            ? (match.Groups["number"].Value.Replace(" ", "", StringComparison.Ordinal), match.Groups["rest"].Value.Trim().TrimStart('%').Length > 0)
            : (text, false);
    }

    private static ReadValue Doubted(string value, GridCell cell, bool isDoubtful) => new(
        value, isDoubtful ? new LocalizedText($"'{Shown(cell)}' được hiểu là {value}.", $"'{Shown(cell)}' is read as {value}.") : null);

    private static ReadValue Refuse(GridCell cell, string vi, string en) => new(
        null, new LocalizedText($"'{Shown(cell)}' không phải {vi}; bỏ qua.", $"'{Shown(cell)}' is not {en}; passed over."));

    private static string Shown(GridCell cell) => cell.Text.Length > 60 ? string.Concat(cell.Text.AsSpan(0, 60), "…") : cell.Text;

    [GeneratedRegex(@"^-?[0-9]{1,3}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^\s*(?<number>[-+]?[0-9](?:[0-9.,]| (?=[0-9]{3}(?:[^0-9]|$)))*)(?<rest>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Leading();
}
