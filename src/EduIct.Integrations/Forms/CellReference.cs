using System.Globalization;

namespace EduIct.Forms;

/// <summary>Places in a sheet as spreadsheets write them. Rows and columns are counted from 0.</summary>
internal static class CellReference
{
    private static readonly string[] s_letters = [.. Enumerable.Range(0, 256).Select(Spell)];

    /// <summary><c>A1</c>.</summary>
    public static string Of(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"{Letters(column)}{row + 1}");

    /// <summary><c>A1:C3</c>.</summary>
    public static string Range(int firstRow, int firstColumn, int lastRow, int lastColumn) => $"{Of(firstRow, firstColumn)}:{Of(lastRow, lastColumn)}";

    /// <summary><c>A</c> to <c>XFD</c>.</summary>
    public static string Letters(int column) => column < s_letters.Length ? s_letters[column] : Spell(column);

    /// <summary>The row of <c>C12</c>: 11.</summary>
    /// <exception cref="FormatException">It is no place.</exception>
    public static int Row(string place) => int.Parse(place.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"), NumberStyles.None, CultureInfo.InvariantCulture) - 1;

    /// <summary>The column of <c>C12</c>: 2.</summary>
    /// <exception cref="FormatException">It is no place.</exception>
    public static int Column(string place)
    {
        int column = 0, letters = 0;
        foreach (char letter in place)
        {
            if (!char.IsAsciiLetterUpper(letter))
            {
                break;
            }

            column = (column * 26) + (letter - 'A' + 1);
            letters++;
        }

        return letters is > 0 and <= 3 ? column - 1 : throw new FormatException($"'{place}' is no place in a sheet.");
    }

    private static string Spell(int column)
    {
        string letters = "";
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }
}
