using System.Globalization;
using EduIct.Expressions;
using EduIct.Facts;

namespace EduIct.Compliance;

/// <summary>Facts in the words of people: <c>1.250 học sinh, 80 máy: cần 105, thiếu 25</c>.</summary>
internal static class FactWords
{
    private static readonly NumberFormatInfo s_vietnamese = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = ",", NumberGroupSizes = [3] };
    private static readonly NumberFormatInfo s_english = new() { NumberGroupSeparator = ",", NumberDecimalSeparator = ".", NumberGroupSizes = [3] };

    public static string Sentence(
        IReadOnlyCollection<(FactDefinition Fact, CelValue Value)> values, IReadOnlyCollection<Shortfall> shortfalls, FactDictionary dictionary, string language)
    {
        string facts = string.Join(", ", values.Select(value => Phrase(value.Fact, value.Value, language)));
        if (shortfalls.Count == 0)
        {
            return facts;
        }

        bool isVietnamese = language == "vi";
        string lacks = string.Join("; ", shortfalls.Select(shortfall =>
        {
            string need = Number(shortfall.Need, language), missing = Number(shortfall.Missing, language);
            dictionary.TryFind(shortfall.Fact, out FactDefinition? fact);
            if (fact!.Type == FactType.Flag)
            {
                return isVietnamese ? $"cần: {fact.Label.Vi}" : $"needed: {fact.Label.En}";
            }

            string what = shortfalls.Count == 1 ? "" : " " + (fact.Noun ?? fact.Label).In(language);
            return isVietnamese ? $"cần {need}{what}, thiếu {missing}" : $"{need}{what} needed, {missing} missing";
        }));
        return facts.Length == 0 ? lacks : $"{facts}: {lacks}";
    }

    public static string Value(FactDefinition fact, CelValue value, string language)
    {
        bool isVietnamese = language == "vi";
        return value.Kind switch
        {
            CelKind.Unknown => isVietnamese ? "chưa báo cáo" : "not reported",
            CelKind.Bool => (value.IsTrue, isVietnamese) switch
            {
                (true, true) => "có",
                (false, true) => "không",
                (true, false) => "yes",
                (false, false) => "no",
            },
            CelKind.Int => Number(value.AsInt(), language),
            CelKind.Double => value.AsDouble().ToString("#,##0.##", isVietnamese ? s_vietnamese : s_english) + (fact.Type == FactType.Percent ? " %" : fact.Unit is { } unit ? " " + unit : ""),
            CelKind.Timestamp => value.AsTimestamp().InUtc().Date.ToString(isVietnamese ? "dd/MM/uuuu" : "uuuu-MM-dd", CultureInfo.InvariantCulture),
            _ => value.AsString(),
        };
    }

    private static string Phrase(FactDefinition fact, CelValue value, string language)
    {
        string shown = Value(fact, value, language);
        return fact.Type == FactType.Count && fact.Noun is { } noun && value.Kind == CelKind.Int
            ? $"{shown} {noun.In(language)}"
            : $"{fact.Label.In(language)}: {shown}";
    }

    private static string Number(long number, string language) => number.ToString("#,##0", language == "vi" ? s_vietnamese : s_english);
}
