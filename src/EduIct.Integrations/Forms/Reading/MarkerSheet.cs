using System.Globalization;

namespace EduIct.Forms;

/// <summary>The hidden sheet of ours in a returned workbook, as far as it is still there.</summary>
internal sealed class MarkerSheet
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public static MarkerSheet Of(WorkbookGrid workbook)
    {
        var marker = new MarkerSheet();
        if (workbook.Sheets.FirstOrDefault(sheet => sheet.Name == FormMarker.Sheet) is { } sheet)
        {
            for (int row = 0; row < sheet.Rows; row++)
            {
                marker._values.TryAdd(sheet.TextAt(row, 0), sheet.TextAt(row, 1));
            }
        }

        return marker;
    }

    public string? this[string key] => _values.GetValueOrDefault(key);

    /// <summary>The numbers and values of the keys that begin so.</summary>
    public IEnumerable<(int Number, string Value)> Numbered(string prefix)
    {
        foreach ((string key, string value) in _values)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(key.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                yield return (number, value);
            }
        }
    }
}
