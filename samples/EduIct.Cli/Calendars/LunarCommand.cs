using System.CommandLine;
using EduIct.Calendars;
using EduIct.Cli.Terminal;
using NodaTime;

namespace EduIct.Cli.Calendars;

/// <summary><c>eduict calendar lunar</c>: a day in the Vietnamese lunar calendar.</summary>
internal static class LunarCommand
{
    private static readonly string[] s_stems = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
    private static readonly string[] s_branches = ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];

    public static Command Create(CliTerminal terminal)
    {
        var date = new Argument<LocalDate?>("DATE") { Description = "ngày dương lịch / the day (2026-02-17, 17/2/2026)", CustomParser = Values.Day };
        var json = new Option<bool>("--json") { Description = "JSON trên đầu ra chuẩn / JSON on standard output" };
        var command = new Command("lunar", "Đổi ngày dương sang âm lịch Việt Nam. / A day in the Vietnamese lunar calendar.") { date, json };
        command.SetAction(parsed =>
        {
            LocalDate day = parsed.GetValue(date)!.Value;
            if (day < VietnameseLunarCalendar.FirstDay || day > VietnameseLunarCalendar.LastDay)
            {
                terminal.Fault(
                    $"Chỉ tính từ {VietnameseLunarCalendar.FirstDay:dd/MM/uuuu} đến {VietnameseLunarCalendar.LastDay:dd/MM/uuuu}.",
                    $"Days from {VietnameseLunarCalendar.FirstDay:uuuu-MM-dd} to {VietnameseLunarCalendar.LastDay:uuuu-MM-dd} can be converted.");
                return ExitCode.BadInput;
            }

            LunarDate lunar = VietnameseLunarCalendar.ToLunar(day);

            // The year 4 of our era was a Giáp Tý.
            string name = $"{s_stems[(lunar.Year + 6) % 10]} {s_branches[(lunar.Year + 8) % 12]}";
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(terminal.Out, output =>
                {
                    output.WriteStartObject();
                    output.WriteString("date", $"{day:uuuu-MM-dd}");
                    output.WriteNumber("day", lunar.Day);
                    output.WriteNumber("month", lunar.Month);
                    output.WriteNumber("year", lunar.Year);
                    output.WriteBoolean("leapMonth", lunar.IsLeapMonth);
                    output.WriteString("yearName", name);
                    output.WriteEndObject();
                });
            }
            else
            {
                string leapVi = lunar.IsLeapMonth ? " nhuận" : "", leapEn = lunar.IsLeapMonth ? "leap " : "";
                terminal.Say($"ngày {lunar.Day} tháng {lunar.Month}{leapVi} năm {name} ({lunar})", $"day {lunar.Day} of {leapEn}month {lunar.Month}, year {name} ({lunar})");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
