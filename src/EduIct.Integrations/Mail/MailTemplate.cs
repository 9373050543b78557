using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EduIct.Mail;

/// <summary>A template in one language, read and checked.</summary>
internal sealed record MailTemplate(TemplateText Subject, TemplateText Text, TemplateText? Html, string Language)
{
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public MailContent Fill(IReadOnlyDictionary<string, string> values, IReadOnlyList<IReadOnlyDictionary<string, string>> items) =>
        new(Subject.Fill(values, items), Text.Fill(values, items), Html?.Fill(values, items, Encode), Language);

    // Line ends of a value stay line ends: templates show such values with white-space: pre-line.
    private static string Encode(string value) => string.Join('\n', value.ReplaceLineEndings("\n").Split('\n').Select(s_encoder.Encode));
}
