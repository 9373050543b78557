using System.Collections.Frozen;

namespace EduIct.Cli.Demo;

/// <summary>What schools mend in their lists: a wrong tone or vowel mark, which no address shows, and a wrong letter or a forgotten middle name, which it does.</summary>
internal static class NameCorrections
{
    // Both sides are given names in use; without accents they are alike.
    private static readonly FrozenDictionary<string, string> Accents = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Vy"] = "Vỹ", ["My"] = "Mỹ", ["Ngân"] = "Ngàn", ["Như"] = "Nhu", ["Tiên"] = "Tiến", ["Quyên"] = "Quyền", ["Anh"] = "Ánh",
        ["Hiếu"] = "Hiểu", ["Tuấn"] = "Tuân", ["Hưng"] = "Hùng", ["Hùng"] = "Hưng", ["Cường"] = "Cương", ["Thành"] = "Thanh", ["Lam"] = "Lâm",
        ["Lâm"] = "Lam", ["Nhân"] = "Nhẫn", ["Thảo"] = "Thạo", ["Hà"] = "Hạ", ["Thùy"] = "Thúy",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Letters = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Vy"] = "Vi", ["Trân"] = "Trâm", ["Trâm"] = "Trân", ["Khang"] = "Khanh", ["Tín"] = "Tính", ["Quân"] = "Quang", ["Thư"] = "Thơ",
        ["Hân"] = "Hạnh", ["Ngân"] = "Nga", ["Phát"] = "Pháp", ["Đạt"] = "Đạo", ["Duy"] = "Dương", ["Nhi"] = "Nhiên",
        ["Quyên"] = "Quỳnh", ["Huy"] = "Huỳnh", ["Thy"] = "Thi", ["Kiệt"] = "Kiên",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Other accents on the same letters; null where the name has no such neighbour.</summary>
    public static DemoName? Accent(DemoName name) => Accents.TryGetValue(name.Given, out string? given) ? name with { Given = given } : null;

    /// <summary>Another letter in the given name, or a middle name that was forgotten; null where neither fits.</summary>
    public static DemoName? Letter(DemoName name, SplitMix random)
    {
        if (name.Middle.Length > 0 && !name.Middle.Contains(' ', StringComparison.Ordinal) && random.Chance(350))
        {
            string more = random.Pick(["Ngọc", "Minh", "Hoàng", "Thanh"]);
            return more == name.Middle || more == name.Given ? null : name with { Middle = $"{name.Middle} {more}" };
        }

        return Letters.TryGetValue(name.Given, out string? given) ? name with { Given = given } : null;
    }
}
