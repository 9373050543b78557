using System.Globalization;
using System.Text;
using EduIct.Directives;

namespace EduIct.Tests.Directives;

/// <summary>The table of <c>docs/directives/</c>: each clause of a directive with its entries, or why it has none.</summary>
internal static class ReadingTable
{
    public static string FileOf(Directive directive) => Path.Combine(Repository.Root, "docs", "directives", directive.Id + ".md");

    public static string Of(Directive directive)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {directive.Header.Number}, {directive.Header.Date:dd/MM/uuuu}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{directive.Header.Subject.Vi} · {directive.Header.Subject.En}  \n{directive.Header.Issuer.Vi} · {directive.Header.Issuer.En}\n\n");
        if (directive.Header.Note is { } note)
        {
            text.Append(CultureInfo.InvariantCulture, $"{note.Vi} · {note.En}\n\n");
        }

        text.Append("Written from the pack; `EDUICT_ACCEPT_DOCS=1 dotnet test tests/EduIct.Rules.Tests -c Release --filter ReadingTests` writes it anew.\n\n");
        text.Append("| clause | words | entries, or why there are none |\n|---|---|---|\n");
        foreach (Clause clause in directive.Clauses)
        {
            string entries = clause.WithoutEntry is { } reason
                ? Cell(reason.Vi)
                : string.Join("<br>", directive.Entries.Where(entry => entry.Clause == clause.Path).Select(entry =>
                    $"`{entry.Id}` {Camel(entry.Kind.ToString())}, {Camel(entry.Provision.Strength.ToString())}: {Cell(entry.Title.Vi)}{(entry.Provision.IsSlip ? " (sic)" : "")}"));
            text.Append(CultureInfo.InvariantCulture, $"| `{clause.Path}` | {Cell(clause.Words)} | {entries} |\n");
        }

        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
