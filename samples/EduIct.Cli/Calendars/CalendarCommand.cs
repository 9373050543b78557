using System.Collections.Immutable;
using System.CommandLine;
using System.Runtime.CompilerServices;
using EduIct.Calendars;
using EduIct.Cli.Directives;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Issues;
using EduIct.Ledger;
using EduIct.Units;
using NodaTime;

namespace EduIct.Cli.Calendars;

/// <summary><c>eduict calendar</c>: what is due when.</summary>
internal sealed class CalendarCommand
{
    private readonly CliTerminal _terminal;
    private readonly Option<string?> _unit = new("--unit")
    {
        Description = "mã đơn vị (gso:01), TenSo (HaNoi), hoặc mã trong --units / a unit's code, the TenSo of a Sở, or a code of --units",
        HelpName = "CODE",
    };

    private readonly Option<string?> _kind = new("--kind") { Description = "loại đơn vị: so, phong, thpt… / a kind of unit", HelpName = "K" };
    private readonly Option<FileInfo?> _units = new("--units") { Description = "các đơn vị, CSV, JSON hoặc bộ OneRoster / the units, CSV, JSON or a OneRoster set", HelpName = "PATH" };
    private readonly PackOption _packs = new();
    private readonly Option<SchoolYear?> _year = new("--year")
    {
        Description = "năm học; mặc định mọi năm / the school year; all by default (2016-2017)",
        HelpName = "YEAR",
        CustomParser = Values.SchoolYear,
    };

    private readonly Option<SchoolYear?> _project = new("--project")
    {
        Description = "dự kiến cho một năm học sau, từ --year hoặc từ năm gần nhất có quy định / projected onto a later school year, from --year or the latest decreed one",
        HelpName = "YEAR",
        CustomParser = Values.SchoolYear,
    };

    private readonly Option<LocalDate?> _today = new("--today")
    {
        Description = "ngày tính còn hạn hay trễ; mặc định hôm nay / the day for which it says what is due soon or late; today by default",
        HelpName = "DATE",
        CustomParser = Values.Day,
    };

    private readonly Option<FileInfo?> _ics = new("--ics") { Description = "lịch iCalendar để đăng ký hoặc nhập / an iCalendar file to import or subscribe to", HelpName = "FILE" };
    private readonly Option<FileInfo?> _html = new("--html") { Description = "một năm trên một trang HTML / a year at a glance, HTML", HelpName = "FILE" };
    private readonly Option<WorkingDayRule> _rule = new("--working-day-rule")
    {
        Description = "hạn rơi vào ngày nghỉ: none (mặc định, giữ nguyên), next, previous / where a last day goes that is no working day: none (the default), next, previous",
        HelpName = "RULE",
    };

    private readonly Option<bool> _json = new("--json") { Description = "JSON trên đầu ra chuẩn / JSON on standard output" };

    private readonly Option<string?> _tenant = new("--tenant") { Description = "tenant.json, cùng --ledger / with --ledger", HelpName = "FILE" };
    private readonly Option<string?> _ledger = new("--ledger") { Description = "sổ cái: việc nào đã nộp / the ledger: what was handed in", HelpName = "FILE" };

