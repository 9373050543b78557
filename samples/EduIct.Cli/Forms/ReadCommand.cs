using System.CommandLine;
using System.Text.Json;
using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Forms;
using EduIct.Issues;
using NodaTime.Text;

namespace EduIct.Cli.Forms;

/// <summary><c>eduict forms read</c> and <c>eduict survey read</c>: what a returned workbook says.</summary>
internal static class ReadCommand
{
    public static Command CreateForForms(CliTerminal terminal) => Create(
        terminal, "Đọc biểu đã nộp. / Reads a returned form.", (file, name, stop) => new FormReader(DirectiveLibrary.Embedded).Read(file, name, stop));

    public static Command CreateForSurveys(CliTerminal terminal) => Create(
        terminal, "Đọc phiếu điều tra đã nộp. / Reads a returned survey.", (file, name, stop) => new SurveyReader(DirectiveLibrary.Embedded).Read(file, name, stop));

    /// <summary>Tells refusals and doubts on standard error.</summary>
    public static void Tell(CliTerminal terminal, FormReading reading)
    {
        foreach (Issue issue in reading.Refused is { } refused ? [refused] : reading.Doubts)
        {
            terminal.Fault(issue);
        }
    }

    private static Command Create(CliTerminal terminal, string description, Func<Stream, string, CancellationToken, FormReading> read)
    {
        var path = new Argument<FileInfo>("FILE") { Description = "tệp .xlsx / the workbook", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "JSON trên đầu ra chuẩn / JSON on standard output" };
        var command = new Command("read", description + " Mã thoát 0: đọc được (điều nghi ngờ ở đầu ra lỗi); 2: tệp bị từ chối. / Exit code 0: read (doubts on standard error); 2: the file is refused.") { path, json };
        command.SetAction((parsed, cancellation) => Guarded.RunAsync(terminal, stop =>
        {
            using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellation);
            FileInfo file = parsed.GetRequiredValue(path);
            using FileStream stream = file.OpenRead();
            FormReading reading = read(stream, file.Name, both.Token);
            Tell(terminal, reading);
            if (reading.Refused is not null)
            {
                return Task.FromResult(ExitCode.BadInput);
            }

            if (parsed.GetValue(json))
            {
                JsonOutput.Write(terminal.Out, output => Write(output, reading));
            }
            else
            {
                Say(terminal, reading);
            }

            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static void Say(CliTerminal terminal, FormReading reading)
    {
        terminal.Say($"{reading.Form}: {reading.Rows.Length} đơn vị, {reading.Doubts.Length} điều nghi ngờ", $"{reading.Form}: {reading.Rows.Length} units, {reading.Doubts.Length} doubts");
        foreach (FormReadRow row in reading.Rows)
        {
            terminal.Out.WriteLine($"{row.Unit.Name} ({row.Unit.Code})");
            foreach (FormReadValue value in row.Values)
            {
                terminal.Out.WriteLine($"  {value.Fact} = {value.Text}  [{value.Place.Field}]");
            }
        }
    }

    // The units as eduict check --facts takes them, and beside them what was doubtful.
    private static void Write(Utf8JsonWriter json, FormReading reading)
    {
        json.WriteStartObject();
        json.WriteString("form", reading.Form);
        json.WriteStartArray("units");
        foreach (FormReadRow row in reading.Rows)
        {
            json.WriteStartObject();
            json.WriteString("unit", row.Unit.Code);
            json.WriteString("name", row.Unit.Name);
            if (reading.Reported is { } day)
            {
                json.WriteString("reported", LocalDatePattern.Iso.Format(day));
            }

            json.WriteStartObject("facts");
            foreach (FormReadValue value in row.Values)
            {
                json.WriteString(value.Fact, value.Text);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonOutput.WriteIssues(json, "doubts", reading.Doubts);
        json.WriteEndObject();
    }
}
