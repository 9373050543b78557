using System.CommandLine;
using EduIct.Calendars;
using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Forms;
using EduIct.Units;

namespace EduIct.Cli.Forms;

/// <summary><c>eduict survey blank</c>: a survey to send out.</summary>
internal static class SurveyBlankCommand
{
    public static Command Create(CliTerminal terminal)
    {
        var kind = new Option<string>("--kind") { Description = $"loại đơn vị / the kind of unit: {string.Join(", ", UnitKind.Known)}", HelpName = "KIND", Required = true };
        var department = new Option<string?>("--so")
        {
            Description = "TenSo của Sở, để bỏ văn bản của các tỉnh khác / TenSo of the department, to leave out other provinces' directives (HaNoi)",
            HelpName = "TENSO",
        };
        Option<SchoolYear?> year = FormOptions.Year("chỉ hỏi theo văn bản có hiệu lực trong năm học / ask only by what was in force in the school year (2008-2009)");
        Option<FileInfo> output = FormOptions.Out();
        var command = new Command("blank", "Phiếu trống cho một loại đơn vị. / A blank survey for a kind of unit.") { kind, department, year, output };
        command.SetAction((parsed, _) => Guarded.RunAsync(terminal, async _ =>
        {
            if (Survey(terminal, parsed.GetValue(kind)!, parsed.GetValue(department), parsed.GetValue(year)) is not { } survey)
            {
                return ExitCode.BadInput;
            }

            FileInfo file = parsed.GetValue(output)!;
            await DraftFile.WriteAsync(file, stream =>
            {
                survey.WriteBlank(stream, parsed.GetValue(year));
                return Task.CompletedTask;
            }).ConfigureAwait(false);
            terminal.Say($"Đã ghi phiếu điều tra: {file.Name}, {survey.Facts.Count()} câu hỏi.", $"Wrote the survey: {file.Name}, {survey.Facts.Count()} questions.");
            return ExitCode.Done;
        }));
        return command;
    }

    private static SurveyWorkbook? Survey(CliTerminal terminal, string kind, string? department, SchoolYear? year)
    {
        if (UnitKind.Of(kind) is not { IsKnown: true } known)
        {
            string kinds = string.Join(", ", UnitKind.Known);
            terminal.Fault($"--kind: '{kind}' không phải loại đơn vị; có: {kinds}.", $"--kind: '{kind}' is no kind of unit; there are: {kinds}.");
            return null;
        }

        if (department is not null && !VietnamUnits.Tree.Units.Any(unit => unit.Kind == UnitKind.Department && unit.Slug.Equals(department, StringComparison.OrdinalIgnoreCase)))
        {
            terminal.Fault($"--so: '{department}' không phải TenSo của một Sở (ví dụ HaNoi).", $"--so: '{department}' is the TenSo of no Sở (as HaNoi is).");
            return null;
        }

        DirectiveLibrary library = year is { } asked ? DirectiveLibrary.Embedded.InForce(asked.Days) : DirectiveLibrary.Embedded;
        var survey = new SurveyWorkbook(library, known, department);
        if (!survey.Facts.Any())
        {
            terminal.Fault($"Không văn bản nào hỏi gì về loại đơn vị '{known}'.", $"No directive asks anything of the kind '{known}'.");
            return null;
        }

        return survey;
    }
}
