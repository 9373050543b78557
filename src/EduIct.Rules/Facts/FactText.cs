using System.Globalization;
using EduIct.Expressions;
using EduIct.Issues;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Facts;

/// <summary>Values of facts as text, and what they may be.</summary>
internal static class FactText
{
    private const int LongestText = 400;

    /// <summary>Null where the text is no value of the fact's type, with the reason.</summary>
    public static CelValue? Parse(FactDefinition fact, ReadOnlySpan<char> text, out LocalizedText fault)
    {
        fault = default;
        CelValue? value = fact.Type switch
        {
            // No separators: "1.250" is a thousand for some and one and a quarter for others.
            FactType.Count => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long count) ? CelValue.Int(count) : null,
            FactType.Number or FactType.Percent => double.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? CelValue.Double(number) : null,
            FactType.Flag => Flag(text),
            FactType.Choice => Choice(fact, text),
            FactType.Date => LocalDatePattern.Iso.Parse(text.ToString()) is { Success: true } date ? CelValue.Timestamp(date.Value.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant()) : null,
            _ => CelValue.String(text.ToString()),
        };
        if (value is null)
        {
            string shown = text.Length > 60 ? string.Concat(text[..60], "…") : text.ToString();
            (string vi, string en) = fact.Type switch
            {
                FactType.Count => ("số nguyên không có dấu phân cách", "a whole number without separators"),
                FactType.Number or FactType.Percent => ("số với dấu chấm thập phân", "a number with a decimal point"),
                FactType.Flag => ("có hoặc không", "yes or no"),
                FactType.Choice => ($"một trong {string.Join(", ", fact.Choices)}", $"one of {string.Join(", ", fact.Choices)}"),
                _ => ("ngày dạng 2008-10-20", "a day as 2008-10-20"),
            };
            fault = new LocalizedText($"'{fact.Id}' cần {vi}, không phải '{shown}'.", $"'{fact.Id}' is {en}, not '{shown}'.");
        }

        return value;
    }

    /// <summary>What is wrong with a value; null for nothing.</summary>
    public static LocalizedText? Check(FactDefinition fact, CelValue value)
    {
        if (!FactDictionary.TypeOf(fact.Type).Admits(value))
        {
            return new LocalizedText($"'{fact.Id}' cần kiểu {fact.Type}, không phải {value}.", $"'{fact.Id}' is of type {fact.Type}, not {value}.");
        }

        return fact.Type switch
        {
            FactType.Count when value.AsInt() is < 0 or > FactTableBuilder.LargestCount => new LocalizedText(
                $"'{fact.Id}' phải từ 0 đến {FactTableBuilder.LargestCount}, không phải {value}.", $"'{fact.Id}' is from 0 to {FactTableBuilder.LargestCount}, not {value}."),
            FactType.Number when !(value.AsDouble() >= 0 && double.IsFinite(value.AsDouble())) => new LocalizedText(
                $"'{fact.Id}' không được âm: {value}.", $"'{fact.Id}' cannot be negative: {value}."),
            FactType.Percent when value.AsDouble() is not (>= 0 and <= 100) => new LocalizedText(
                $"'{fact.Id}' phải từ 0 đến 100, không phải {value}.", $"'{fact.Id}' is from 0 to 100, not {value}."),
            FactType.Choice when !fact.Choices.Contains(value.AsString()) => new LocalizedText(
                $"'{fact.Id}' phải là một trong {string.Join(", ", fact.Choices)}.", $"'{fact.Id}' is one of {string.Join(", ", fact.Choices)}."),
            FactType.Text when value.AsString().Length > LongestText || value.AsString().Any(char.IsControl) => new LocalizedText(
                $"'{fact.Id}' dài quá {LongestText} ký tự hoặc có ký tự điều khiển.", $"'{fact.Id}' is longer than {LongestText} characters or has control characters."),
            _ => null,
        };
    }

    private static CelValue? Flag(ReadOnlySpan<char> text)
    {
        foreach (string yes in (ReadOnlySpan<string>)["có", "co", "yes", "true", "1", "x"])
        {
            if (text.Equals(yes, StringComparison.OrdinalIgnoreCase))
            {
                return CelValue.True;
            }
        }

        foreach (string no in (ReadOnlySpan<string>)["không", "khong", "no", "false", "0"])
        {
            if (text.Equals(no, StringComparison.OrdinalIgnoreCase))
            {
                return CelValue.False;
            }
        }

        return null;
    }

    private static CelValue? Choice(FactDefinition fact, ReadOnlySpan<char> text)
    {
        for (int i = 0; i < fact.Choices.Length; i++)
        {
            if (text.Equals(fact.Choices[i], StringComparison.OrdinalIgnoreCase)
                || (i < fact.ChoiceLabels.Length
                    && (text.Equals(fact.ChoiceLabels[i].Vi, StringComparison.OrdinalIgnoreCase) || text.Equals(fact.ChoiceLabels[i].En, StringComparison.OrdinalIgnoreCase))))
            {
                return CelValue.String(fact.Choices[i]);
            }
        }

        return null;
    }
}
