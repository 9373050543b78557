namespace EduIct.Forms;

/// <summary>How much room a text takes when it is wrapped. Spreadsheets do not size rows anew when they open a file, so their heights are written.</summary>
internal static class TextLines
{
    /// <summary>A line of the standard font, in points.</summary>
    public const double Points = 14.5;

    /// <summary>The height of a row with so many lines.</summary>
    public static double Height(int lines) => (lines * Points) + 3;

    /// <summary>The lines of a text in a column; words are not broken but where they alone are wider.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Of the column, in characters.</param>
    /// <param name="isBold">Whether its letters are wider than those by which widths are counted.</param>
    public static int Count(string text, double width, bool isBold = false)
    {
        double room = Math.Max(1, width - 0.6) / (isBold ? 1.12 : 1.0);
        int lines = 0;
        foreach (ReadOnlySpan<char> paragraph in text.AsSpan().EnumerateLines())
        {
            lines++;
            double used = 0;
            foreach (Range word in paragraph.Split(' '))
            {
                double length = paragraph[word].Length;
                if (used > 0 && used + 1 + length > room)
                {
                    lines++;
                    used = 0;
                }

                used += (used > 0 ? 1 : 0) + length;
                for (; used > room; used -= room)
                {
                    lines++;
                }
            }
        }

        return lines;
    }
}
