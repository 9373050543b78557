using System.Collections.Immutable;
using System.CommandLine;
using System.Runtime.CompilerServices;
using EduIct.Addresses;
using EduIct.Cli.Directives;
using EduIct.Cli.Mail;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Dispatches;
using EduIct.Facts;
using EduIct.Issues;
using EduIct.Ledger;
using EduIct.Mail;
using EduIct.Units;
using NodaTime;

namespace EduIct.Cli.Dispatches;

/// <summary><c>eduict dispatch send</c>: sends an official letter to the mailboxes of the units that a rule names.</summary>
internal sealed class DispatchSendCommand
{
    private readonly CliTerminal _terminal;
    private readonly Option<string> _tenant = TenantWork.TenantOption();
    private readonly Option<string> _ledger = TenantWork.LedgerOption();
    private readonly Option<string> _issuer = new("--issuer") { Description = "đơn vị ban hành: mã hoặc TenSo / who issues it: a code, or the TenSo of a Sở", HelpName = "UNIT", Required = true };
    private readonly Option<string> _number = new("--number") { Description = "số và ký hiệu / number and sign", HelpName = "N", Required = true };
    private readonly Option<LocalDate?> _date = new("--date") { Description = "ngày của công văn / the letter's day", HelpName = "DATE", CustomParser = Values.Day, Required = true };
    private readonly Option<string> _subject = new("--subject") { Description = "trích yếu / what it is about", HelpName = "TEXT", Required = true };
    private readonly Option<string[]> _attach = new("--attach") { Description = "tệp văn bản; lặp lại được / a file of it; repeatable", HelpName = "FILE", Required = true };
    private readonly Option<string> _to = new("--to")
    {
        Description = "nơi nhận: all-so, schools-of:MÃ, hoặc biểu thức CEL như unit.kind == \"thcs\" && unit.phong == \"P1\" / to whom: all-so, schools-of:CODE, or a CEL expression",
        HelpName = "RULE",
        Required = true,
    };

    private readonly Option<string?> _units = new("--units") { Description = "các đơn vị, CSV, JSON hoặc bộ OneRoster / the units, CSV, JSON or a OneRoster set", HelpName = "PATH" };
    private readonly Option<string> _post = new("--post") { Description = "hộp thư nhận; mặc định Vanphong / the receiving post; Vanphong by default", HelpName = "POST", DefaultValueFactory = _ => "Vanphong" };
    private readonly Option<string?> _addresses = new("--addresses") { Description = "địa chỉ của các đơn vị: CSV unit,address / the units' addresses", HelpName = "FILE" };
    private readonly Option<LocalDate?> _confirmBy = new("--confirm-by") { Description = "hạn xác nhận / last day for the confirmation", HelpName = "DATE", CustomParser = Values.Day };
    private readonly Option<string?> _mail = MailWork.MailOption();
    private readonly Option<EmailAddress?> _from = MailWork.FromOption();
    private readonly PackOption _packs = new();
    private readonly Option<bool> _yes = new("--yes") { Description = "không hỏi lại / answers the prompt" };
    private readonly Option<bool> _acceptFaults = new("--accept-faults") { Description = "vẫn gửi cho các đơn vị không có lỗi / sends to those without a fault" };
    private readonly Option<bool> _json = TenantWork.JsonOption();

