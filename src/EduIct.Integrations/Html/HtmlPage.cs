using System.Security.Cryptography;
using System.Text;
using EduIct.Issues;

namespace EduIct.Html;

/// <summary>A self-contained page: one style, one script, nothing loaded from anywhere, and a switch between Vietnamese and English.</summary>
internal sealed class HtmlPage
{
    private readonly Lazy<string> _style;
    private readonly Lazy<string> _script;

    /// <summary>A kind of page.</summary>
    /// <param name="style">Name of the embedded style that comes on top of the common one.</param>
    /// <param name="script">Name of the embedded script that comes after the common one; null for none.</param>
    public HtmlPage(string style, string? script = null)
    {
        _style = new Lazy<string>(() => Resource("page.css") + Resource(style));
        _script = new Lazy<string>(() => Resource("page.js") + (script is null ? "" : Resource(script)));
    }

    /// <summary>Writes all up to the main part; what is written next stands in the header, which <see cref="Main"/> ends.</summary>
    public void Begin(HtmlMarkup html, LocalizedText title)
    {
        html.Write($"""
            <!DOCTYPE html>
            <html lang="vi">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{Digest(_style.Value)}'; script-src 'sha256-{Digest(_script.Value)}'">
            <title>{title.Vi} · {title.En}</title>
            <style>
            """);
        html.Raw(_style.Value);
        html.Write($"""
            </style>
            </head>
            <body>
            <header><div class="inner">
            <button id="language" type="button" aria-pressed="false">English</button>
            <h1>{title}</h1>

            """);
    }

    /// <summary>Ends the header and begins the main part.</summary>
    public static void Main(HtmlMarkup html) => html.Raw("</div></header>\n<main>\n");

    /// <summary>Ends the page; the main part is ended by whoever wrote it.</summary>
    public void End(HtmlMarkup html)
    {
        html.Raw("<script>");
        html.Raw(_script.Value);
        html.Raw("</script>\n</body>\n</html>\n");
    }

    private static string Digest(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("EduIct.Html." + name)
            ?? throw new InvalidOperationException($"The assembly lacks its embedded {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // The digest is of what a browser reads, which knows one kind of line end.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
