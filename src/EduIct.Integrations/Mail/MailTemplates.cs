using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using EduIct.Issues;

namespace EduIct.Mail;

/// <summary>
/// The words of the messages, in Vietnamese and English. A template is two files: <c>NAME.LANGUAGE.txt</c>, whose first line is the subject, whose second is empty and whose
/// rest is the plain text, and <c>NAME.LANGUAGE.html</c> beside it. <c>{field}</c> stands for a field, encoded in the HTML; <c>{#students}…{/students}</c> is written for each
/// student; a brace itself is written twice.
/// </summary>
public sealed class MailTemplates
{
    private const int LargestFile = 256 * 1024;
    private const string ResourceStart = "EduIct.Mail.Templates/";

    private static readonly string[] s_languages = ["vi", "en"];
    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Lazy<MailTemplates> s_embedded = new(LoadEmbedded);

    private readonly FrozenDictionary<(string Name, string Language), MailTemplate> _templates;

    private MailTemplates(Dictionary<(string, string), MailTemplate> templates) => _templates = templates.ToFrozenDictionary();

    /// <summary>The embedded ones.</summary>
    public static MailTemplates Embedded => s_embedded.Value;

    /// <summary>The embedded ones, with those of a folder in their place.</summary>
    /// <param name="folder">The folder. Of its files those that end in <c>.txt</c> and <c>.html</c> are templates; others are left alone. A template without an HTML file has no HTML.</param>
    /// <param name="templates">The templates, where nothing is wrong.</param>
    /// <param name="issues">
    /// All that is wrong: <c>mail.template-folder</c>, <c>mail.template-file</c>, <c>mail.template-encoding</c>, <c>mail.template-subject</c>, <c>mail.template-placeholder</c>,
    /// <c>mail.template-subject-field</c>, <c>mail.template-section</c>, <c>mail.template-brace</c>.
    /// </param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool TryLoad(string folder, [NotNullWhen(true)] out MailTemplates? templates, out ImmutableArray<Issue> issues)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        List<Issue> found = [];
        Dictionary<(string, string), MailTemplate> all = new(Embedded._templates);
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        try
        {
            foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileName(path);
                if (name.EndsWith(".txt", StringComparison.Ordinal) || name.EndsWith(".html", StringComparison.Ordinal))
                {
                    ReadFile(path, name, files, found);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            found.Add(new Issue("mail.template-folder", new SourcePlace(folder), new LocalizedText(
                "Không đọc được thư mục mẫu thư.", "The folder of templates cannot be read.")));
        }

        ReadTemplates(files, all, found);
        issues = [.. found];
        templates = found.Count == 0 ? new MailTemplates(all) : null;
        return templates is not null;
    }

    /// <summary>Fills a template in.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="language"><c>en</c> or a tag that begins with <c>en-</c> gives English; everything else Vietnamese.</param>
    /// <param name="values">A value for every field of the kind, and for nothing else; as plain text.</param>
    /// <param name="items">For a kind with a part that is repeated: for each item a value for every field of that part. Null: none.</param>
    /// <exception cref="ArgumentException">A field is missing or unknown, or there are items and no part for them.</exception>
    public MailContent Render(
        MailTemplateKind kind, string? language, IReadOnlyDictionary<string, string> values, IReadOnlyList<IReadOnlyDictionary<string, string>>? items = null)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(values);
        if (items is { Count: > 0 } && kind.Section is null)
        {
            throw new ArgumentException($"{kind.Name} has no part that is repeated.", nameof(items));
        }

        string[] wrong = [.. Wrong(kind.Fields, values), .. (items ?? []).SelectMany(item => Wrong(kind.SectionFields, item))];
        if (wrong.Length > 0)
        {
            throw new ArgumentException($"Fields of {kind.Name}: {string.Join(", ", wrong)}.", nameof(values));
        }

