using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Mail;
using NodaTime.Text;

namespace EduIct.Ledger;

/// <summary>What a message says, as the outbox stores it until it is closed; attachments are rows of their own.</summary>
internal static class OutboxBody
{
    private static readonly OffsetDateTimePattern s_date = OffsetDateTimePattern.Rfc3339;

    public static string Write(MailMessage message)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            Parties(json, "from", [message.From]);
            Parties(json, "to", message.To);
            Parties(json, "cc", message.Cc);
            Parties(json, "bcc", message.Bcc);
            Parties(json, "replyTo", message.ReplyTo is null ? [] : [message.ReplyTo]);
            json.WriteString("subject", message.Subject);
            json.WriteString("text", message.Text);
            Optional(json, "html", message.Html);
            Optional(json, "inReplyTo", message.InReplyTo);
            Optional(json, "references", message.References.IsEmpty ? null : string.Join(' ', message.References));
            json.WriteString("date", s_date.Format(message.Date));
            Optional(json, "language", message.Language);
            Optional(json, "unsubscribe", message.Unsubscribe?.AbsoluteUri);
            json.WriteBoolean("automatic", message.IsAutomatic);
            json.WriteBoolean("deliveryStatus", message.RequestsDeliveryStatus);
            json.WriteBoolean("readReceipt", message.RequestsReadReceipt);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static MailMessage Read(string body, string messageId, ImmutableArray<MailAttachment> attachments)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement json = document.RootElement;
        return MailMessage.Create(new MailDraft
        {
            From = Parties(json, "from")[0],
            To = Parties(json, "to"),
            Cc = Parties(json, "cc"),
            Bcc = Parties(json, "bcc"),
            ReplyTo = Parties(json, "replyTo").FirstOrDefault(),
            Subject = Optional(json, "subject")!,
            Text = Optional(json, "text")!,
            Html = Optional(json, "html"),
            Attachments = attachments,
            MessageId = messageId,
            InReplyTo = Optional(json, "inReplyTo"),
            References = Optional(json, "references") is { } references ? [.. references.Split(' ')] : [],
            Date = s_date.Parse(Optional(json, "date")!).Value,
            Language = Optional(json, "language"),
            Unsubscribe = Optional(json, "unsubscribe") is { } uri ? new Uri(uri) : null,
            IsAutomatic = json.GetProperty("automatic").GetBoolean(),
            RequestsDeliveryStatus = json.GetProperty("deliveryStatus").GetBoolean(),
            RequestsReadReceipt = json.GetProperty("readReceipt").GetBoolean(),
        });
    }

    private static void Parties(Utf8JsonWriter json, string name, ImmutableArray<MailParty> parties)
    {
        if (parties.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (MailParty party in parties)
        {
            json.WriteStartArray();
            json.WriteStringValue(party.Address.ToString());
            json.WriteStringValue(party.DisplayName);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static ImmutableArray<MailParty> Parties(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement parties)
            ? [.. parties.EnumerateArray().Select(party => new MailParty(Addresses.EmailAddress.Parse(party[0].GetString()!), party[1].GetString()))]
            : [];

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string? Optional(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
