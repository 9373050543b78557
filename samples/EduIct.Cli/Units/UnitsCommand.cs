using System.CommandLine;
using System.CommandLine.Parsing;
using EduIct.Cli.Terminal;
using EduIct.Naming;
using EduIct.Units;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Cli.Units;

/// <summary><c>eduict units</c>: the provinces of a day and their predecessors.</summary>
internal static class UnitsCommand
{
    public static Command Create(CliTerminal terminal)
    {
        var day = new Option<LocalDate?>("--as-of")
        {
            Description = "ngày, mặc định hôm nay / the day, today by default (2026-11-23, 23/11/2026)",
            HelpName = "DATE",
            CustomParser = Values.Day,
        };
        var json = new Option<bool>("--json") { Description = "JSON trên đầu ra chuẩn / JSON on standard output" };
        var command = new Command("units", "Các tỉnh, thành phố và tiền thân. / The provinces and their predecessors.") { day, json };
        command.SetAction(result =>
        {
            LocalDate asOf = result.GetValue(day) ?? Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).WithOffset(Offset.FromHours(7)).Date;
            if (asOf < Provinces.Beginning)
            {
                terminal.Fault($"Dữ liệu bắt đầu từ {Provinces.Beginning:dd/MM/uuuu}.", $"The data begin on {Provinces.Beginning:uuuu-MM-dd}.");
                return ExitCode.BadInput;
            }

            if (result.GetValue(json))
            {
                WriteJson(terminal, asOf);
            }
            else
            {
                WriteText(terminal, asOf);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void WriteText(CliTerminal terminal, LocalDate day)
    {
        foreach (Province province in Provinces.On(day))
        {
            string before = string.Join(", ", Before(province, day).Select(other => other.Name));
            terminal.Out.WriteLine($"{province.Code.Value}  {province.FullNameOn(day)} ({province.Slug}){(before.Length > 0 ? "  ← " : "")}{before}");
        }
    }

    private static void WriteJson(CliTerminal terminal, LocalDate day) => JsonOutput.Write(terminal.Out, json =>
    {
        json.WriteStartArray();
        foreach (Province province in Provinces.On(day))
        {
            json.WriteStartObject();
            json.WriteString("code", province.Code.Value);
            json.WriteString("system", province.Code.System.Name);
            json.WriteString("name", province.Name);
            json.WriteString("fullName", province.FullNameOn(day));
            json.WriteString("slug", province.Slug);
            json.WriteString("from", LocalDatePattern.Iso.Format(province.Existed.From!.Value));
            if (province.Existed.Until is { } until)
            {
                json.WriteString("until", LocalDatePattern.Iso.Format(until));
                json.WriteString("successor", province.Successor?.Value);
            }

            json.WriteStartArray("predecessors");
            foreach (Province other in Before(province, day))
            {
                json.WriteStartObject();
                json.WriteString("code", other.Code.Value);
                json.WriteString("name", other.Name);
                json.WriteString("slug", other.Slug);
                json.WriteString("until", LocalDatePattern.Iso.Format(other.Existed.Until!.Value));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    // Who has gone into it by that day.
    private static IEnumerable<Province> Before(Province province, LocalDate day) => province.Predecessors.Where(other => other.Existed.Until < day);
}