    private CalendarCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal)
    {
        var calendar = new CalendarCommand(terminal);
        var command = new Command("calendar", "Việc gì phải xong khi nào, theo các văn bản. / What is due when, by the directives.")
        {
            calendar._unit, calendar._kind, calendar._units, calendar._packs, calendar._year, calendar._project, calendar._today, calendar._ics, calendar._html, calendar._json, calendar._rule,
            calendar._tenant, calendar._ledger,
            HolidaysCommand.Create(terminal), LunarCommand.Create(terminal), SubmitCommand.Create(terminal),
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(calendar._ledger) is null != result.GetValue(calendar._tenant) is null)
            {
                result.AddError("--tenant and --ledger go together.");
            }
        });
        command.SetAction((parsed, cancellation) => Guarded.RunAsync(terminal, stop => calendar.RunAsync(parsed, CancellationTokenSource.CreateLinkedTokenSource(stop, cancellation).Token)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (_packs.Library(parsed, _terminal) is not { } library || await SubjectAsync(parsed, library, cancellationToken).ConfigureAwait(false) is not { } subject)
        {
            return ExitCode.BadInput;
        }

        var calendar = new ReportingCalendar(library, new ReportingCalendarOptions { Rule = parsed.GetValue(_rule) });
        if (Duties(parsed, calendar, subject) is not { } duties)
        {
            return ExitCode.BadInput;
        }

        Instant now = parsed.GetValue(_today) is { } day ? VietnamTime.EndOf(day).ToInstant() : Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        Dictionary<string, DutyStatus>? statuses = null;
        if (parsed.GetValue(_today) is not null || parsed.GetValue(_ledger) is not null)
        {
            ILookup<string, DutyEvent> events = (await EventsAsync(parsed, cancellationToken).ConfigureAwait(false)).Where(step => step.Unit == subject.Code).ToLookup(step => step.Duty);
            statuses = duties.ToDictionary(duty => duty.Id, duty => DutyStatus.Of(duty.IsDaily ? null : duty.LastMoment, events[duty.Id], now), StringComparer.Ordinal);
        }

        if (parsed.GetValue(_html) is { } html)
        {
            await DraftFile.WriteTextAsync(html, writer => CalendarHtml.Write(writer, subject.Name, duties, statuses)).ConfigureAwait(false);
        }

        if (parsed.GetValue(_ics) is { } ics)
        {
            await DraftFile.WriteTextAsync(ics, writer => writer.Write(CalendarFeed.First(subject.Code ?? subject.Kind?.Name ?? "all", subject.Name, duties, now).ToICalendar())).ConfigureAwait(false);
        }

        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_terminal.Out, json => CalendarJson.Write(json, duties, _terminal.Language ?? "vi"));
        }
        else
        {
            new CalendarText(_terminal).Write(subject.Name, duties, statuses);
        }

        return ExitCode.Done;
    }

    private async Task<ImmutableArray<DutyEvent>> EventsAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_ledger) is not { } path)
        {
            return [];
        }

        TenantWork work = await TenantWork.OpenAsync(parsed.GetValue(_tenant)!, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = work.ConfigureAwait(false);
        SqliteLedger ledger = await SqliteLedger.OpenAsync(path, work.Tenant.Policy.Tenant, TimeProvider.System, LedgerAccess.Read, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable opened = ledger.ConfigureAwait(false);
        return await ledger.Duties.ReadDutyEventsAsync(cancellationToken).ConfigureAwait(false);
    }

    private ImmutableArray<Duty>? Duties(ParseResult parsed, ReportingCalendar calendar, CalendarSubject subject)
    {
        SchoolYear? year = parsed.GetValue(_year);
        if (parsed.GetValue(_project) is not { } onto)
        {
            return [.. (year is { } one ? calendar.In(one) : calendar.All()).Where(subject.Owes)];
        }

        SchoolYear? from = year ?? calendar.All().Where(subject.Owes).Select(duty => duty.SchoolYear).Where(decreed => decreed is { } some && some.CompareTo(onto) < 0).Max();
        if (from is not { } before || onto.CompareTo(before) <= 0)
        {
            _terminal.Fault($"--project {onto}: không có năm học nào trước đó để dựa vào.", $"--project {onto}: there is no earlier school year to project from.");
            return null;
        }

        return [.. calendar.Project(before, onto).Where(subject.Owes)];
    }

    private async Task<CalendarSubject?> SubjectAsync(ParseResult parsed, DirectiveLibrary library, CancellationToken cancellationToken)
    {
        string? code = parsed.GetValue(_unit), kind = parsed.GetValue(_kind);
        if (code is not null && kind is not null)
        {
            _terminal.Fault("Chỉ dùng một trong --unit và --kind.", "Give one of --unit and --kind.");
            return null;
        }

        if (kind is not null)
        {
            UnitKind wanted = UnitKind.Of(kind);
            if (!wanted.IsKnown)
            {
                string known = string.Join(", ", UnitKind.Known.Select(one => one.Name));
                _terminal.Fault($"--kind: '{kind}' không phải loại đơn vị ({known}).", $"--kind: '{kind}' is no kind of unit ({known}).");
                return null;
            }

            return new CalendarSubject(null, wanted, null, new LocalizedText($"Loại đơn vị: {wanted.Name}", $"Kind of unit: {wanted.Name}"));
        }

        if (code is null)
        {
            return CalendarSubject.All;
        }

        return await CalendarSubject.FindAsync(code, parsed.GetValue(_units), library, _terminal, cancellationToken).ConfigureAwait(false);
    }
}
