using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using EduIct.Addresses;
using MimeKit;
using NodaTime;

namespace EduIct.Mail;

/// <summary>
/// Reads what a message that came in is about: headers, reports, the plain text, the names and bytes of workbooks; HTML is not looked at. What is not as it should be, as hostile mail
/// is, is left out and never an exception: nesting beyond 30, parts beyond 500, identifiers beyond 30, outcomes beyond 1,000, workbooks beyond 20 or larger than
/// <see cref="MailAttachment.MaxSize"/>.
/// </summary>
public static class InboundParser
{
    private const int MostReferences = 30;
    private const int DeepestNesting = 30;
    private const int LongestSubject = 500;
    private const int LongestText = 65_536;

    /// <summary>Reads a message.</summary>
    /// <param name="message">The whole message (RFC 5322), at most as large as the caller is ready to hold in memory.</param>
    /// <param name="receivedAt">When the mailbox got it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<InboundMail> ParseAsync(Stream message, Instant receivedAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ParserOptions options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = DeepestNesting;
        try
        {
            using MimeMessage mime = await new MimeParser(options, message, MimeFormat.Entity, persistent: false).ParseMessageAsync(cancellationToken).ConfigureAwait(false);
            return Read(mime, receivedAt);
        }
        catch (FormatException)
        {
            // Not a message at all. What it is known by is when it came, since there is nothing else.
            return new InboundMail { Key = KeyOf(null, $"{receivedAt}"), Kind = InboundMailKind.Other, ReceivedAt = receivedAt };
        }
    }

    /// <summary>What a message is known by: a digest of its identifier, or where it has none, of what tells it from others.</summary>
    internal static string KeyOf(string? messageId, string others) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.IsNullOrEmpty(messageId) ? "\n" + others : messageId)).AsSpan(0, 16));

    private static InboundMail Read(MimeMessage mime, Instant receivedAt)
    {
        MimeEntity[] parts = [.. InboundParts.Of(mime.Body)];
        ImmutableArray<string> referred = Referred(mime);
        InboundMail mail = new()
        {
            Key = KeyOf(mime.MessageId, $"{receivedAt}\n{mime.Headers[HeaderId.Date]}\n{mime.Headers[HeaderId.From]}\n{mime.Headers[HeaderId.Subject]}"),
            Kind = InboundMailKind.Other,
            ReceivedAt = receivedAt,
            From = mime.From.Mailboxes.FirstOrDefault() is { } from && EmailAddress.TryParse(from.Address, out EmailAddress address) ? address : null,
            RefersTo = referred,
            Subject = Cut(mime.Subject, LongestSubject),
            Text = Cut(parts.OfType<TextPart>().FirstOrDefault(part => part.IsPlain && !part.IsAttachment) is { } text ? TextOf(text) : null, LongestText),
        };
        if (InboundReport.Find(mime.Body, parts) is { } report)
        {
            return mail with
            {
                Kind = report.Kind,
                RefersTo = [.. report.About.Concat(referred).Distinct().Take(MostReferences)],
                Outcomes = report.Outcomes,
            };
        }

        ImmutableArray<MailAttachment> forms = [.. InboundForms.In(parts)];
        return mail with { Forms = forms, Kind = !forms.IsEmpty ? InboundMailKind.Form : KindOf(mime, mail) };
    }

    private static InboundMailKind KindOf(MimeMessage mime, InboundMail mail) =>
        IsAutomatic(mime.Headers) ? InboundMailKind.Automatic
        : mail.RefersTo.IsEmpty ? InboundMailKind.Other
        : InboundMailKind.Reply;

    // The platform knows few charsets until somebody registers the others for the whole process, which is not ours to do. That of old Vietnamese Windows (1258) writes tones apart.
    private static string TextOf(TextPart part)
    {
        string text = part.ContentType.Charset is { } charset && CodePagesEncodingProvider.Instance.GetEncoding(charset) is { } encoding ? part.GetText(encoding) : part.Text;
        return text.IsNormalized() ? text : text.Normalize();
    }

    private static string Cut(string? text, int longest) =>
        text is null ? "" : text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    private static ImmutableArray<string> Referred(MimeMessage mime) =>
        [.. new[] { mime.InReplyTo }.Concat(mime.References.Reverse()).OfType<string>().Where(MailMessage.IsId).Distinct().Take(MostReferences)];

    // RFC 3834 section 5 and what programs wrote before it; an empty return path is what answers of programs carry.
    private static bool IsAutomatic(HeaderList headers) =>
        (headers["Auto-Submitted"] is { } submitted && !submitted.TrimStart().StartsWith("no", StringComparison.OrdinalIgnoreCase))
        || headers["Precedence"]?.Trim().ToLowerInvariant() is "auto_reply" or "bulk" or "junk" or "list"
        || headers.Contains("X-Autoreply") || headers.Contains("X-Autorespond")
        || headers["Return-Path"]?.Trim() is "<>";
}