        return _templates[(kind.Name, new LocalizedText("vi", "en").In(language))].Fill(values, items ?? []);
    }

    private static IEnumerable<string> Wrong(ImmutableArray<string> fields, IReadOnlyDictionary<string, string> values) =>
        [.. fields.Except(values.Keys).Select(field => $"'{field}' is missing"), .. values.Keys.Except(fields).Select(field => $"'{field}' is unknown")];

    private static MailTemplates LoadEmbedded()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string resource in typeof(MailTemplates).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourceStart, StringComparison.Ordinal)))
        {
            using StreamReader reader = new(typeof(MailTemplates).Assembly.GetManifestResourceStream(resource)!, s_utf8);
            files[resource[ResourceStart.Length..]] = reader.ReadToEnd();
        }

        Dictionary<(string, string), MailTemplate> all = [];
        List<Issue> found = [];
        ReadTemplates(files, all, found);
        return found.Count == 0 ? new MailTemplates(all) : throw new InvalidOperationException(string.Join(Environment.NewLine, found));
    }

    private static void ReadFile(string path, string name, Dictionary<string, string> files, List<Issue> found)
    {
        FileInfo file = new(path);
        if (file.Length > LargestFile)
        {
            found.Add(NoTemplate(name, "Tệp mẫu lớn hơn 256 KiB.", "The file is larger than 256 KiB."));
            return;
        }

        try
        {
            files[name] = File.ReadAllText(path, s_utf8);
        }
        catch (DecoderFallbackException)
        {
            found.Add(new Issue("mail.template-encoding", new SourcePlace(name), new LocalizedText("Tệp không phải UTF-8.", "The file is not UTF-8.")));
        }
    }

    private static void ReadTemplates(Dictionary<string, string> files, Dictionary<(string, string), MailTemplate> all, List<Issue> found)
    {
        HashSet<string> used = [];
        foreach (MailTemplateKind kind in MailTemplateKind.All)
        {
            foreach (string language in s_languages)
            {
                string name = $"{kind.Name}.{language}.txt";
                if (files.TryGetValue(name, out string? text))
                {
                    used.Add(name);
                    string htmlName = Path.ChangeExtension(name, ".html");
                    used.Add(htmlName);
                    all[(kind.Name, language)] = ReadTemplate(kind, language, name, text, htmlName, files.GetValueOrDefault(htmlName), found);
                }
            }
        }

        foreach (string name in files.Keys.Where(name => !used.Contains(name)).Order(StringComparer.Ordinal))
        {
            found.Add(NoTemplate(
                name,
                $"Tệp không phải mẫu thư nào: tên là TÊN.vi.txt hoặc TÊN.en.txt (kèm .html), TÊN là {string.Join(", ", MailTemplateKind.All)}.",
                $"The file is no template: NAME.vi.txt or NAME.en.txt (with .html beside it), NAME being {string.Join(", ", MailTemplateKind.All)}."));
        }
    }

    private static MailTemplate ReadTemplate(
        MailTemplateKind kind, string language, string name, string text, string htmlName, string? html, List<Issue> found)
    {
        string[] parts = text.ReplaceLineEndings("\n").Split('\n', 3);
        if (string.IsNullOrWhiteSpace(parts[0]) || parts.Length < 3 || parts[1].Length > 0 || string.IsNullOrWhiteSpace(parts[2]))
        {
            found.Add(new Issue("mail.template-subject", new SourcePlace(name, 1), new LocalizedText(
                "Dòng đầu là tiêu đề, dòng hai để trống, từ dòng ba là nội dung.",
                "The first line is the subject, the second is empty, the text begins on the third.")));
        }

        return new MailTemplate(
            TemplateText.Read(parts[0], name, 1, kind, isSubject: true, found),
            TemplateText.Read(parts.Length < 3 ? "" : parts[2], name, 3, kind, isSubject: false, found),
            html is null ? null : TemplateText.Read(html.ReplaceLineEndings("\n"), htmlName, 1, kind, isSubject: false, found),
            language);
    }

    private static Issue NoTemplate(string name, string vi, string en) => new("mail.template-file", new SourcePlace(name), new LocalizedText(vi, en));
}
