using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EduIct.Calendars;
using EduIct.Cli.Terminal;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Cli.Calendars;

/// <summary><c>eduict calendar holidays</c>: the public holidays of a year.</summary>
internal static class HolidaysCommand
{
    public static Command Create(CliTerminal terminal)
    {
        var year = new Option<int>("--year") { Description = "năm dương lịch, 1900 đến 2199 / the calendar year", HelpName = "Y", Required = true };
        var file = new Option<FileInfo?>("--decisions")
        {
            Description = "JSON: quyết định nghỉ lễ, hoán đổi ngày làm việc, thay cho dữ liệu kèm theo của cùng năm / JSON with yearly decisions and swapped days, in place of the embedded ones of the same years",
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
        HolidayDecisions decisions = HolidayDecisions.Embedded;
        if (file is not null)
        {
            if (!HolidayDecisions.TryRead(File.ReadAllBytes(file.FullName), file.Name, out HolidayDecisions? later, out ImmutableArray<Issue> issues))
            {
                foreach (Issue issue in issues)
                {
                    terminal.Fault(issue);
                }

                return ExitCode.BadInput;
            }

            decisions = decisions.With(later);
        }

        HolidayDecision? decision = decisions.Of(year);
        (PublicHoliday Day, LocalDate? Worked)[] days =
        [
            .. PublicHolidays.Of(year, decisions).Select(holiday => (holiday, (LocalDate?)null))
                .Concat((decision?.Swaps ?? []).Select(swap => (new PublicHoliday(swap.Off, SwapName(swap), decision!.Source), (LocalDate?)swap.Worked)))
                .OrderBy(day => day.Item1.Date),
        ];
        if (isJson)
        {
            JsonOutput.Write(terminal.Out, json => Write(json, days, terminal));
            return ExitCode.Done;
        }

        foreach ((PublicHoliday day, _) in days)
        {
            string assumed = day.IsAssumed ? terminal.Text(new LocalizedText(" [giả định]", " [assumed]")) : "";
            terminal.Out.WriteLine($"{day.Date:uuuu-MM-dd}  {terminal.Text(day.Name)}{assumed}{(day.Law is null ? "" : $" ({day.Law})")}");
        }

        return ExitCode.Done;
    }

    private static LocalizedText SwapName(DaySwap swap) =>
        new($"Nghỉ hoán đổi, làm bù ngày {swap.Worked:uuuu-MM-dd}", $"Off, worked instead on {swap.Worked:uuuu-MM-dd}");

    private static void Write(Utf8JsonWriter json, (PublicHoliday Day, LocalDate? Worked)[] days, CliTerminal terminal)
    {
        json.WriteStartArray();
        foreach ((PublicHoliday day, LocalDate? worked) in days)
        {
            json.WriteStartObject();
            json.WriteString("date", $"{day.Date:uuuu-MM-dd}");
            json.WriteString("name", terminal.Text(day.Name));
            json.WriteString("law", day.Law);
            json.WriteBoolean("compensating", day.IsCompensating);
            json.WriteBoolean("assumed", day.IsAssumed);
            json.WriteString("worked", worked is { } other ? $"{other:uuuu-MM-dd}" : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
