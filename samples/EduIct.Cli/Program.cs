using System.CommandLine;
using EduIct.Cli.Terminal;

namespace EduIct.Cli;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        using var terminal = new CliTerminal();
        var language = new Option<string?>("--lang") { Description = "vi | en", Recursive = true };
        language.AcceptOnlyFromAmong("vi", "en");
        var root = new RootCommand("EduIct: từ danh sách trường học đến hộp thư, theo các công văn CNTT của ngành giáo dục.\nEduIct: from a school roster to mailboxes, as the sector's ICT directives ask.");
        root.Options.Add(language);
        foreach (Command command in CommandList.Create(terminal))
        {
            root.Subcommands.Add(command);
        }

        ParseResult result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        terminal.Language = result.GetResult(language) is { Errors: var errors } && !errors.Any() ? result.GetValue(language) : null;
        List<string> faults = [.. Arguments.Faults(result)];
        if (faults.Count > 0)
        {
            foreach (string fault in faults)
            {
                terminal.Fault($"Tham số sai: {fault}", $"Bad arguments: {fault}");
            }

            terminal.Fault("Xem cách dùng: thêm --help", "For usage add --help");
            return ExitCode.BadInput;
        }

        return await Guarded.RunAsync(terminal, cancellationToken => result.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = terminal.Out, Error = terminal.Error },
            cancellationToken)).ConfigureAwait(false);
    }
}
