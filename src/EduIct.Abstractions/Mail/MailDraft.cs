using System.Collections.Immutable;
using NodaTime;

namespace EduIct.Mail;

/// <summary>What a message is to say, not yet checked. <see cref="MailMessage.TryCreate"/> makes a message of it, or tells all that is wrong.</summary>
public sealed record MailDraft
{
    /// <summary>Whom it comes from. Required.</summary>
    public MailParty? From { get; init; }

    /// <summary>To whom. Of To, Cc and Bcc together at least one address and at most <see cref="MailMessage.MaxRecipients"/>.</summary>
    public ImmutableArray<MailParty> To { get; init; } = [];

    /// <summary>To whom a copy goes.</summary>
    public ImmutableArray<MailParty> Cc { get; init; } = [];

    /// <summary>To whom a copy goes that the others do not see.</summary>
    public ImmutableArray<MailParty> Bcc { get; init; } = [];

    /// <summary>Where answers go; null: to whom it comes from.</summary>
    public MailParty? ReplyTo { get; init; }

    /// <summary>What it is about: 1 to 500 characters, one line. Required.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The body as plain text. Required: everybody can read it. Line ends may be LF or CRLF.</summary>
    public string Text { get; init; } = "";

    /// <summary>The body as HTML, saying the same; null: none.</summary>
    public string? Html { get; init; }

    /// <summary>Files that go with it.</summary>
    public ImmutableArray<MailAttachment> Attachments { get; init; } = [];

    /// <summary>
    /// Its identifier for ever, <c>id@host</c> without angle brackets. Required: the same message sent again carries the same one. <see cref="MailMessage.IdFor"/> makes
    /// one of a key.
    /// </summary>
    public string MessageId { get; init; } = "";

    /// <summary>Identifier of the message that it answers; null: none.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Identifiers of the messages before it in the conversation, oldest first; at most 30.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>When it was written. Required: the default value, in the year 1, is refused.</summary>
    public OffsetDateTime Date { get; init; }

    /// <summary>Language of its text, <c>vi</c> by default (RFC 3282); null: not said.</summary>
    public string? Language { get; init; } = "vi";

    /// <summary>Where to say that one wants no more of these: https or mailto (RFC 2369 section 3.2); null: nowhere.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>Whether a program wrote it, so that nobody's absence notice answers (RFC 3834 section 5). Default: true.</summary>
    public bool IsAutomatic { get; init; } = true;

    /// <summary>Whether the mail servers are asked to report the delivery (RFC 3461), where the transport can ask.</summary>
    public bool RequestsDeliveryStatus { get; init; }

    /// <summary>Whether the reader is asked to confirm the reading (RFC 8098).</summary>
    public bool RequestsReadReceipt { get; init; }

    /// <summary>Nothing of what it says.</summary>
    public override string ToString() => "A draft of a message";
}
