using System.Collections.Immutable;
using EduIct.Addresses;
using NodaTime;

namespace EduIct.Mail;

/// <summary>
/// A message that came in, as far as it concerns what was sent. Everything in it is what its sender wrote: <see cref="From"/> too, for which nobody vouches. Who confirms something
/// by it is believed only where the address is one of those that were asked.
/// </summary>
public sealed record InboundMail
{
    /// <summary>What it is known by for ever: 32 hexadecimal digits, the same for each copy of the message. Nothing personal can be read from it.</summary>
    public required string Key { get; init; }

    /// <summary>What it is.</summary>
    public required InboundMailKind Kind { get; init; }

    /// <summary>When the mailbox got it.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>Whom it says it comes from; null: nobody, as reports of servers do, or nothing that is an address.</summary>
    public EmailAddress? From { get; init; }

    /// <summary>Identifiers of messages that it is about, without angle brackets, the nearest first, at most 30; for a report the one of the message that it reports on.</summary>
    public ImmutableArray<string> RefersTo { get; init; } = [];

    /// <summary>Its subject, decoded, at most 500 characters; empty: none. A code of ours in it may take the place of <see cref="RefersTo"/>, which some mail programs drop.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Its plain text, decoded, at most 65,536 characters, with what it quotes; empty: none. HTML is not looked at.</summary>
    public string Text { get; init; } = "";

    /// <summary>For reports: what became of the message, recipient by recipient; at most 1,000.</summary>
    public ImmutableArray<InboundOutcome> Outcomes { get; init; } = [];

    /// <summary>Workbooks (XLSX) that came with it, at most 20, unread: they may be anything.</summary>
    public ImmutableArray<MailAttachment> Forms { get; init; } = [];

    /// <summary>Whether its handling may have begun before and was broken off.</summary>
    public bool IsAgain { get; init; }

    /// <summary>Its key and kind; nothing of what it says.</summary>
    public override string ToString() => $"{Kind} {Key}";
}
