using System.CommandLine;
using System.Runtime.CompilerServices;
using EduIct.Addresses;
using EduIct.Cli.Mail;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Dispatches;
using EduIct.Facts;
using EduIct.Ledger;
using EduIct.Mail;
using EduIct.Units;
using NodaTime;

namespace EduIct.Cli.Dispatches;

/// <summary><c>eduict dispatch remind</c>: asks again those who did not confirm, and sends what still waits.</summary>
internal sealed class DispatchRemindCommand
{
    private readonly CliTerminal _terminal;
    private readonly Option<string> _tenant = TenantWork.TenantOption();
    private readonly Option<string> _ledger = TenantWork.LedgerOption();
    private readonly Option<string?> _number = DispatchCommand.NumberOption();
    private readonly Option<LocalDate?> _date = DispatchCommand.DateOption();
    private readonly Option<bool> _now = new("--now")
    {
        Description = "nhắc ngay, không chờ đến các mốc (1, 3, 7 ngày sau hạn; không có hạn: 3, 7, 14 ngày sau khi gửi) / now, without waiting for the days of the policy",
    };

    private readonly Option<string?> _mail = MailWork.MailOption();
    private readonly Option<EmailAddress?> _from = MailWork.FromOption();
    private readonly Option<bool> _json = TenantWork.JsonOption();

    private DispatchRemindCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal)
    {
        var remind = new DispatchRemindCommand(terminal);
        var command = new Command("remind", "Nhắc các đơn vị chưa xác nhận. / Asks again those who did not confirm.")
        {
            remind._tenant, remind._ledger, remind._number, remind._date, remind._now, remind._mail, remind._from, remind._json,
        };
        command.SetAction(remind.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetRequiredValue(_ledger);
        using MailWork? mail = await MailWork.OpenAsync(parsed.GetValue(_mail), parsed.GetValue(_from), parsed.GetRequiredValue(_tenant), path, _terminal, cancellationToken).ConfigureAwait(false);
        if (mail is null)
        {
            return ExitCode.BadInput;
        }

        if (mail.From is not { } from)
        {
            _terminal.Fault("Chưa biết thư gửi từ địa chỉ nào: thêm --from, hoặc \"from\" trong tệp của --mail.", "Whom the mail comes from is not known: give --from, or \"from\" in the file of --mail.");
            return ExitCode.BadInput;
        }

        TenantWork work = await TenantWork.OpenAsync(parsed.GetRequiredValue(_tenant), cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = work.ConfigureAwait(false);
        SqliteLedger ledger = await SqliteLedger.OpenAsync(path, work.Tenant.Policy.Tenant, TimeProvider.System, LedgerAccess.Write, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable opened = ledger.ConfigureAwait(false);
        if (parsed.GetValue(_number) is { } number
            && !(await ledger.Dispatches.ReadDispatchesAsync(cancellationToken).ConfigureAwait(false)).Any(record => DispatchCommand.Means(record, number, parsed.GetValue(_date))))
        {
            return DispatchCommand.NoSuchLetter(_terminal, number);
        }

        using MailOutbox outbox = mail.Outbox(ledger);
        var service = new DispatchService(ledger.Dispatches, outbox, mail.Templates, from, mail.Language, TimeProvider.System);
        DispatchReminding reminding = await service.RemindAsync(
            parsed.GetValue(_now) ? null : new DispatchReminderPolicy(),
            record => DispatchCommand.Means(record, parsed.GetValue(_number), parsed.GetValue(_date)),
            cancellationToken).ConfigureAwait(false);
        (int exit, OutboxDelivery delivery) = await mail.DeliverAsync(outbox, _terminal, cancellationToken).ConfigureAwait(false);
        Tell(parsed.GetValue(_json), reminding, delivery);
        return exit;
    }

    private void Tell(bool json, DispatchReminding reminding, OutboxDelivery delivery)
    {
        if (!json)
        {
            foreach (DispatchRecipient recipient in reminding.Reminded)
            {
                _terminal.Out.WriteLine($"{recipient.Dispatch.Number}  {UnitsOnDay.TextOf(recipient.Unit)}  {recipient.UnitName}");
            }

            _terminal.Say(
                $"Nhắc {reminding.Reminded.Length} nơi; {reminding.NotYet} nơi chưa xác nhận nhưng chưa đến mốc nhắc. Đã gửi {delivery.Sent} thư, hỏng {delivery.Failed}, hoãn {delivery.PutOff}.",
                $"Reminded {reminding.Reminded.Length}; {reminding.NotYet} not confirmed and not to be reminded yet. Sent {delivery.Sent}, failed {delivery.Failed}, put off {delivery.PutOff}.");
            return;
        }

        JsonOutput.Write(_terminal.Out, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("reminded");
            foreach (DispatchRecipient recipient in reminding.Reminded)
            {
                writer.WriteStartObject();
                writer.WriteString("number", recipient.Dispatch.Number);
                writer.WriteString("unit", UnitsOnDay.TextOf(recipient.Unit));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("notYet", reminding.NotYet);
            MailWork.Write(writer, delivery);
            writer.WriteEndObject();
        });
    }
}
