using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EduIct.Cli.Demo.Report;

/// <summary>A piece of HTML. What is put into the holes of <see cref="Of"/> is encoded by its type, so that no text can become markup by forgetfulness.</summary>
internal readonly record struct Html(string Markup)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static Html Empty { get; } = new("");

    /// <summary>The literal parts are markup; texts and numbers in the holes are encoded, pieces of HTML go in as they are.</summary>
    public static Html Of(Builder markup) => new(markup.ToString());

    /// <summary>One piece for each item, in order.</summary>
    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> piece) => new(string.Concat(items.Select(item => piece(item).Markup)));

    /// <summary>The text as HTML. Control and bidirectional characters, which could turn what stands beside them around, are made visible.</summary>
    public static string Encode(string? text) =>
        Encoder.Encode(string.Create((text ?? "").Length, text ?? "", static (target, source) =>
        {
            for (int i = 0; i < source.Length; i++)
            {
                target[i] = char.GetUnicodeCategory(source[i]) is UnicodeCategory.Control or UnicodeCategory.Format ? '\uFFFD' : source[i];
            }
        }));

    /// <inheritdoc/>
    public override string ToString() => Markup;

    /// <summary>Collects an interpolated string; other types than these do not compile.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Builder
    {
        private readonly StringBuilder _markup;

        public Builder(int literalLength, int formattedCount) => _markup = new StringBuilder(literalLength + (formattedCount * 16));

        public void AppendLiteral(string markup) => _markup.Append(markup);

        public void AppendFormatted(Html html) => _markup.Append(html.Markup);

        public void AppendFormatted(string? text) => _markup.Append(Encode(text));

        public void AppendFormatted(int number) => _markup.Append(number.ToString(CultureInfo.InvariantCulture));

        public override string ToString() => _markup.ToString();
    }
}
