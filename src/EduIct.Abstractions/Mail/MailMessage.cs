using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using EduIct.Addresses;
using EduIct.Issues;
using NodaTime;

namespace EduIct.Mail;

/// <summary>
/// A message that can be sent as it is: every address, name and header is legal, nothing in it can begin a header of its own, and it is not larger than
/// mail servers take. Immutable. The same message always gives the same bytes.
/// </summary>
public sealed class MailMessage
{
    /// <summary>Most addresses in one message: 500 (Exchange Online's default; RFC 5321 section 4.5.3.1.8 asks servers for 100 at a time).</summary>
    public const int MaxRecipients = 500;

    /// <summary>Largest message as sent, encoding included: 25 MiB, Gmail's limit.</summary>
    public const long MaxSize = 25L * 1024 * 1024;

    private readonly MailDraft _draft;

    private MailMessage(MailDraft draft)
    {
        _draft = draft;
        Recipients = [.. draft.To.Concat(draft.Cc).Concat(draft.Bcc).Select(party => party.Address).Distinct()];
    }

    /// <summary>Whom it comes from.</summary>
    public MailParty From => _draft.From!;

    /// <summary>To whom.</summary>
    public ImmutableArray<MailParty> To => _draft.To;

    /// <summary>To whom a copy goes.</summary>
    public ImmutableArray<MailParty> Cc => _draft.Cc;

    /// <summary>To whom a copy goes that the others do not see.</summary>
    public ImmutableArray<MailParty> Bcc => _draft.Bcc;

    /// <summary>Where answers go; null: to whom it comes from.</summary>
    public MailParty? ReplyTo => _draft.ReplyTo;

    /// <summary>What it is about.</summary>
    public string Subject => _draft.Subject;

    /// <summary>The body as plain text.</summary>
    public string Text => _draft.Text;

    /// <summary>The body as HTML; null: none.</summary>
    public string? Html => _draft.Html;

    /// <summary>Files that go with it.</summary>
    public ImmutableArray<MailAttachment> Attachments => _draft.Attachments;

    /// <summary>Its identifier, without angle brackets.</summary>
    public string MessageId => _draft.MessageId;

    /// <summary>Identifier of the message that it answers; null: none.</summary>
    public string? InReplyTo => _draft.InReplyTo;

    /// <summary>Identifiers of the messages before it, oldest first.</summary>
    public ImmutableArray<string> References => _draft.References;

    /// <summary>When it was written, to the second.</summary>
    public OffsetDateTime Date => _draft.Date;

    /// <summary>Language of its text; null: not said.</summary>
    public string? Language => _draft.Language;

    /// <summary>Where to say that one wants no more of these; null: nowhere.</summary>
    public Uri? Unsubscribe => _draft.Unsubscribe;

    /// <summary>Whether a program wrote it.</summary>
    public bool IsAutomatic => _draft.IsAutomatic;

    /// <summary>Whether the mail servers are asked to report the delivery.</summary>
    public bool RequestsDeliveryStatus => _draft.RequestsDeliveryStatus;

    /// <summary>Whether the reader is asked to confirm the reading.</summary>
    public bool RequestsReadReceipt => _draft.RequestsReadReceipt;

    /// <summary>Every address that it goes to, once each.</summary>
    public ImmutableArray<EmailAddress> Recipients { get; }

    /// <summary>Makes a message, or tells all that is wrong.</summary>
    /// <param name="draft">What it is to say.</param>
    /// <param name="message">The message, where nothing is wrong.</param>
    /// <param name="issues">
    /// All that is wrong: <c>mail.from</c>, <c>mail.recipients</c>, <c>mail.subject</c>, <c>mail.body</c>, <c>mail.message-id</c>, <c>mail.references</c>, <c>mail.date</c>,
    /// <c>mail.language</c>, <c>mail.unsubscribe</c>, <c>mail.too-large</c>. None of the texts shows what the message says.
    /// </param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool TryCreate(MailDraft draft, [NotNullWhen(true)] out MailMessage? message, out ImmutableArray<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(draft);
        MailDraft whole = draft with
        {
            To = OrEmpty(draft.To),
            Cc = OrEmpty(draft.Cc),
            Bcc = OrEmpty(draft.Bcc),
            Attachments = OrEmpty(draft.Attachments),
            References = OrEmpty(draft.References),
        };
        issues = MailDraftCheck.Check(whole);
        message = issues.IsEmpty ? new MailMessage(whole) : null;
        return message is not null;
    }

    /// <summary>Makes a message of what is known to be right.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message names all of it.</exception>
    public static MailMessage Create(MailDraft draft) =>
        TryCreate(draft, out MailMessage? message, out ImmutableArray<Issue> issues)
            ? message
            : throw new ArgumentException(string.Join(' ', issues.Select(issue => $"{issue.Code}: {issue.Message.En}")), nameof(draft));

    /// <summary>An identifier that follows from a key, so that what is made again for the same reason is the same message. Nothing of the key can be read from it.</summary>
    /// <param name="key">What the message is for, unique within the domain.</param>
    /// <param name="domain">A domain of the sender's.</param>
    /// <returns>32 hexadecimal digits, @ and the domain.</returns>
    /// <exception cref="ArgumentException">No key, or not a domain.</exception>
    public static string IdFor(string key, string domain)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!EmailAddress.IsDomain(domain))
        {
            throw new ArgumentException($"'{domain}' is not a domain.", nameof(domain));
        }

        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return $"{Convert.ToHexStringLower(digest.AsSpan(0, 16))}@{domain.ToLowerInvariant()}";
    }

    /// <summary>Whether a text is an identifier as messages carry them: <c>id@host</c> in ASCII without the angle brackets, at most 250 characters (RFC 5322 section 3.6.4).</summary>
    public static bool IsId([NotNullWhen(true)] string? text) => MailText.IsMessageId(text);

    /// <summary>The same message, with the same identifier, for some of its recipients only.</summary>
    /// <param name="recipients">Which; at least one of them is a recipient of it.</param>
    /// <exception cref="ArgumentException">None of them is.</exception>
    public MailMessage For(IReadOnlyCollection<EmailAddress> recipients)
    {
        ArgumentNullException.ThrowIfNull(recipients);
        HashSet<EmailAddress> wanted = [.. recipients];
        return Create(_draft with { To = Only(To), Cc = Only(Cc), Bcc = Only(Bcc) });

        ImmutableArray<MailParty> Only(ImmutableArray<MailParty> parties) => parties.RemoveAll(party => !wanted.Contains(party.Address));
    }

    /// <summary>What it says as a draft, to make another of.</summary>
    public MailDraft ToDraft() => _draft;

    /// <summary>Its identifier; nothing of what it says.</summary>
    public override string ToString() => $"<{MessageId}>";

    private static ImmutableArray<T> OrEmpty<T>(ImmutableArray<T> items) => items.IsDefault ? [] : items;
}
