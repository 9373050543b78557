using System.Collections.Immutable;
using System.CommandLine;
using System.Runtime.CompilerServices;
using EduIct.Calendars;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Dispatches;
using EduIct.Facts;
using EduIct.Issues;
using EduIct.Ledger;
using EduIct.Units;
using NodaTime;

namespace EduIct.Cli.Dispatches;

/// <summary><c>eduict dispatch confirm</c>: records that units confirmed, one or a file of them.</summary>
internal sealed class DispatchConfirmCommand
{
    private readonly CliTerminal _terminal;
    private readonly Option<string> _tenant = TenantWork.TenantOption();
    private readonly Option<string> _ledger = TenantWork.LedgerOption();
    private readonly Option<string?> _number = new("--number") { Description = "số và ký hiệu / number and sign", HelpName = "N" };
    private readonly Option<LocalDate?> _date = DispatchCommand.DateOption();
    private readonly Option<string?> _unit = new("--unit") { Description = "đơn vị đã xác nhận: mã hoặc TenSo / the unit that confirmed: its code, or the TenSo of a Sở", HelpName = "CODE" };
    private readonly Option<string?> _file = new("--file")
    {
        Description = "CSV: code, hoặc number,unit[,date]; và on / CSV: code, or number,unit[,date]; and on",
        HelpName = "CSV",
    };

    private readonly Option<LocalDate?> _on = new("--on") { Description = "ngày xác nhận; mặc định bây giờ / the day; now by default", HelpName = "DATE", CustomParser = Values.Day };

    private DispatchConfirmCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal)
    {
        var confirm = new DispatchConfirmCommand(terminal);
        var command = new Command("confirm", "Ghi nhận xác nhận đã nhận công văn. / Records confirmations.")
        {
            confirm._tenant, confirm._ledger, confirm._number, confirm._date, confirm._unit, confirm._file, confirm._on,
        };
        command.Validators.Add(result =>
        {
            bool hasOne = result.GetResult(confirm._number) is not null && result.GetResult(confirm._unit) is not null;
            bool hasAny = result.GetResult(confirm._number) is not null || result.GetResult(confirm._unit) is not null || result.GetResult(confirm._date) is not null;
            if (result.GetResult(confirm._file) is null ? !hasOne : hasAny)
            {
                result.AddError("Give either --number and --unit, or --file.");
            }
        });
        command.SetAction(confirm.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ImmutableArray<ConfirmationRow> rows;
        if (parsed.GetValue(_file) is { } file)
        {
            (rows, ImmutableArray<Issue> issues) = await ConfirmationFile.ReadAsync(file, cancellationToken).ConfigureAwait(false);
            foreach (Issue issue in issues)
            {
                _terminal.Fault(issue);
            }

            if (!issues.IsEmpty)
            {
                return ExitCode.BadInput;
            }
        }
        else
        {
            rows = [new ConfirmationRow(null, parsed.GetValue(_number)!, parsed.GetValue(_date), parsed.GetValue(_unit)!, null, new SourcePlace("--unit"))];
        }

        TenantWork work = await TenantWork.OpenAsync(parsed.GetRequiredValue(_tenant), cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = work.ConfigureAwait(false);
        SqliteLedger ledger = await SqliteLedger.OpenAsync(
            parsed.GetRequiredValue(_ledger), work.Tenant.Policy.Tenant, TimeProvider.System, LedgerAccess.Write, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable opened = ledger.ConfigureAwait(false);
        List<(DispatchRecipient Recipient, Instant At)> found = [];
        bool isGood = true;
        foreach (ConfirmationRow row in rows)
        {
            LocalDate? day = row.On ?? parsed.GetValue(_on);
            Instant at = day is { } given ? VietnamTime.EndOf(given).ToInstant() : Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
            if (await FindAsync(ledger.Dispatches, row, cancellationToken).ConfigureAwait(false) is { } recipient)
            {
                found.Add((recipient, at));
            }
            else
            {
                isGood = false;
            }
        }

        if (!isGood)
        {
            _terminal.Note("Chưa ghi gì.", "Nothing was recorded.");
            return ExitCode.BadInput;
        }

        int recorded = 0;
        foreach ((DispatchRecipient recipient, Instant at) in found)
        {
            recorded += await ledger.Dispatches.RecordAsync(new DispatchEvent(recipient.Code, DispatchEventKind.Confirmed, "", at, "cli"), cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        _terminal.Say($"Ghi {recorded} xác nhận; {found.Count - recorded} đã có từ trước.", $"Recorded {recorded} confirmations; {found.Count - recorded} were there before.");
        return ExitCode.Done;
    }

    private async Task<DispatchRecipient?> FindAsync(IDispatchRegister register, ConfirmationRow row, CancellationToken cancellationToken)
    {
        if (row.Code is { } code)
        {
            DispatchRecipient? known = await register.FindAsync(code, cancellationToken).ConfigureAwait(false);
            if (known is null)
            {
                Tell("Trong sổ không có mã này.", "The register has no such code.");
            }

            return known;
        }

        ImmutableArray<DispatchRecord> letters =
            [.. (await register.ReadDispatchesAsync(cancellationToken).ConfigureAwait(false)).Where(record => DispatchCommand.Means(record, row.Number, row.Date))];
        if (letters is not [var letter])
        {
            Tell(
                letters.IsEmpty ? $"Trong sổ không có công văn '{row.Number}'." : $"Có {letters.Length} công văn '{row.Number}': cần thêm ngày.",
                letters.IsEmpty ? $"The register has no letter '{row.Number}'." : $"There are {letters.Length} letters '{row.Number}': the day is needed.");
            return null;
        }

        UnitCode? named = UnitsOnDay.Find(VietnamUnits.Tree, row.Unit, letter.Id.Date)?.Code;
        DispatchRecipient? recipient = (await register.ReadRecipientsAsync(letter.Id, cancellationToken).ConfigureAwait(false))
            .FirstOrDefault(one => one.Unit == named || one.Unit.ToString() == row.Unit || UnitsOnDay.TextOf(one.Unit) == row.Unit);
        if (recipient is null)
        {
            Tell($"Công văn '{row.Number}' không gửi cho đơn vị '{row.Unit}'.", $"Letter '{row.Number}' did not go to the unit '{row.Unit}'.");
        }

        return recipient;

        void Tell(string vi, string en) => _terminal.Fault(new Issue("dispatch.unknown", row.Place, new LocalizedText(vi, en)));
    }
}
