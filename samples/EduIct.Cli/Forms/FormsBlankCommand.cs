using System.CommandLine;
using EduIct.Calendars;
using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Forms;

namespace EduIct.Cli.Forms;

/// <summary><c>eduict forms blank</c>: a form to send out.</summary>
internal static class FormsBlankCommand
{
    private const int MostRows = 10_000;

    public static Command Create(CliTerminal terminal)
    {
        Argument<string> form = Form();
        Option<FileInfo> output = FormOptions.Out();
        Option<SchoolYear?> year = FormOptions.Year("năm học ghi trên biểu / the school year on the form (2008-2009)");
        var rows = new Option<int>("--rows") { Description = "số dòng để ghi đơn vị / how many rows for units", HelpName = "N", DefaultValueFactory = _ => 20 };
        rows.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostRows)
            {
                result.AddError($"--rows: 1 … {MostRows}");
            }
        });
        var command = new Command("blank", "Biểu trống để gửi đi. / A blank form to send out.") { form, output, year, rows };
        command.SetAction((parsed, _) => Guarded.RunAsync(terminal, async _ =>
        {
            if (Find(terminal, parsed.GetValue(form)!) is not { } workbook)
            {
                return ExitCode.BadInput;
            }

            FileInfo file = parsed.GetValue(output)!;
            await DraftFile.WriteAsync(file, stream =>
            {
                workbook.WriteBlank(stream, new FormHead { Year = parsed.GetValue(year) }, parsed.GetValue(rows));
                return Task.CompletedTask;
            }).ConfigureAwait(false);
            terminal.Say($"Đã ghi {workbook.Form.Code} trống: {file.Name}.", $"Wrote {workbook.Form.Code}, blank: {file.Name}.");
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary>The name of a form on the command line.</summary>
    public static Argument<string> Form() => new("FORM")
    {
        Description = $"{string.Join(" | ", FormWorkbook.Names(DirectiveLibrary.Embedded))}, hoặc mã mục của biểu / or the id of its entry",
    };

    /// <summary>The form of a name; null for none, which is told.</summary>
    public static FormWorkbook? Find(CliTerminal terminal, string name)
    {
        FormWorkbook? workbook = FormWorkbook.Find(DirectiveLibrary.Embedded, name);
        if (workbook is null)
        {
            string names = string.Join(", ", FormWorkbook.Names(DirectiveLibrary.Embedded));
            terminal.Fault($"Không có biểu '{name}'; có: {names}.", $"There is no form '{name}'; there are: {names}.");
        }

        return workbook;
    }
}
