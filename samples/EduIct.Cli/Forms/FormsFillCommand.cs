using System.CommandLine;
using EduIct.Calendars;
using EduIct.Cli.Terminal;
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Forms;
using EduIct.Issues;

namespace EduIct.Cli.Forms;

/// <summary><c>eduict forms fill</c>: a form filled from facts.</summary>
internal sealed class FormsFillCommand
{
    private readonly CliTerminal _terminal;
    private readonly Argument<string> _form = FormsBlankCommand.Form();
    private readonly Option<FileInfo> _facts = new("--facts") { Description = "dữ kiện của các đơn vị, CSV hoặc JSON / the units' facts, CSV or JSON", HelpName = "FILE", Required = true };
    private readonly Option<FileInfo?> _units = new("--units") { Description = "các đơn vị, CSV, JSON hoặc bộ OneRoster / the units, CSV, JSON or a OneRoster set", HelpName = "PATH" };
    private readonly Option<string?> _unit = new("--unit")
    {
        Description = "biểu của đơn vị này và các đơn vị bên dưới; mặc định mọi đơn vị / the form of this unit and all below it; all units by default",
        HelpName = "CODE",
    };

    private readonly Option<bool> _needs = new("--with-needs")
    {
        Description = "điền “Trang bị mới” từ kết quả kiểm tra các văn bản / fill “Trang bị mới” from the check against the directives",
    };

    private readonly Option<SchoolYear?> _year = FormOptions.Year(
        "năm học ghi trên biểu; nhu cầu chỉ theo văn bản có hiệu lực trong năm đó / the school year on the form; needs are by what was in force in it (2008-2009)");

    private readonly Option<FileInfo> _out = FormOptions.Out();

    private FormsFillCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal)
    {
        var fill = new FormsFillCommand(terminal);
        var command = new Command("fill", "Biểu điền từ dữ kiện, mỗi đơn vị một dòng. / A form filled from facts, a row for each unit.")
        {
            fill._form, fill._facts, fill._units, fill._unit, fill._needs, fill._year, fill._out,
        };
        command.SetAction((parsed, cancellation) => Guarded.RunAsync(terminal, stop => fill.RunAsync(parsed, CancellationTokenSource.CreateLinkedTokenSource(stop, cancellation).Token)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        DirectiveLibrary library = DirectiveLibrary.Embedded;
        if (FormsBlankCommand.Find(_terminal, parsed.GetValue(_form)!) is not { } workbook
            || await TableAsync(parsed.GetValue(_facts)!, parsed.GetValue(_units), library, cancellationToken).ConfigureAwait(false) is not { } facts)
        {
            return ExitCode.BadInput;
        }

        string? unit = parsed.GetValue(_unit);
        if (unit is not null && !facts.TryFindRow(unit, out _))
        {
            _terminal.Fault($"--unit: không có đơn vị '{unit}' trong dữ kiện.", $"--unit: there is no unit '{unit}' among the facts.");
            return ExitCode.BadInput;
        }

        SchoolYear? year = parsed.GetValue(_year);
        ComplianceReport? needs = null;
        if (parsed.GetValue(_needs))
        {
            library = year is { } asked ? library.InForce(asked.Days) : library;
            if (library.Directives.IsEmpty)
            {
                _terminal.Fault($"Không văn bản nào có hiệu lực trong năm học {year}.", $"No directive was in force in the school year {year}.");
                return ExitCode.BadInput;
            }

            needs = new ComplianceEvaluator(library).Evaluate(facts, Environment.ProcessorCount, cancellationToken);
        }

        FileInfo file = parsed.GetValue(_out)!;
        FormTally tally = default;
        await DraftFile.WriteAsync(file, async stream => tally = await workbook.WriteAsync(
            stream, Head(facts, unit, year), FormRows.Of(workbook.Form, facts, unit, needs).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        _terminal.Say(
            $"Đã ghi {workbook.Form.Code}: {file.Name}, {tally.Units} đơn vị; {tally.Blank} số liệu chưa có, để trống.",
            $"Wrote {workbook.Form.Code}: {file.Name}, {tally.Units} units; {tally.Blank} facts that nobody reported are left blank.");
        return ExitCode.Done;
    }

    // Without a unit asked for, the form is that of the one unit above all others.
    private static FormHead Head(FactTable facts, string? unit, SchoolYear? year)
    {
        FactUnit[] heads = unit is null
            ? [.. facts.Units.Where(one => one.Parent is not { } parent || !facts.TryFindRow(parent, out _)).Take(2)]
            : [.. facts.Units.Where(one => one.Code == unit)];
        return heads.Length == 1 ? FormHead.Of(heads[0], year) : new FormHead { Year = year };
    }

    private async Task<FactTable?> TableAsync(FileInfo facts, FileInfo? units, DirectiveLibrary library, CancellationToken cancellationToken)
    {
        FactTableResult result = await FactReader.ReadAsync(facts.FullName, units?.FullName, library.Facts, cancellationToken).ConfigureAwait(false);
        foreach (Issue issue in result.Issues)
        {
            _terminal.Fault(issue);
        }

        if (result.IssueCount > result.Issues.Length)
        {
            _terminal.Fault($"Còn {result.IssueCount - result.Issues.Length} lỗi nữa.", $"{result.IssueCount - result.Issues.Length} more faults.");
        }

        return result.Table;
    }
}
