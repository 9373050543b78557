using System.Globalization;

namespace EduIct.Cli.Demo.Report;

/// <summary>How the report writes numbers, times and its two languages.</summary>
internal static class Text
{
    private static readonly NumberFormatInfo Grouped = new() { NumberGroupSeparator = "\u202F", NumberDecimalSeparator = "," };

    /// <summary>With a narrow blank between thousands, which both languages read.</summary>
    public static string Number(int number) => number.ToString("#,0", Grouped);

    public static string Share(int part, int whole) => whole == 0 ? "–" : (100.0 * part / whole).ToString("0.0", Grouped) + "\u202F%";

    public static string Seconds(TimeSpan time) =>
        time.TotalSeconds < 1
            ? time.TotalMilliseconds.ToString("0", Grouped) + "\u202Fms"
            : time.TotalSeconds.ToString(time.TotalSeconds < 10 ? "0.0" : "0", Grouped) + "\u202Fs";

    /// <summary>A length in a drawing.</summary>
    public static string Length(double length) => length.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Vietnamese, then English in its own, quieter way.</summary>
    public static Html Both(string vi, string en) => Html.Of($"{vi} <span class=\"en\" lang=\"en\">{en}</span>");

    public static Html Heading(string id, string vi, string en) =>
        Html.Of($"<h2 id=\"{id}\">{vi}<span class=\"en\" lang=\"en\">{en}</span></h2>");
}
