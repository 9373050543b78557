using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EduIct.Addresses;
using MimeKit;

namespace EduIct.Mail;

/// <summary>A report of delivery (RFC 3464, RFC 6533) or of reading (RFC 8098).</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="About">Identifiers of the message that it reports on, the surest first.</param>
/// <param name="Outcomes">What became of it.</param>
internal sealed partial record InboundReport(InboundMailKind Kind, ImmutableArray<string> About, ImmutableArray<InboundOutcome> Outcomes)
{
    private const int MostOutcomes = 1000;

    /// <summary>The report that a message is; null: it is none. What somebody attached to a letter of his own is none.</summary>
    public static InboundReport? Find(MimeEntity? body, MimeEntity[] parts)
    {
        if (body is not Multipart { ContentType.MediaSubtype: { } subtype } || !subtype.Equals("report", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return parts.OfType<MessageDeliveryStatus>().FirstOrDefault() is { } status ? OfDelivery(status, parts)
            : parts.OfType<MessageDispositionNotification>().FirstOrDefault() is { } notification ? OfReading(notification, parts)
            : null;
    }

    private static InboundReport OfDelivery(MessageDeliveryStatus status, MimeEntity[] parts)
    {
        HeaderList[] groups = [.. status.StatusGroups];
        string? envelope = groups.Select(group => group["Original-Envelope-Id"]?.Trim()).FirstOrDefault(id => id is not null);
        return new InboundReport(
            InboundMailKind.DeliveryReport,
            [.. Ids([envelope, envelope is null ? null : Decoded(envelope)]).Concat(Returned(parts)).Distinct()],
            [.. groups.Select(OutcomeOf).OfType<InboundOutcome>().Take(MostOutcomes)]);
    }

    private static InboundOutcome? OutcomeOf(HeaderList group)
    {
        MailFate? fate = Word(group["Action"]) switch
        {
            "delivered" => MailFate.Delivered,
            "relayed" => MailFate.Relayed,
            "expanded" => MailFate.Expanded,
            "delayed" => MailFate.Delayed,
            "failed" => MailFate.Failed,
            _ => null,
        };
        return fate is { } known ? new InboundOutcome(Recipient(group), known, Code().Match(group["Status"] ?? "") is { Success: true } code ? code.Value : null) : null;
    }

    private static InboundReport OfReading(MessageDispositionNotification notification, MimeEntity[] parts)
    {
        HeaderList fields = notification.Fields;

        // "manual-action/MDN-sent-manually; displayed", behind it perhaps a modifier after a slash.
        MailFate? fate = Word((fields["Disposition"] ?? "").Split(';')[^1].Split('/')[0]) switch
        {
            "displayed" => MailFate.Displayed,
            "deleted" => MailFate.Deleted,
            "dispatched" => MailFate.Dispatched,
            "processed" => MailFate.Processed,
            _ => null,
        };
        return new InboundReport(
            InboundMailKind.ReadReceipt,
            [.. Ids([fields["Original-Message-ID"]?.Trim()]).Concat(Returned(parts)).Distinct()],
            fate is { } known ? [new InboundOutcome(Recipient(fields), known)] : []);
    }

    // The message that it came to, or its headers, are sent back with most reports.
    private static IEnumerable<string> Returned(MimeEntity[] parts) => Ids(parts.OfType<MessagePart>().Select(part => part.Message?.MessageId));

    private static IEnumerable<string> Ids(IEnumerable<string?> texts) => texts.OfType<string>().Select(text => text.Trim('<', '>')).Where(MailMessage.IsId);

    // As we named the recipient, where the report says so: an address may have led elsewhere.
    private static EmailAddress? Recipient(HeaderList fields) => Address(fields["Original-Recipient"]) ?? Address(fields["Final-Recipient"]);

    // "rfc822; somebody@example.org": a type and an address, which some servers encode (RFC 3461 section 4.2).
    private static EmailAddress? Address(string? field)
    {
        string text = (field ?? "").Split(';', 2)[^1].Trim().Trim('<', '>');
        return EmailAddress.TryParse(text, out EmailAddress address) || EmailAddress.TryParse(Decoded(text), out address) ? address : null;
    }

    // The xtext of RFC 3461 section 4: "+" and two hexadecimal digits stand for an octet.
    private static string Decoded(string text) => Octet().Replace(text, octet => Encoding.Latin1.GetString([byte.Parse(octet.ValueSpan[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)]));

    private static string Word(string? text) => (text ?? "").Trim().ToLowerInvariant();

    [GeneratedRegex(@"\+[0-9A-F]{2}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Octet();

    [GeneratedRegex(@"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
