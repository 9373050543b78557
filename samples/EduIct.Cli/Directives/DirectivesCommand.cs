using System.CommandLine;
using System.Text.Json;
using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Issues;
using Directive = EduIct.Directives.Directive;

namespace EduIct.Cli.Directives;

/// <summary><c>eduict directives</c>: the directives as data.</summary>
internal static class DirectivesCommand
{
    public static Command Create(CliTerminal terminal)
    {
        var command = new Command("directives", "Các văn bản chỉ đạo dưới dạng dữ liệu. / The directives as data.") { List(terminal), Show(terminal), Validate(terminal) };
        Option<bool> json = Json();
        command.Options.Add(json);
        command.SetAction(result => ListAll(terminal, result.GetValue(json)));
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "JSON trên đầu ra chuẩn / JSON on standard output" };

    private static Command List(CliTerminal terminal)
    {
        Option<bool> json = Json();
        var command = new Command("list", "Liệt kê. / Lists them.") { json };
        command.SetAction(result => ListAll(terminal, result.GetValue(json)));
        return command;
    }

    private static int ListAll(CliTerminal terminal, bool json)
    {
        if (json)
        {
            JsonOutput.Write(terminal.Out, writer =>
            {
                writer.WriteStartArray();
                foreach (Directive directive in DirectiveLibrary.Embedded.Directives)
                {
                    writer.WriteStartObject();
                    writer.WriteString("id", directive.Id);
                    writer.WriteString("number", directive.Header.Number);
                    writer.WriteString("date", directive.Header.Date.ToString("uuuu-MM-dd", null));
                    writer.WriteString("issuer", directive.Header.Issuer.Vi);
                    writer.WriteString("schoolYear", directive.Header.SchoolYear);
                    writer.WriteString("jurisdiction", directive.Jurisdiction);
                    writer.WriteString("subject", terminal.Text(directive.Header.Subject));
                    writer.WriteNumber("clauses", directive.Clauses.Length);
                    writer.WriteStartObject("entries");
                    foreach (IGrouping<EntryKind, DirectiveEntry> kind in directive.Entries.GroupBy(entry => entry.Kind).OrderBy(kind => kind.Key))
                    {
                        writer.WriteNumber(JsonOutput.Camel(kind.Key), kind.Count());
                    }

                    writer.WriteEndObject();
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return ExitCode.Done;
        }

        foreach (Directive directive in DirectiveLibrary.Embedded.Directives)
        {
            string kinds = string.Join(", ", directive.Entries.GroupBy(entry => entry.Kind).OrderBy(kind => kind.Key).Select(kind => $"{JsonOutput.Camel(kind.Key)} {kind.Count()}"));
            terminal.Say(
                $"{directive.Id}  {directive.Header.Number}, {directive.Header.Date:dd/MM/uuuu}, {directive.Header.Issuer.Vi}\n    {directive.Header.Subject.Vi}\n    {directive.Clauses.Length} mục; {kinds}",
                $"{directive.Id}  {directive.Header.Number}, {directive.Header.Date:uuuu-MM-dd}, {directive.Header.Issuer.En}\n    {directive.Header.Subject.En}\n    {directive.Clauses.Length} clauses; {kinds}");
        }

        return ExitCode.Done;
    }

    private static Command Show(CliTerminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "văn bản, mục, hoặc dữ kiện / a directive, an entry, or a fact" };
        Option<bool> json = Json();
        var command = new Command("show", "Cho xem một văn bản, một mục, hoặc ai hỏi một dữ kiện. / Shows a directive, an entry, or who asks for a fact.") { id, json };
        command.SetAction(result => Show(terminal, result.GetValue(id)!, result.GetValue(json)));
        return command;
    }

    private static int Show(CliTerminal terminal, string id, bool json)
    {
        if (DirectiveLibrary.Embedded.Facts.TryFind(id, out FactDefinition? fact) && !json)
        {
            DirectiveText.Fact(terminal, fact);
            return ExitCode.Done;
        }

        Directive? directive = DirectiveLibrary.Embedded.Find(id);
        (Directive Directive, DirectiveEntry Entry)? found = directive is null ? DirectiveLibrary.Embedded.FindEntry(id) : null;
        if (directive is null && found is null)
        {
            terminal.Fault($"Không có văn bản hay mục '{id}'; xem: eduict directives list.", $"There is no directive or entry '{id}'; see: eduict directives list.");
            return ExitCode.BadInput;
        }

        if (json)
        {
            WriteSource(terminal, (directive ?? found!.Value.Directive).Id, found?.Entry.Id);
            return ExitCode.Done;
        }

        if (found is { } one)
        {
            DirectiveText.Entry(terminal, one.Directive, one.Entry);
        }
        else
        {
            DirectiveText.Directive(terminal, directive!);
        }

        return ExitCode.Done;
    }

    // The pack is JSON already: what it says is shown as it says it.
    private static void WriteSource(CliTerminal terminal, string directive, string? entry)
    {
        foreach (PackFile pack in DirectiveLibrary.EmbeddedPacks)
        {
            using JsonDocument json = JsonDocument.Parse(pack.Json);
            if (json.RootElement.GetProperty("id").GetString() == directive)
            {
                JsonElement shown = entry is null
                    ? json.RootElement
                    : json.RootElement.GetProperty("entries").EnumerateArray().Single(one => one.GetProperty("id").GetString() == entry);
                JsonOutput.Write(terminal.Out, shown.WriteTo);
            }
        }
    }

    private static Command Validate(CliTerminal terminal)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "gói JSON / packs as JSON", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = Json();
        var command = new Command("validate", "Kiểm tra các gói: mọi lỗi cùng lúc. / Checks packs: every fault at once.") { files, json };
        command.SetAction(result => Validate(terminal, result.GetValue(files)!, result.GetValue(json)));
        return command;
    }

    private static int Validate(CliTerminal terminal, FileInfo[] files, bool json)
    {
        // A pack of the package is checked as itself, not as a double of itself.
        var given = new List<PackFile>();
        foreach (FileInfo file in files)
        {
            given.Add(new PackFile(file.Name, File.ReadAllBytes(file.FullName)));
        }

        HashSet<string?> ids = [.. given.Select(IdOf)];
        LibraryCheck check = DirectiveLibrary.Embedded.Where(directive => !ids.Contains(directive.Id)).With(given);
        if (json)
        {
            JsonOutput.Write(terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("valid", check.Issues.IsEmpty);
                JsonOutput.WriteIssues(writer, "issues", check.Issues);
                writer.WriteEndObject();
            });
        }
        else
        {
            foreach (Issue issue in check.Issues)
            {
                terminal.Fault(issue);
            }

            if (check.Library is { } library)
            {
                foreach (Directive directive in library.Directives.TakeLast(given.Count))
                {
                    terminal.Say($"{directive.Header.Number}: đúng, {directive.Entries.Length} mục.", $"{directive.Header.Number}: right, {directive.Entries.Length} entries.");
                }
            }
        }

        return check.Issues.IsEmpty ? ExitCode.Done : ExitCode.BadInput;
    }

    private static string? IdOf(PackFile pack)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(pack.Json);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        }
        catch (JsonException)
        {
            return null; // the check tells it
        }
    }
}
