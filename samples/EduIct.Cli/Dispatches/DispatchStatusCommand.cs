using System.Collections.Immutable;
using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EduIct.Calendars;
using EduIct.Cli.Planning;
using EduIct.Cli.Terminal;
using EduIct.Dispatches;
using EduIct.Facts;
using EduIct.Issues;
using EduIct.Ledger;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Cli.Dispatches;

/// <summary><c>eduict dispatch status</c>: who got which letter when, who confirmed.</summary>
internal static class DispatchStatusCommand
{
    public static Command Create(CliTerminal terminal)
    {
        Option<string> tenant = TenantWork.TenantOption(), ledger = TenantWork.LedgerOption();
        Option<string?> number = DispatchCommand.NumberOption();
        Option<LocalDate?> date = DispatchCommand.DateOption();
        Option<bool> json = TenantWork.JsonOption();
        var command = new Command("status", "Ai đã nhận, ai đã xác nhận. / Who got it, who confirmed.") { tenant, ledger, number, date, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            TenantWork work = await TenantWork.OpenAsync(parsed.GetRequiredValue(tenant), cancellation).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable closing = work.ConfigureAwait(false);
            SqliteLedger opened = await SqliteLedger.OpenAsync(
                parsed.GetRequiredValue(ledger), work.Tenant.Policy.Tenant, TimeProvider.System, LedgerAccess.Read, cancellation).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable closed = opened.ConfigureAwait(false);
            ImmutableArray<DispatchReport> reports = await DispatchReport.ReadAsync(
                opened.Dispatches,
                opened.Outbox,
                Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
                record => DispatchCommand.Means(record, parsed.GetValue(number), parsed.GetValue(date)),
                cancellation).ConfigureAwait(false);
            if (reports.IsEmpty && parsed.GetValue(number) is { } unknown)
            {
                return DispatchCommand.NoSuchLetter(terminal, unknown);
            }

            if (parsed.GetValue(json))
            {
                JsonOutput.Write(terminal.Out, writer => WriteJson(writer, reports));
            }
            else
            {
                foreach (DispatchReport report in reports)
                {
                    WriteText(terminal, report);
                }
            }

            return reports.SelectMany(report => report.Statuses).Any(NeedsCare) ? ExitCode.Differences : ExitCode.Done;
        });
        return command;
    }

    // What does not mend itself: somebody has to look.
    private static bool NeedsCare(DispatchStatus status) =>
        status.IsOverdue || status.State is DispatchState.NoAddress or DispatchState.NotQueued or DispatchState.Failed or DispatchState.Returned;

    private static void WriteText(CliTerminal terminal, DispatchReport report)
    {
        DispatchId id = report.Dispatch.Id;
        int confirmed = report.Statuses.Count(status => status.State == DispatchState.Confirmed);
        terminal.Say(
            $"Công văn {id.Number} ngày {id.Date:dd/MM/uuuu}, {report.Dispatch.IssuerName}: {report.Dispatch.Subject}",
            $"Letter {id.Number} of {id.Date:uuuu-MM-dd}, {report.Dispatch.IssuerName}: {report.Dispatch.Subject}");
        terminal.Say($"  {report.Statuses.Length} nơi nhận, {confirmed} đã xác nhận", $"  {report.Statuses.Length} addressees, {confirmed} confirmed");
        foreach (DispatchStatus status in report.Statuses)
        {
            DispatchRecipient recipient = status.Recipient;
            terminal.Out.WriteLine($"  {UnitsOnDay.TextOf(recipient.Unit)}  {recipient.UnitName} <{recipient.Address}>: {terminal.Text(Words(status))}");
        }
    }

    private static LocalizedText Words(DispatchStatus status)
    {
        string sent = Moment(status.SentAt), reason = status.Reason is null ? "" : $" ({status.Reason})";
        LocalizedText words = status.State switch
        {
            DispatchState.NoAddress => new("không có địa chỉ, chưa gửi", "no address, not sent"),
            DispatchState.NotQueued => new("chưa đưa vào gửi; chạy lại lệnh send", "not put in yet; run send again"),
            DispatchState.Waiting => new($"đang chờ gửi{reason}", $"waiting to be sent{reason}"),
            DispatchState.Failed => new($"không gửi được{reason}", $"could not be sent{reason}"),
            DispatchState.Returned => new($"gửi {sent}, bị trả lại{reason}", $"sent {sent}, came back{reason}"),
            DispatchState.Confirmed => new($"xác nhận {Moment(status.ConfirmedAt)}{reason}", $"confirmed {Moment(status.ConfirmedAt)}{reason}"),
            _ => new($"gửi {sent}, chưa xác nhận", $"sent {sent}, not confirmed"),
        };
        LocalizedText late = status.IsOverdue ? new(", quá hạn xác nhận", ", overdue") : new("", "");
        LocalizedText reminded = status.Reminders == 0 ? new("", "") : new($", đã nhắc {status.Reminders} lần", $", reminded {status.Reminders} times");
        return new LocalizedText(words.Vi + late.Vi + reminded.Vi, words.En + late.En + reminded.En);
    }

    private static string Moment(Instant? at) => at is { } moment ? ZonedDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm", null).Format(moment.InZone(VietnamTime.Zone)) : "";

    private static void WriteJson(Utf8JsonWriter writer, ImmutableArray<DispatchReport> reports)
    {
        writer.WriteStartArray();
        foreach (DispatchReport report in reports)
        {
            writer.WriteStartObject();
            writer.WriteString("issuer", report.Dispatch.Id.Issuer.ToString());
            writer.WriteString("number", report.Dispatch.Id.Number);
            writer.WriteString("date", LocalDatePattern.Iso.Format(report.Dispatch.Id.Date));
            writer.WriteString("subject", report.Dispatch.Subject);
            WriteMoment(writer, "registeredAt", report.Dispatch.RegisteredAt);
            writer.WriteStartArray("addressees");
            foreach (DispatchStatus status in report.Statuses)
            {
                WriteJson(writer, status);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteJson(Utf8JsonWriter writer, DispatchStatus status)
    {
        writer.WriteStartObject();
        writer.WriteString("unit", UnitsOnDay.TextOf(status.Recipient.Unit));
        writer.WriteString("name", status.Recipient.UnitName);
        writer.WriteString("address", status.Recipient.Address?.ToString());
        writer.WriteString("state", JsonOutput.Camel(status.State));
        if (status.Recipient.ConfirmBy is { } by)
        {
            writer.WriteString("confirmBy", LocalDatePattern.Iso.Format(by));
        }

        WriteMoment(writer, "sentAt", status.SentAt);
        WriteMoment(writer, "confirmedAt", status.ConfirmedAt);
        if (status.Reason is { } reason)
        {
            writer.WriteString("reason", reason);
        }

        writer.WriteNumber("reminders", status.Reminders);
        WriteMoment(writer, "remindedAt", status.RemindedAt);
        writer.WriteBoolean("overdue", status.IsOverdue);
        writer.WriteEndObject();
    }

    private static void WriteMoment(Utf8JsonWriter writer, string name, Instant? at)
    {
        if (at is { } moment)
        {
            writer.WriteString(name, OffsetDateTimePattern.GeneralIso.Format(moment.InZone(VietnamTime.Zone).ToOffsetDateTime()));
        }
    }
}
