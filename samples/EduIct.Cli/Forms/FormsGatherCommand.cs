using System.CommandLine;
using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Forms;
using EduIct.Issues;

namespace EduIct.Cli.Forms;

/// <summary><c>eduict forms gather</c>: the returned forms of a folder as one.</summary>
internal static class FormsGatherCommand
{
    public static Command Create(CliTerminal terminal)
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "thư mục các biểu đã nộp / the folder of returned forms", HelpName = "FOLDER" };
        var output = new Option<FileInfo>("--out") { Description = "biểu tổng hợp / the gathered form", HelpName = "FILE", Required = true };
        var command = new Command(
            "gather",
            "Tổng hợp các biểu đã nộp thành một biểu. Mã thoát 0: mọi tệp đọc được; 2: có tệp bị từ chối (các tệp khác vẫn được tổng hợp). / Gathers returned forms into one. Exit code 0: every file was read; 2: one was refused (the others are gathered).")
        {
            folder, output,
        };
        command.SetAction((parsed, cancellation) => Guarded.RunAsync(terminal, stop => RunAsync(
            terminal, parsed.GetRequiredValue(folder), parsed.GetRequiredValue(output), CancellationTokenSource.CreateLinkedTokenSource(stop, cancellation).Token)));
        return command;
    }

    private static async Task<int> RunAsync(CliTerminal terminal, DirectoryInfo folder, FileInfo output, CancellationToken cancellationToken)
    {
        if (!folder.Exists)
        {
            terminal.Fault($"Không có thư mục '{folder.FullName}'.", $"There is no folder '{folder.FullName}'.");
            return ExitCode.BadInput;
        }

        DirectiveLibrary library = DirectiveLibrary.Embedded;
        FormGathering gathering = FormGathering.Read(folder.FullName, library, cancellationToken);
        foreach (Issue doubt in gathering.Doubts)
        {
            terminal.Fault(doubt);
        }

        string? form = gathering.Readings.Where(reading => reading.Form is not null).GroupBy(reading => reading.Form!).OrderByDescending(group => group.Count()).FirstOrDefault()?.Key;
        if (form is null || FormWorkbook.Find(library, form) is not { } workbook)
        {
            terminal.Fault("Không có biểu nào đọc được.", "No form could be read.");
            return ExitCode.BadInput;
        }

        FormTally tally = default;
        await DraftFile.WriteAsync(output, async stream => tally = await workbook.WriteAsync(
            stream, new FormHead(), gathering.Table.Units.Select((unit, row) => new FormRow(unit, fact => gathering.Table[row, fact])).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        int refused = gathering.Readings.Count(reading => reading.Refused is not null);
        terminal.Say(
            $"Đã tổng hợp {tally.Units} đơn vị từ {gathering.Readings.Length - refused} tệp vào {output.Name}; {refused} tệp bị từ chối, {gathering.Doubts.Length - refused} điều nghi ngờ.",
            $"Gathered {tally.Units} units of {gathering.Readings.Length - refused} files into {output.Name}; {refused} files refused, {gathering.Doubts.Length - refused} doubts.");
        return refused == 0 ? ExitCode.Done : ExitCode.BadInput;
    }
}
