using System.CommandLine;
using EduIct.Cli.Terminal;

namespace EduIct.Cli.Forms;

/// <summary><c>eduict forms</c>: the report forms of the directives as workbooks.</summary>
internal static class FormsCommand
{
    public static Command Create(CliTerminal terminal) =>
        new("forms", "Biểu mẫu báo cáo của các văn bản, dạng XLSX. / The report forms of the directives, as XLSX.")
        {
            FormsBlankCommand.Create(terminal),
            FormsFillCommand.Create(terminal),
            ReadCommand.CreateForForms(terminal),
            FormsGatherCommand.Create(terminal),
        };
}
