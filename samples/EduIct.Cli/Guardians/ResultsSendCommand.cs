using System.Collections.Immutable;
using System.CommandLine;
using System.Runtime.CompilerServices;
using EduIct.Addresses;
using EduIct.Calendars;
using EduIct.Cli.Mail;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Guardians;
using EduIct.Issues;
using EduIct.Ledger;
using EduIct.Mail;
using EduIct.Naming;
using EduIct.Rosters;
using EduIct.Units;

namespace EduIct.Cli.Guardians;

/// <summary><c>eduict results send</c>: one message to each guardian who asked.</summary>
internal sealed class ResultsSendCommand
{
    private readonly CliTerminal _terminal;
    private readonly Option<string> _tenant = TenantWork.TenantOption();
    private readonly Option<string> _ledger = TenantWork.LedgerOption();
    private readonly Option<string> _records = new("--records")
    {
        Description = "kết quả, CSV: guardian_email, guardian, student_id, student, class, conduct, rồi các môn / the results, CSV: these columns, then the subjects",
        HelpName = "CSV",
        Required = true,
    };

    private readonly Option<string?> _roster = new("--roster")
    {
        Description = "danh sách OneRoster có địa chỉ phụ huynh, cho học sinh mà --records không ghi / a OneRoster set with guardians' addresses, for students of whom --records has none",
        HelpName = "PATH",
    };

    private readonly Option<UnitCode?> _school = ResultsCommand.SchoolOption();
    private readonly Option<string> _name = new("--school-name") { Description = "tên trường / the school's name", HelpName = "NAME", Required = true };
    private readonly Option<SchoolYear?> _year = new("--year") { Description = "năm học / the school year (2016-2017)", HelpName = "YEAR", CustomParser = Values.SchoolYear, Required = true };
    private readonly Option<string> _term = new("--term") { Description = "học kỳ, như thư gọi: \"học kỳ I\" / the term as the message calls it", HelpName = "TERM", Required = true };
    private readonly Option<string?> _mail = MailWork.MailOption();
    private readonly Option<EmailAddress?> _from = MailWork.FromOption();
    private readonly Option<bool> _acceptFaults = new("--accept-faults") { Description = "bỏ qua những dòng có lỗi / leaves faulty rows out" };
    private readonly Option<bool> _json = TenantWork.JsonOption();

    private ResultsSendCommand(CliTerminal terminal) => _terminal = terminal;

    public static Command Create(CliTerminal terminal)
    {
        var send = new ResultsSendCommand(terminal);
        var command = new Command("send", "Gửi kết quả học kỳ. / Sends the results of a term.")
        {
            send._tenant, send._ledger, send._records, send._roster, send._school, send._name, send._year, send._term, send._mail, send._from, send._acceptFaults, send._json,
        };
        command.SetAction(send.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetRequiredValue(_ledger), name = parsed.GetRequiredValue(_name);
        (ImmutableArray<TermResult> results, ImmutableArray<Issue> faults) = await TermResultFile.ReadAsync(parsed.GetRequiredValue(_records), cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_roster) is { } people)
        {
            Roster roster = await new RosterReader(TimeProvider.System).ReadAsync(people, new RosterReaderOptions { Guardians = true }, cancellationToken).ConfigureAwait(false);
            (results, ImmutableArray<Issue> doubts) = GuardianContacts.Complete(results, roster);
            faults = [.. faults, .. roster.Issues, .. doubts];
        }

        Tell(faults);
        using MailWork? mail = await MailWork.OpenAsync(parsed.GetValue(_mail), parsed.GetValue(_from), parsed.GetRequiredValue(_tenant), path, _terminal, cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(name) || mail?.From is not { } from)
        {
            _terminal.Fault("Cần tên trường và người gửi: --school-name, và --from hoặc \"from\" trong tệp của --mail.", "The school's name and a sender are needed: --school-name, and --from or \"from\" in the file of --mail.");
            return ExitCode.BadInput;
        }

        if (!faults.IsEmpty && (results.IsEmpty || !parsed.GetValue(_acceptFaults)))
        {
            return ExitCode.BadInput;
        }

        TenantWork work = await TenantWork.OpenAsync(parsed.GetRequiredValue(_tenant), cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = work.ConfigureAwait(false);
        SqliteLedger ledger = await SqliteLedger.OpenAsync(path, work.Tenant.Policy.Tenant, TimeProvider.System, LedgerAccess.Write, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable opened = ledger.ConfigureAwait(false);
        using MailOutbox outbox = mail.Outbox(ledger);
        var service = new TermResultService(ledger.Guardians, outbox, mail.Templates, from, mail.Language, TimeProvider.System);
        UnitCode code = parsed.GetValue(_school)!.Value;
        var occasion = new TermOccasion(new Unit(code, UnitKind.Unknown, name, VietnameseText.ToUnitSlug(name) ?? "unit"), parsed.GetValue(_year)!.Value, parsed.GetRequiredValue(_term));
        TermResultSending sending = await service.SendAsync(occasion, results, cancellationToken).ConfigureAwait(false);
        if (!sending.Issues.IsEmpty)
        {
            Tell(sending.Issues);
            return ExitCode.BadInput;
        }

        (int exit, OutboxDelivery delivery) = await mail.DeliverAsync(outbox, _terminal, cancellationToken).ConfigureAwait(false);
        Tell(parsed.GetValue(_json), sending, delivery);
        return exit;
    }

    private void Tell(ImmutableArray<Issue> issues)
    {
        foreach (Issue issue in issues)
        {
            _terminal.Fault(issue);
        }
    }

    private void Tell(bool json, TermResultSending sending, OutboxDelivery delivery)
    {
        if (!json)
        {
            _terminal.Say(
                $"Phụ huynh: mới {sending.Queued}, đính chính {sending.Corrected}, đã báo từ trước {sending.Before}. Đã gửi {delivery.Sent} thư, hỏng {delivery.Failed}, hoãn {delivery.PutOff}.",
                $"Guardians: {sending.Queued} new, {sending.Corrected} corrected, {sending.Before} before. Sent {delivery.Sent}, failed {delivery.Failed}, put off {delivery.PutOff}.");

            // Places of the input alone: who stands there is nobody's business on a screen.
            foreach (ResultNotSent one in sending.NotSent)
            {
                _terminal.Out.WriteLine($"{one.Result}: {_terminal.Text(Words(one.Reason))}");
            }

            return;
        }

        JsonOutput.Write(_terminal.Out, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("queued", sending.Queued);
            writer.WriteNumber("corrected", sending.Corrected);
            writer.WriteNumber("before", sending.Before);
            writer.WriteStartArray("notSent");
            foreach (ResultNotSent one in sending.NotSent)
            {
                writer.WriteStartObject();
                writer.WriteNumber("line", one.Result.Source!.Value.Line!.Value);
                writer.WriteString("reason", JsonOutput.Camel(one.Reason));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            MailWork.Write(writer, delivery);
            writer.WriteEndObject();
        });
    }

    private static LocalizedText Words(NotSentReason reason) => reason switch
    {
        NotSentReason.NoContact => new("không có địa chỉ phụ huynh", "no contact of the guardian"),
        NotSentReason.NotAsked => new("phụ huynh không đăng ký nhận", "the guardian did not ask for it"),
        NotSentReason.Stopped => new("phụ huynh đã thôi nhận", "the guardian wants no more"),
        NotSentReason.PaidChannel => new("kênh thu tiền, không dùng", "a paid channel, not used"),
        _ => new("không có cách gửi qua kênh này", "nothing sends by that channel"),
    };
}
