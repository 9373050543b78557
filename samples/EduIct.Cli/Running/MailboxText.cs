using System.Globalization;
using System.Text.Json;
using EduIct.Cli.Terminal;
using EduIct.Ledger;
using EduIct.Running;
using NodaTime.Text;

namespace EduIct.Cli.Running;

/// <summary>How it stands with mailboxes, for people and for programs: who is waited for is named by key where it is overdue.</summary>
internal static class MailboxText
{
    private const int ShownOverdue = 20;

    public static void Write(CliTerminal terminal, MailboxSummary mailboxes)
    {
        int awaited = mailboxes.Awaited.Length - mailboxes.Overdue.Length;
        if (awaited > 0)
        {
            terminal.Say(
                string.Create(CultureInfo.InvariantCulture, $"{awaited:N0} hộp thư đang được nhà cung cấp tạo; lần apply hoặc verify sau sẽ xem lại."),
                string.Create(CultureInfo.InvariantCulture, $"{awaited:N0} mailboxes are being made by the provider; the next apply or verify looks again."));
        }

        foreach (AwaitedMailbox mailbox in mailboxes.Overdue.Take(ShownOverdue))
        {
            terminal.Fault(
                $"{mailbox.Person}: hộp thư ở '{mailbox.Provider}' quá hạn, chờ từ {InstantPattern.General.Format(mailbox.Since)}",
                $"{mailbox.Person}: the mailbox at '{mailbox.Provider}' is overdue, waited for since {InstantPattern.General.Format(mailbox.Since)}");
        }

        if (mailboxes.Overdue.Length > ShownOverdue)
        {
            int hidden = mailboxes.Overdue.Length - ShownOverdue;
            terminal.Fault($"… và {hidden} hộp thư quá hạn nữa (--json)", $"… and {hidden} more overdue mailboxes (--json)");
        }

        foreach ((string provider, string reason) in mailboxes.Refused)
        {
            terminal.Note(
                $"Không xem được hộp thư ở '{provider}' đã sẵn sàng chưa ({reason}): eduict doctor",
                $"Whether mailboxes at '{provider}' are ready cannot be seen ({reason}): eduict doctor");
        }
    }

    public static void Write(Utf8JsonWriter json, MailboxSummary mailboxes)
    {
        json.WriteStartObject("mailboxes");
        json.WriteNumber("ready", mailboxes.Ready);
        json.WriteNumber("awaited", mailboxes.Awaited.Length);
        json.WriteStartArray("overdue");
        foreach (AwaitedMailbox mailbox in mailboxes.Overdue)
        {
            json.WriteStartObject();
            json.WriteString("provider", mailbox.Provider);
            json.WriteString("person", mailbox.Person.ToString());
            json.WriteString("account", mailbox.AccountId);
            json.WriteString("since", InstantPattern.General.Format(mailbox.Since));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
