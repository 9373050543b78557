using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.CompilerServices;
using EduIct.Calendars;
using EduIct.Cli.Directives;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Ledger;
using NodaTime;

namespace EduIct.Cli.Calendars;

/// <summary><c>eduict calendar submit</c>: writes into the ledger that a unit handed in, or that what it handed in was accepted or returned.</summary>
internal sealed class SubmitCommand
{
    private readonly CliTerminal _terminal;
    private readonly Option<string> _tenant = TenantWork.TenantOption();
    private readonly Option<string> _ledger = TenantWork.LedgerOption();
    private readonly Option<string> _unit = new("--unit") { Description = "mã đơn vị / the unit's code", HelpName = "CODE", Required = true };
    private readonly Option<FileInfo?> _units = new("--units") { Description = "các đơn vị, CSV, JSON hoặc bộ OneRoster / the units, CSV, JSON or a OneRoster set", HelpName = "PATH" };
    private readonly Option<string> _duty = new("--duty") { Description = "mã việc, như eduict calendar --json ghi / the duty's id, as eduict calendar --json has it", HelpName = "ID", Required = true };
    private readonly Option<DutyStep> _step = new("--step") { Description = "submitted (mặc định / the default), accepted, returned", HelpName = "STEP" };
    private readonly Option<LocalDate?> _on = new("--on") { Description = "ngày; mặc định bây giờ / the day; now by default", HelpName = "DATE", CustomParser = Values.Day };
    private readonly PackOption _packs = new();

    private SubmitCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal)
    {
        var submit = new SubmitCommand(terminal);
        var command = new Command("submit", "Ghi vào sổ cái rằng đã nộp, được chấp nhận hoặc bị trả lại. / Records that a duty was handed in, accepted or returned.")
        {
            submit._tenant, submit._ledger, submit._unit, submit._units, submit._duty, submit._step, submit._on, submit._packs,
        };
        command.SetAction((parsed, cancellation) => Guarded.RunAsync(terminal, stop => submit.RunAsync(parsed, CancellationTokenSource.CreateLinkedTokenSource(stop, cancellation).Token)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (_packs.Library(parsed, _terminal) is not { } library
            || await CalendarSubject.FindAsync(parsed.GetRequiredValue(_unit), parsed.GetValue(_units), library, _terminal, cancellationToken).ConfigureAwait(false) is not { Code: { } code } subject)
        {
            return ExitCode.BadInput;
        }

        string id = parsed.GetRequiredValue(_duty);
        if (Find(library, id) is not { } duty || !subject.Owes(duty))
        {
            _terminal.Fault($"--duty: '{id}' không phải việc của đơn vị này.", $"--duty: '{id}' is no duty of this unit.");
            return ExitCode.BadInput;
        }

        // A day that has passed counts whole: what was handed in on it was handed in before its end.
        Instant at = parsed.GetValue(_on) is { } day ? VietnamTime.EndOf(day).ToInstant() : Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        TenantWork work = await TenantWork.OpenAsync(parsed.GetRequiredValue(_tenant), cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = work.ConfigureAwait(false);
        SqliteLedger ledger = await SqliteLedger.OpenAsync(
            parsed.GetRequiredValue(_ledger), work.Tenant.Policy.Tenant, TimeProvider.System, LedgerAccess.Write, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable opened = ledger.ConfigureAwait(false);
        var step = new DutyEvent(id, code, parsed.GetValue(_step), at);
        await ledger.Duties.RecordAsync(step, cancellationToken).ConfigureAwait(false);
        DutyStatus status = DutyStatus.Of(
            duty.LastMoment, (await ledger.Duties.ReadDutyEventsAsync(cancellationToken).ConfigureAwait(false)).Where(other => other.Duty == id && other.Unit == code), at);
        _terminal.Out.WriteLine($"{_terminal.Text(subject.Name)}: {_terminal.Text(duty.Entry.Title)}: {_terminal.Text(DutyWords.Of(status))}");
        return ExitCode.Done;
    }

    // A projected duty carries the school year onto which it was moved behind its sign.
    private static Duty? Find(DirectiveLibrary library, string id)
    {
        var calendar = new ReportingCalendar(library);
        if (id.Split('~') is not [var decreed, var onto])
        {
            return calendar.All().FirstOrDefault(duty => duty.Id == id);
        }

        if (!SchoolYear.TryParse(onto, out SchoolYear year) || calendar.All().FirstOrDefault(duty => duty.Id == decreed) is not { } source)
        {
            return null;
        }

        SchoolYear from = source.SchoolYear ?? SchoolYear.Of(source.Days.From ?? source.Directive.Header.Date);
        return from.CompareTo(year) < 0 ? calendar.Project(from, year).FirstOrDefault(duty => duty.Id == id) : null;
    }
}
