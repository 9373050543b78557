using System.CommandLine;
using EduIct.Cli.Terminal;

namespace EduIct.Cli.Forms;

/// <summary><c>eduict survey</c>: the survey of the state of ICT as workbooks.</summary>
internal static class SurveyCommand
{
    public static Command Create(CliTerminal terminal) =>
        new("survey", "Phiếu điều tra hiện trạng ứng dụng CNTT, dạng XLSX. / The survey of the state of ICT, as XLSX.")
        {
            SurveyBlankCommand.Create(terminal),
            ReadCommand.CreateForSurveys(terminal),
        };
}
