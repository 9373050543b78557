using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using EduIct.Calendars;
using EduIct.Cli.Terminal;
using EduIct.Issues;

namespace EduIct.Cli.Calendars;

/// <summary><c>eduict calendar holidays</c>: the public holidays of a year.</summary>
internal static class HolidaysCommand
{
    public static Command Create(CliTerminal terminal)
    {
        var year = new Option<int>("--year") { Description = "năm dương lịch, 1900 đến 2199 / the calendar year", HelpName = "Y", Required = true };
        var file = new Option<FileInfo?>("--decisions")
        {
            Description = "JSON: quyết định nghỉ lễ, hoán đổi ngày làm việc; mặc định dữ liệu kèm theo / JSON with the yearly decisions and swapped days; the embedded ones by default",
            HelpName = "FILE",
        };
        var json = new Option<bool>("--json") { Description = "JSON trên đầu ra chuẩn / JSON on standard output" };
        year.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out int value) && value is < 1900 or > 2199)
            {
                result.AddError($"--year: {token.Value} is not from 1900 to 2199.");
            }
        });
        var command = new Command("holidays", "Ngày nghỉ lễ, Tết theo luật. / Public holidays by law.") { year, file, json };
        command.SetAction((parsed, _) => Guarded.RunAsync(terminal, _ => Task.FromResult(Run(terminal, parsed.GetValue(year), parsed.GetValue(file), parsed.GetValue(json)))));
        return command;
    }

    private static int Run(CliTerminal terminal, int year, FileInfo? file, bool isJson)
    {
        HolidayDecisions? decisions = null;
        if (file is not null && !HolidayDecisions.TryRead(File.ReadAllBytes(file.FullName), file.Name, out decisions, out ImmutableArray<Issue> issues))
        {
            foreach (Issue issue in issues)
            {
                terminal.Fault(issue);
            }

            return ExitCode.BadInput;
        }

        ImmutableArray<PublicHoliday> holidays = PublicHolidays.Of(year, decisions);
        HolidayDecision? decision = (decisions ?? HolidayDecisions.Embedded).Of(year);
        if (isJson)
        {
            JsonOutput.Write(terminal.Out, json =>
            {
                json.WriteStartArray();
                foreach (PublicHoliday holiday in holidays)
                {
                    json.WriteStartObject();
                    json.WriteString("date", $"{holiday.Date:uuuu-MM-dd}");
                    json.WriteString("name", terminal.Text(holiday.Name));
                    json.WriteString("law", holiday.Law);
                    json.WriteBoolean("compensating", holiday.IsCompensating);
                    json.WriteBoolean("assumed", holiday.IsAssumed);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return ExitCode.Done;
        }

        foreach (PublicHoliday holiday in holidays)
        {
            string assumed = holiday.IsAssumed ? terminal.Text(new LocalizedText(" [giả định]", " [assumed]")) : "";
            terminal.Out.WriteLine($"{holiday.Date:uuuu-MM-dd}  {terminal.Text(holiday.Name)}{assumed}{(holiday.Law is null ? "" : $" ({holiday.Law})")}");
        }

        foreach ((NodaTime.LocalDate off, NodaTime.LocalDate worked) in decision?.Swaps ?? [])
        {
            terminal.Say($"{off:uuuu-MM-dd}  Nghỉ, làm bù ngày {worked:uuuu-MM-dd} (hoán đổi)", $"{off:uuuu-MM-dd}  Off, worked instead on {worked:uuuu-MM-dd} (swapped)");
        }

        return ExitCode.Done;
    }
}
