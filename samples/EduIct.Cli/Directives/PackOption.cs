using System.CommandLine;
using System.CommandLine.Parsing;
using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Issues;

namespace EduIct.Cli.Directives;

/// <summary><c>--pack ID|FILE</c>: which directives a command works with.</summary>
internal sealed class PackOption : Option<string[]>
{
    public PackOption()
        : base("--pack")
    {
        Description = "mã văn bản hoặc tệp gói; lặp lại được; mặc định mọi văn bản có sẵn / a directive's id, or a file with a pack; repeatable; all embedded ones by default";
        HelpName = "ID|FILE";
    }

    /// <summary>The directives; null where one cannot be had, which has been told.</summary>
    public DirectiveLibrary? Library(ParseResult parsed, CliTerminal terminal)
    {
        List<PackFile> files = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        bool isGood = true;
        foreach (string pack in parsed.GetValue(this) ?? [])
        {
            if (DirectiveLibrary.Embedded.Find(pack) is { } directive)
            {
                ids.Add(directive.Id);
            }
            else if (File.Exists(pack))
            {
                files.Add(new PackFile(Path.GetFileName(pack), File.ReadAllBytes(pack)));
            }
            else
            {
                string known = string.Join(", ", DirectiveLibrary.Embedded.Directives.Select(one => one.Id));
                terminal.Fault($"--pack: '{pack}' không phải văn bản có sẵn ({known}) và không phải tệp.", $"--pack: '{pack}' is no embedded directive ({known}) and no file.");
                isGood = false;
            }
        }

        if (!isGood)
        {
            return null;
        }

        LibraryCheck check = DirectiveLibrary.Embedded.With(files);
        foreach (Issue issue in check.Issues)
        {
            terminal.Fault(issue);
        }

        // With files alone, the ministry's directives stay: a province's pack comes on top of them.
        return ids.Count == 0
            ? check.Library
            : check.Library?.Where(directive => ids.Contains(directive.Id) || !DirectiveLibrary.Embedded.Directives.Any(embedded => embedded.Id == directive.Id));
    }
}
