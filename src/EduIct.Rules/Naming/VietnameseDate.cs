using NodaTime;
using NodaTime.Text;

namespace EduIct.Naming;

/// <summary>Dates as they stand in the sector's sheets.</summary>
public static class VietnameseDate
{
    private static readonly LocalDatePattern[] s_patterns =
    [
        LocalDatePattern.Iso,
        LocalDatePattern.CreateWithInvariantCulture("d/M/uuuu"),
        LocalDatePattern.CreateWithInvariantCulture("d-M-uuuu"),
        LocalDatePattern.CreateWithInvariantCulture("d.M.uuuu"),
    ];

    /// <summary>Reads ISO 8601 (<c>2012-09-05</c>) or day, month, year (<c>05/09/2012</c>, <c>5/9/2012</c>); never month before day, never two digits for a year.</summary>
    public static bool TryParse(string? text, out LocalDate date)
    {
        string trimmed = text?.Trim() ?? "";
        foreach (LocalDatePattern pattern in s_patterns)
        {
            if (pattern.Parse(trimmed).TryGetValue(default, out date))
            {
                return date.Year is >= 1000 and <= 9999;
            }
        }

        date = default;
        return false;
    }
}