    private DispatchSendCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal)
    {
        var send = new DispatchSendCommand(terminal);
        var command = new Command("send", "Gửi một công văn. / Sends an official letter.")
        {
            send._tenant, send._ledger, send._issuer, send._number, send._date, send._subject, send._attach, send._to, send._units, send._post, send._addresses, send._confirmBy,
            send._mail, send._from, send._packs, send._yes, send._acceptFaults, send._json,
        };
        command.SetAction(send.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        LocalDate day = parsed.GetValue(_date)!.Value;
        if (_packs.Library(parsed, _terminal) is not { } library)
        {
            return ExitCode.BadInput;
        }

        var asked = new DispatchSubjectOptions(
            parsed.GetRequiredValue(_issuer), parsed.GetRequiredValue(_to), day, parsed.GetRequiredValue(_post), parsed.GetValue(_units), parsed.GetValue(_addresses));
        (DispatchSubject? subject, bool hasFaults) = await DispatchSubject.FindAsync(asked, library, _terminal, cancellationToken).ConfigureAwait(false);
        ImmutableArray<MailAttachment>? files = await AttachmentsAsync(parsed.GetRequiredValue(_attach), cancellationToken).ConfigureAwait(false);
        Dispatch? dispatch = Letter(parsed, subject, day, files);
        string ledgerPath = parsed.GetRequiredValue(_ledger);
        using MailWork? mail = await MailWork.OpenAsync(parsed.GetValue(_mail), parsed.GetValue(_from), parsed.GetRequiredValue(_tenant), ledgerPath, _terminal, cancellationToken).ConfigureAwait(false);
        if (subject is null || dispatch is null || mail is null)
        {
            return ExitCode.BadInput;
        }

        if ((mail.From ?? Sender(subject)) is not { } from)
        {
            _terminal.Fault("Chưa biết thư gửi từ địa chỉ nào: thêm --from, hoặc \"from\" trong tệp của --mail.", "Whom the mail comes from is not known: give --from, or \"from\" in the file of --mail.");
            return ExitCode.BadInput;
        }

        TenantWork work = await TenantWork.OpenAsync(parsed.GetRequiredValue(_tenant), cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = work.ConfigureAwait(false);
        SqliteLedger ledger = await SqliteLedger.OpenAsync(ledgerPath, work.Tenant.Policy.Tenant, TimeProvider.System, LedgerAccess.Write, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable opened = ledger.ConfigureAwait(false);
        using MailOutbox outbox = mail.Outbox(ledger);
        var service = new DispatchService(ledger.Dispatches, outbox, mail.Templates, from, mail.Language, TimeProvider.System);
        ImmutableArray<Issue> faults = service.Check(dispatch, subject.Addressees, subject.MailboxOf);
        foreach (Issue fault in faults)
        {
            _terminal.Fault(fault);
        }

        if ((hasFaults || !faults.IsEmpty) && !parsed.GetValue(_acceptFaults))
        {
            _terminal.Note("Chưa gửi gì. --accept-faults: vẫn gửi cho các đơn vị không có lỗi.", "Nothing was sent. --accept-faults sends to the units without a fault.");
            return ExitCode.BadInput;
        }

        if (!parsed.GetValue(_yes) && CliTerminal.CanAsk && !Ask(dispatch, subject))
        {
            return ExitCode.Refused;
        }

        DispatchSending sending = await service.SendAsync(dispatch, subject.Addressees, subject.MailboxOf, cancellationToken).ConfigureAwait(false);
        if (!sending.Issues.IsEmpty)
        {
            // Those of messages stand above already.
            foreach (Issue issue in sending.Issues.Except(faults))
            {
                _terminal.Fault(issue);
            }

            return sending.IsOtherContent ? ExitCode.Refused : ExitCode.BadInput;
        }

        (int exit, OutboxDelivery delivery) = await mail.DeliverAsync(outbox, _terminal, cancellationToken).ConfigureAwait(false);
        Tell(parsed.GetValue(_json), dispatch, subject, sending, delivery);
        return exit;
    }

    private async Task<ImmutableArray<MailAttachment>?> AttachmentsAsync(string[] paths, CancellationToken cancellationToken)
    {
        var files = ImmutableArray.CreateBuilder<MailAttachment>();
        foreach (string path in paths)
        {
            (MailAttachment? file, Issue? fault) = await AttachmentFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            if (file is not null)
            {
                files.Add(file);
            }
            else
            {
                _terminal.Fault(fault!);
            }
        }

        return files.Count == paths.Length ? files.ToImmutable() : null;
    }

    // Also where the issuer or a file is missing: what is wrong with number and subject is told in the same run.
    private Dispatch? Letter(ParseResult parsed, DispatchSubject? subject, LocalDate day, ImmutableArray<MailAttachment>? files)
    {
        MailAttachment[] placeholder = [new("x.txt", "text/plain", new byte[1])];
        bool isGood = Dispatch.TryCreate(
            subject?.Issuer ?? VietnamUnits.Tree.Units[0],
            parsed.GetRequiredValue(_number),
            day,
            parsed.GetRequiredValue(_subject),
            files is { } read ? read : placeholder,
            parsed.GetValue(_confirmBy),
            out Dispatch? dispatch,
            out ImmutableArray<Issue> issues);
        foreach (Issue issue in issues)
        {
            _terminal.Fault(issue);
        }

        return isGood && subject is not null && files is not null ? dispatch : null;
    }

    private static MailParty? Sender(DispatchSubject subject) =>
        subject.MailboxOf(subject.Issuer) is { } address ? new MailParty(address, MailParty.ToDisplayName(subject.Issuer.Name)) : null;

    private bool Ask(Dispatch dispatch, DispatchSubject subject)
    {
        int reachable = subject.Addressees.Count(unit => subject.MailboxOf(unit) is not null);
        return _terminal.Agrees(new LocalizedText(
            $"Gửi công văn {dispatch.Id.Number} ngày {dispatch.Id.Date:dd/MM/uuuu} đến {reachable} đơn vị? [c/K] ",
            $"Send letter {dispatch.Id.Number} of {dispatch.Id.Date:uuuu-MM-dd} to {reachable} units? [y/N] "));
    }

    private void Tell(bool json, Dispatch dispatch, DispatchSubject subject, DispatchSending sending, OutboxDelivery delivery)
    {
        if (!json)
        {
            _terminal.Say(
                $"Công văn {dispatch.Id.Number}: {subject.Addressees.Length} nơi nhận; mới đưa vào gửi {sending.Queued}, đã có từ trước {sending.Before}, không có địa chỉ {sending.Unreachable.Length}.",
                $"Letter {dispatch.Id.Number}: {subject.Addressees.Length} addressees; {sending.Queued} new, {sending.Before} before, {sending.Unreachable.Length} without an address.");
            _terminal.Say($"Đã gửi {delivery.Sent} thư, hỏng {delivery.Failed}, hoãn {delivery.PutOff}.", $"Sent {delivery.Sent}, failed {delivery.Failed}, put off {delivery.PutOff}.");
            return;
        }

        JsonOutput.Write(_terminal.Out, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("issuer", dispatch.Id.Issuer.ToString());
            writer.WriteString("number", dispatch.Id.Number);
            writer.WriteString("date", NodaTime.Text.LocalDatePattern.Iso.Format(dispatch.Id.Date));
            writer.WriteNumber("addressees", subject.Addressees.Length);
            writer.WriteNumber("queued", sending.Queued);
            writer.WriteNumber("before", sending.Before);
            writer.WriteStartArray("unreachable");
            foreach (Unit unit in sending.Unreachable)
            {
                writer.WriteStringValue(UnitsOnDay.TextOf(unit.Code));
            }

            writer.WriteEndArray();
            MailWork.Write(writer, delivery);
            writer.WriteEndObject();
        });
    }
}
