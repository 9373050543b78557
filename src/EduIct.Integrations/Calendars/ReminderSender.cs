using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EduIct.Addresses;
using EduIct.Issues;
using EduIct.Mail;
using EduIct.Units;
using NodaTime;

namespace EduIct.Calendars;

/// <summary>Puts reminders into an outbox, each once for ever, in the words of the templates.</summary>
/// <param name="outbox">The tenant's outbox.</param>
/// <param name="templates">The words.</param>
/// <param name="from">Whom they come from.</param>
/// <param name="language"><c>vi</c> or <c>en</c>.</param>
/// <param name="time">The clock, for the date of the messages.</param>
public sealed class ReminderSender(MailOutbox outbox, MailTemplates templates, MailParty from, string language, TimeProvider time)
{
    /// <summary>Puts reminders in; they go out with the outbox's next delivery.</summary>
    /// <param name="reminders">The reminders that are due.</param>
    /// <param name="mailboxOf">The address of a unit; null where none is known, which is told.</param>
    /// <param name="cancellationToken">Stops between reminders; those put in stay in.</param>
    /// <returns>How many were put in now, how many were before, and the units without an address.</returns>
    public async Task<ReminderTally> SendAsync(IEnumerable<Reminder> reminders, Func<Unit, EmailAddress?> mailboxOf, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reminders);
        ArgumentNullException.ThrowIfNull(mailboxOf);
        (int queued, int before) = (0, 0);
        var unreachable = ImmutableArray.CreateBuilder<Unit>();
        foreach (Reminder reminder in reminders)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (mailboxOf(reminder.To) is not { } address)
            {
                if (!unreachable.Contains(reminder.To))
                {
                    unreachable.Add(reminder.To);
                }

                continue;
            }

            if (await outbox.EnqueueAsync(new OutboxMail(KeyOf(reminder), Message(reminder, address)), cancellationToken).ConfigureAwait(false))
            {
                queued++;
            }
            else
            {
                before++;
            }
        }

        return new ReminderTally(queued, before, unreachable.DrainToImmutable());
    }

    // Codes and ids of vendors may be long; a digest stands for them then.
    private static string KeyOf(Reminder reminder) => reminder.Key.Length <= OutboxMail.LongestKey
        ? reminder.Key
        : "reminder/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reminder.Key)));

    private MailMessage Message(Reminder reminder, EmailAddress address)
    {
        Duty duty = reminder.Duty;
        bool isEnglish = new LocalizedText("vi", "en").In(language) == "en";
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["unitName"] = MailParty.ToDisplayName(reminder.Unit.Name),
            ["duty"] = duty.Entry.Title.In(language),
            ["dueDate"] = duty.LastMoment!.Value.Date.ToString(isEnglish ? "uuuu'-'MM'-'dd" : "dd'/'MM'/'uuuu", CultureInfo.InvariantCulture),
            ["clause"] = duty.Entry.Clause,
            ["directive"] = duty.Directive.Header.Number,
        };
        string days = reminder.Status.Days.ToString(CultureInfo.InvariantCulture);
        if (reminder.IsEscalation)
        {
            values["parentName"] = MailParty.ToDisplayName(reminder.To.Name);
            values["daysLate"] = days;
        }
        else
        {
            int left = Period.DaysBetween(VietnamTime.DayOf(Now()), duty.LastMoment.Value.Date);
            values["daysLeft"] = left.ToString(CultureInfo.InvariantCulture);
        }

        MailContent content = templates.Render(reminder.IsEscalation ? MailTemplateKind.DutyEscalation : MailTemplateKind.DutyReminder, language, values);
        return MailMessage.Create(content.ApplyTo(new MailDraft
        {
            From = from,
            To = [new MailParty(address, MailParty.ToDisplayName(reminder.To.Name))],
            MessageId = MailMessage.IdFor(KeyOf(reminder), from.Address.Domain),
            Date = Now().InZone(VietnamTime.Zone).ToOffsetDateTime(),
        }));
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
