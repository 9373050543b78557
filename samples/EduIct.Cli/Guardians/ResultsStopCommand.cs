using System.CommandLine;
using System.Runtime.CompilerServices;
using EduIct.Calendars;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Guardians;
using EduIct.Ledger;
using NodaTime;

namespace EduIct.Cli.Guardians;

/// <summary><c>eduict results stop</c>: records that a guardian wants no more results.</summary>
internal sealed class ResultsStopCommand
{
    private readonly CliTerminal _terminal;
    private readonly Option<string> _tenant = TenantWork.TenantOption();
    private readonly Option<string> _ledger = TenantWork.LedgerOption();
    private readonly Option<string> _code = new("--code") { Description = "mã ngung-… trong thư của phụ huynh, hoặc văn bản có mã ấy / the code ngung-… of the guardian's message, or a text with it", HelpName = "CODE", Required = true };
    private readonly Option<string> _reason = new("--reason") { Description = "lý do, cách báo / why or how", HelpName = "TEXT", DefaultValueFactory = _ => "cli" };
    private readonly Option<LocalDate?> _on = new("--on") { Description = "ngày; mặc định bây giờ / the day; now by default", HelpName = "DATE", CustomParser = Values.Day };

    private ResultsStopCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal)
    {
        var stop = new ResultsStopCommand(terminal);
        var command = new Command("stop", "Ghi phụ huynh thôi nhận kết quả. / Records that a guardian wants no more results.") { stop._tenant, stop._ledger, stop._code, stop._reason, stop._on };
        command.SetAction(stop.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!StopCode.TryFind(parsed.GetRequiredValue(_code), out StopCode code) || string.IsNullOrWhiteSpace(parsed.GetRequiredValue(_reason)))
        {
            _terminal.Fault("--code: không có mã ngung-…; --reason không được trống.", "--code: there is no code ngung-… in it; --reason must not be blank.");
            return ExitCode.BadInput;
        }

        TenantWork work = await TenantWork.OpenAsync(parsed.GetRequiredValue(_tenant), cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = work.ConfigureAwait(false);
        SqliteLedger ledger = await SqliteLedger.OpenAsync(
            parsed.GetRequiredValue(_ledger), work.Tenant.Policy.Tenant, TimeProvider.System, LedgerAccess.Write, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable opened = ledger.ConfigureAwait(false);
        Instant at = parsed.GetValue(_on) is { } day ? VietnamTime.EndOf(day).ToInstant() : Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        if (await ledger.Guardians.StopAsync(code, at, parsed.GetRequiredValue(_reason), cancellationToken).ConfigureAwait(false) is not { } consent)
        {
            _terminal.Fault("--code: trong sổ không có mã này.", "--code: the register has no such code.");
            return ExitCode.BadInput;
        }

        string since = $"{consent.StoppedAt!.Value.InZone(VietnamTime.Zone).Date:uuuu-MM-dd}";
        _terminal.Say($"Phụ huynh thôi nhận từ {since}; thư đang chờ cũng không gửi nữa.", $"No more since {since}; what still waits is not sent either.");
        return ExitCode.Done;
    }
}
