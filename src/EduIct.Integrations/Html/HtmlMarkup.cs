using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using EduIct.Issues;

namespace EduIct.Html;

/// <summary>Writes HTML. What stands in the holes of an interpolated string is encoded by its type, so that no text can become markup by forgetfulness.</summary>
internal sealed class HtmlMarkup(TextWriter output)
{
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The literal parts are markup; texts and numbers in the holes are encoded, a localized text becomes a piece for each language.</summary>
    /// <returns>Itself; the handler has written.</returns>
    public HtmlMarkup Write([InterpolatedStringHandlerArgument("")] Builder markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Markup of ours as it is.</summary>
    public void Raw(string markup) => output.Write(markup);

    private void Encode(string? text) =>
        output.Write(s_encoder.Encode(string.Create((text ?? "").Length, text ?? "", static (target, source) =>
        {
            for (int i = 0; i < source.Length; i++)
            {
                // They could turn around what stands beside them.
                target[i] = char.GetUnicodeCategory(source[i]) is UnicodeCategory.Control or UnicodeCategory.Format ? '\uFFFD' : source[i];
            }
        })));

    /// <summary>Takes an interpolated string; other types than these do not compile.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Builder
    {
        private readonly HtmlMarkup _markup;

        public Builder(int literalLength, int formattedCount, HtmlMarkup markup) => (_markup, _, _) = (markup, literalLength, formattedCount);

        public void AppendLiteral(string markup) => _markup.Raw(markup);

        public void AppendFormatted(string? text) => _markup.Encode(text);

        public void AppendFormatted(long number) => _markup.Raw(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(LocalizedText text)
        {
            _markup.Raw("<span lang=\"vi\">");
            _markup.Encode(text.Vi);
            _markup.Raw("</span><span lang=\"en\">");
            _markup.Encode(text.En);
            _markup.Raw("</span>");
        }
    }
}
