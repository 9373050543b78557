using System.CommandLine;
using EduIct.Cli.Terminal;
using EduIct.Issues;
using EduIct.Naming;

namespace EduIct.Cli.Naming;

/// <summary><c>eduict ascii</c>: one name a line in, its ASCII form out.</summary>
internal static class AsciiCommand
{
    public static Command Create(CliTerminal terminal)
    {
        Argument<string?> file = TextLines.FileArgument();
        var command = new Command("ascii", "Tên tiếng Việt sang chữ không dấu, mỗi dòng một tên. / Vietnamese names to ASCII, one a line.") { file };
        command.SetAction((result, cancellationToken) => RunAsync(terminal, result.GetValue(file), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliTerminal terminal, string? file, CancellationToken cancellationToken)
    {
        int exit = ExitCode.Done;
        int number = 0;
        await foreach (string line in TextLines.ReadAsync(file, cancellationToken))
        {
            number++;
            if (VietnameseText.TryToAscii(line, out string ascii, out LocalizedText fault))
            {
                terminal.Out.WriteLine(ascii);
            }
            else
            {
                TextLines.Refuse(terminal, file, number, "name.no-ascii", fault);
                exit = ExitCode.BadInput;
            }
        }

        return exit;
    }
}
