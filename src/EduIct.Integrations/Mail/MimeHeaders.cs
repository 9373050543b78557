using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Mail;

/// <summary>The headers of a message, encoded, without those of addresses and content.</summary>
internal static class MimeHeaders
{
    // RFC 5322 section 3.3.
    private static readonly OffsetDateTimePattern s_date =
        OffsetDateTimePattern.Create("ddd, d MMM uuuu HH:mm:ss o<+HHmm>", CultureInfo.InvariantCulture, default(LocalDateTime).WithOffset(Offset.Zero));

    /// <summary>When it was written.</summary>
    public static string Date(OffsetDateTime date) => s_date.Format(date);

    /// <summary>What else a message says of itself.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Further(MailMessage message)
    {
        if (message.InReplyTo is { } answered)
        {
            yield return new("In-Reply-To", $"<{answered}>");
        }

        if (!message.References.IsEmpty)
        {
            yield return new("References", string.Join(' ', message.References.Select(id => $"<{id}>")));
        }

        if (message.Language is { } language)
        {
            yield return new("Content-Language", language);
        }

        if (message.IsAutomatic)
        {
            yield return new("Auto-Submitted", "auto-generated");
        }

        if (message.Unsubscribe is { } unsubscribe)
        {
            yield return new("List-Unsubscribe", $"<{unsubscribe.AbsoluteUri}>");
        }

        if (message.RequestsReadReceipt)
        {
            yield return new("Disposition-Notification-To", $"<{(message.ReplyTo ?? message.From).Address}>");
        }
    }

    /// <summary>A body in the canonical form of text: lines end with CRLF (RFC 2046 section 4.1.1), the last one too.</summary>
    public static string Canonical(string text)
    {
        string lines = text.ReplaceLineEndings("\r\n");
        return lines.EndsWith("\r\n", StringComparison.Ordinal) ? lines : lines + "\r\n";
    }
}
