using System.CommandLine;
using System.Globalization;
using EduIct.Cli.Terminal;
using EduIct.Issues;
using EduIct.Rosters;

namespace EduIct.Cli.Rosters;

/// <summary><c>eduict roster check</c>: counts, and every fault with its place.</summary>
internal static class RosterCommand
{
    public static Command Create(CliTerminal terminal)
    {
        var path = new Argument<string>("path") { Description = "OneRoster 1.1, 1.2 (thư mục hoặc zip / folder or zip), CSV" };
        var json = new Option<bool>("--json") { Description = "JSON trên đầu ra chuẩn / JSON on standard output" };
        var check = new Command("check", "Kiểm tra danh sách. / Checks a roster.") { path, json };
        check.SetAction((result, cancellationToken) => CheckAsync(terminal, result.GetRequiredValue(path), result.GetValue(json), cancellationToken));
        return new Command("roster", "Danh sách người học và người dạy. / Rosters.") { check };
    }

    private static async Task<int> CheckAsync(CliTerminal terminal, string path, bool json, CancellationToken cancellationToken)
    {
        Roster roster = await new RosterReader(TimeProvider.System).ReadAsync(path, cancellationToken: cancellationToken);
        RosterSummary summary = RosterSummary.Of(roster);
        if (json)
        {
            WriteJson(terminal, roster, summary);
        }
        else
        {
            foreach (Issue issue in roster.Issues)
            {
                terminal.Fault(issue);
            }

            WriteText(terminal, roster, summary);
        }

        return roster.Issues.IsEmpty ? ExitCode.Done : ExitCode.BadInput;
    }

    private static void WriteText(CliTerminal terminal, Roster roster, RosterSummary summary)
    {
        Line(summary.People, "người", "people");
        foreach ((string role, int count) in summary.ByRole.Select(pair => (pair.Key.Name, pair.Value)).OrderBy(pair => pair.Name, StringComparer.Ordinal))
        {
            Line(count, $"  {role}", $"  {role}");
        }

        Line(summary.Units, "đơn vị", "units");
        Line(summary.Classes, "lớp", "classes");
        Line(roster.Issues.Length, "lỗi", "faults");

        void Line(int count, string vi, string en) =>
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,9:N0}  {terminal.Text(new LocalizedText(vi, en))}"));
    }

    private static void WriteJson(CliTerminal terminal, Roster roster, RosterSummary summary) => JsonOutput.Write(terminal.Out, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("people", summary.People);
        json.WriteStartObject("roles");
        foreach ((string role, int count) in summary.ByRole.Select(pair => (pair.Key.Name, pair.Value)).OrderBy(pair => pair.Name, StringComparer.Ordinal))
        {
            json.WriteNumber(role, count);
        }

        json.WriteEndObject();
        json.WriteNumber("units", summary.Units);
        json.WriteNumber("classes", summary.Classes);
        json.WriteString("digest", roster.Digest);
        json.WriteNumber("faults", roster.Issues.Length);
        JsonOutput.WriteIssues(json, "issues", roster.Issues);
        json.WriteEndObject();
    });
}
