using System.Globalization;
using EduIct.Addresses;
using EduIct.Calendars;
using EduIct.Issues;
using EduIct.Mail;
using NodaTime;

namespace EduIct.Dispatches;

/// <summary>Writes the messages about a letter, in the words of the templates.</summary>
internal sealed class DispatchLetters(MailTemplates templates, MailParty from, string language)
{
    private readonly bool _isEnglish = new LocalizedText("vi", "en").In(language) == "en";

    /// <summary>The letter.</summary>
    public MailDraft Letter(Dispatch dispatch, DispatchRecipient recipient, EmailAddress address, Instant now)
    {
        Dictionary<string, string> values = Values(dispatch.Id, dispatch.IssuerName, dispatch.Subject, recipient);
        return templates.Render(MailTemplateKind.Dispatch, language, values).ApplyTo(Draft(recipient, address, IdOf(recipient), now)) with
        {
            Attachments = dispatch.Attachments,
            RequestsDeliveryStatus = true,
            RequestsReadReceipt = true,
        };
    }

    /// <summary>Asking again for the confirmation; an answer to the letter, so that mail programs show them together.</summary>
    public MailDraft Reminder(DispatchRecord dispatch, DispatchStatus status, string step, Instant now)
    {
        DispatchRecipient recipient = status.Recipient;
        Dictionary<string, string> values = Values(dispatch.Id, dispatch.IssuerName, dispatch.Subject, recipient);
        values["sentDate"] = Show(VietnamTime.DayOf(status.SentAt!.Value));
        string letter = IdOf(recipient);
        return templates.Render(MailTemplateKind.ConfirmationReminder, language, values).ApplyTo(Draft(recipient, recipient.Address!.Value, IdOf(recipient, step), now)) with
        {
            InReplyTo = letter,
            References = [letter],
        };
    }

    private MailDraft Draft(DispatchRecipient recipient, EmailAddress address, string id, Instant now) => new()
    {
        From = from,
        To = [new MailParty(address, recipient.UnitName)],
        MessageId = id,
        Date = now.InZone(VietnamTime.Zone).ToOffsetDateTime(),
    };

    private Dictionary<string, string> Values(DispatchId id, string issuer, string subject, DispatchRecipient recipient) => new(StringComparer.Ordinal)
    {
        ["unitName"] = recipient.UnitName,
        ["issuer"] = issuer,
        ["number"] = id.Number,
        ["date"] = Show(id.Date),
        ["subject"] = subject,
        ["confirmBy"] = recipient.ConfirmBy is { } day ? Show(day) : _isEnglish ? "as soon as you can" : "sớm nhất có thể",
        ["confirmationCode"] = recipient.Code.ToString(),
    };

    private string Show(LocalDate day) => day.ToString(_isEnglish ? "uuuu'-'MM'-'dd" : "dd'/'MM'/'uuuu", CultureInfo.InvariantCulture);

    // The code comes first, so that whatever quotes the identifier says which letter and whose.
    private string IdOf(DispatchRecipient recipient, string? step = null) => string.Create(
        CultureInfo.InvariantCulture, $"{recipient.Code}.{recipient.Attempt}{(step is null ? "" : "." + step)}@{from.Address.Domain.ToLowerInvariant()}");
}
