using System.Globalization;
using EduIct.Expressions;

namespace EduIct.Forms;

/// <summary>The words that stand in forms and surveys.</summary>
internal static class FormWords
{
    public const string Yes = "Có";
    public const string No = "Không";

    /// <summary>Begins the row of the sums of all.</summary>
    public const string Total = "Tổng cộng";

    /// <summary>Begins the row of the sums of a group.</summary>
    public const string PartTotal = "Cộng";

    /// <summary>The heading of the column of codes.</summary>
    public const string CodeTitle = "Mã đơn vị";

    private static readonly NumberFormatInfo s_vietnamese = new() { NumberDecimalSeparator = "," };

    public static string SumOf(string group) => $"{PartTotal} {group}";

    /// <summary>Several things told in one cell, a line each: <c>Máy quét: 2</c>.</summary>
    public static string Join(IEnumerable<(string Name, string Value)> parts) => string.Join('\n', parts.Select(part => $"{part.Name}: {part.Value}"));

    /// <summary>A count without separators, since these words are read back.</summary>
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(CelValue value) => value.Kind switch
    {
        CelKind.Int => Of(value.AsInt()),
        CelKind.Double => value.AsDouble().ToString("0.##", s_vietnamese),
        CelKind.Bool => value.IsTrue ? Yes : No,
        CelKind.Timestamp => value.AsTimestamp().InUtc().Date.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture),
        _ => value.AsString(),
    };

    /// <summary>Groups are numbered so; above 3999 in figures.</summary>
    public static string Roman(int number)
    {
        ReadOnlySpan<(int Value, string Sign)> signs =
            [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
        if (number >= 4000)
        {
            return Of(number);
        }

        string roman = "";
        foreach ((int value, string sign) in signs)
        {
            for (; number >= value; number -= value)
            {
                roman += sign;
            }
        }

        return roman;
    }
}
