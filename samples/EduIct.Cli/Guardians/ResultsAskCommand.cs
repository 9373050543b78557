using System.CommandLine;
using System.Runtime.CompilerServices;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Guardians;
using EduIct.Ledger;
using EduIct.Units;
using NodaTime;

namespace EduIct.Cli.Guardians;

/// <summary><c>eduict results ask</c>: records that guardians asked for results.</summary>
internal sealed class ResultsAskCommand
{
    private readonly CliTerminal _terminal;
    private readonly Option<string> _tenant = TenantWork.TenantOption();
    private readonly Option<string> _ledger = TenantWork.LedgerOption();
    private readonly Option<UnitCode?> _school = ResultsCommand.SchoolOption();
    private readonly Option<string[]> _contact = new("--contact")
    {
        Description = "địa chỉ của phụ huynh; lặp lại được; - đọc mỗi dòng một địa chỉ từ đầu vào chuẩn / the guardian's contact; repeatable; - reads one a line from standard input",
        HelpName = "ADDRESS",
        Required = true,
    };

    private readonly Option<string> _channel = new("--channel")
    {
        Description = "email (mặc định) hoặc sms, kênh thu tiền / email (the default) or sms, a paid channel",
        HelpName = "CHANNEL",
        DefaultValueFactory = _ => ResultChannel.Email.Name,
    };

    private readonly Option<bool> _allowPaid = new("--allow-paid-channel") { Description = "vẫn ghi kênh thu tiền, dù các công văn không khuyến khích / a paid channel all the same, though the directives discourage it" };
    private readonly Option<string> _how = new("--how") { Description = "biết bằng cách nào / how it is known", HelpName = "TEXT", DefaultValueFactory = _ => "cli" };

    private ResultsAskCommand(CliTerminal terminal)
    {
        _terminal = terminal;
        _channel.AcceptOnlyFromAmong(ResultChannel.Email.Name, ResultChannel.PaidSms.Name);
    }

    public static Command Create(CliTerminal terminal)
    {
        var ask = new ResultsAskCommand(terminal);
        var command = new Command("ask", "Ghi phụ huynh đăng ký nhận kết quả. / Records that guardians asked for results.")
        {
            ask._tenant, ask._ledger, ask._school, ask._contact, ask._channel, ask._allowPaid, ask._how,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(ask._how) is not null && string.IsNullOrWhiteSpace(result.GetValue(ask._how)))
            {
                result.AddError("--how must not be blank.");
            }
        });
        command.SetAction(ask.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ResultChannel channel = parsed.GetRequiredValue(_channel) == ResultChannel.Email.Name ? ResultChannel.Email : ResultChannel.PaidSms;
        List<GuardianContact> contacts = [];
        bool isGood = true;
        foreach ((int index, string text) in (await TextsAsync(parsed, cancellationToken).ConfigureAwait(false)).Index())
        {
            if (GuardianContact.TryCreate(channel, text, out GuardianContact? contact))
            {
                contacts.Add(contact);
            }
            else
            {
                isGood = false;
                _terminal.Fault($"--contact thứ {index + 1}: không phải địa chỉ của kênh {channel}.", $"--contact number {index + 1}: no contact of the channel {channel}.");
            }
        }

        if (!isGood)
        {
            return ExitCode.BadInput;
        }

        TenantWork work = await TenantWork.OpenAsync(parsed.GetRequiredValue(_tenant), cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = work.ConfigureAwait(false);
        SqliteLedger ledger = await SqliteLedger.OpenAsync(
            parsed.GetRequiredValue(_ledger), work.Tenant.Policy.Tenant, TimeProvider.System, LedgerAccess.Write, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable opened = ledger.ConfigureAwait(false);
        var consents = new GuardianConsents(ledger.Guardians, DirectiveLibrary.Embedded, parsed.GetValue(_allowPaid));
        foreach (GuardianContact contact in contacts)
        {
            ConsentOutcome outcome = await consents.AskAsync(
                parsed.GetValue(_school)!.Value, contact, Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), parsed.GetRequiredValue(_how), cancellationToken).ConfigureAwait(false);
            if (outcome.Refusal is { } refusal)
            {
                _terminal.Fault(refusal);
                return ExitCode.Refused;
            }
        }

        _terminal.Say($"Đã ghi {contacts.Count} phụ huynh đăng ký.", $"Recorded {contacts.Count} guardians.");
        return ExitCode.Done;
    }

    private async Task<List<string>> TextsAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        List<string> texts = [];
        foreach (string given in parsed.GetRequiredValue(_contact))
        {
            if (given != "-")
            {
                texts.Add(given);
                continue;
            }

            await foreach (string line in TextLines.ReadAsync(given, cancellationToken).ConfigureAwait(false))
            {
                texts.AddRange(string.IsNullOrWhiteSpace(line) ? [] : [line.Trim()]);
            }
        }

        return texts;
    }
}
