using System.Text;
using System.Text.RegularExpressions;

namespace EduIct.Tests.Directives;

/// <summary>The text of a directive without its marking: blanks in one, no asterisks, number signs, tags or link targets.</summary>
internal static partial class DirectiveSource
{
    public static string Of(string directive) => Plain(string.Join('\n', Lines(directive)));

    public static IReadOnlyList<string> Lines(string directive) =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Directives", "texts", directive + ".txt")).Select(Plain)];

    public static string Plain(string text)
    {
        text = text.Normalize(NormalizationForm.FormC);
        text = Tags().Replace(text, " ");
        text = Addresses().Replace(text, "${text}");
        text = Links().Replace(text, "${text}");
        text = Signs().Replace(text, "");
        return Blanks().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"</?(?:a|p|ul|li)\b[^>]*>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"<(?<text>https?:[^>]*)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Links();

    [GeneratedRegex(@"[*#\uF000-\uF0FF]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Signs();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Blanks();
}
