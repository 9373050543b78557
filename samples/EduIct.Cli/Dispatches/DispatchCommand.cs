using System.CommandLine;
using EduIct.Cli.Terminal;
using EduIct.Dispatches;
using NodaTime;

namespace EduIct.Cli.Dispatches;

/// <summary><c>eduict dispatch</c>: official letters (công văn) and their register.</summary>
internal static class DispatchCommand
{
    public static Command Create(CliTerminal terminal) =>
        new("dispatch", "Gửi công văn, theo dõi ai đã nhận, ai đã xác nhận. / Sends official letters; who got them, who confirmed.")
        {
            DispatchSendCommand.Create(terminal),
            DispatchStatusCommand.Create(terminal),
            DispatchRemindCommand.Create(terminal),
            DispatchConfirmCommand.Create(terminal),
        };

    public static Option<string?> NumberOption() => new("--number") { Description = "số và ký hiệu; mặc định mọi công văn / number and sign; all letters by default", HelpName = "N" };

    public static Option<LocalDate?> DateOption() => new("--date") { Description = "ngày của công văn / the letter's day", HelpName = "DATE", CustomParser = Values.Day };

    /// <summary>Whether a letter is one that number and day mean.</summary>
    public static bool Means(DispatchRecord record, string? number, LocalDate? date) =>
        (number is null || record.Id.Number.Equals(number.Normalize().Trim(), StringComparison.OrdinalIgnoreCase)) && (date is null || record.Id.Date == date);

    public static int NoSuchLetter(CliTerminal terminal, string number)
    {
        terminal.Fault($"--number: trong sổ không có công văn '{number}'.", $"--number: the register has no letter '{number}'.");
        return ExitCode.BadInput;
    }
}
