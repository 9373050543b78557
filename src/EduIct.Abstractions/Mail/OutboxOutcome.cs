using System.Collections.Immutable;
using NodaTime;

namespace EduIct.Mail;

/// <summary>What became of an attempt.</summary>
/// <param name="State"><see cref="OutboxState.Sent"/>, <see cref="OutboxState.Failed"/>, or <see cref="OutboxState.Waiting"/>: it is tried again.</param>
/// <param name="Recipients">What the transport said of recipients; those not named stay as they are.</param>
/// <param name="NextAt">When it is tried again; null unless it waits.</param>
/// <param name="Reason">Short reason without personal data; null: none.</param>
/// <param name="Counts">Whether the attempt counts against the cap; false where the transport was not reached.</param>
/// <param name="IsUnclear">Whether the message may have been taken all the same: <see cref="OutboxEntry.UnclearSince"/> stays, where it waits.</param>
public sealed record OutboxOutcome(
    OutboxState State,
    ImmutableArray<MailRecipientOutcome> Recipients,
    Instant? NextAt = null,
    string? Reason = null,
    bool Counts = true,
    bool IsUnclear = false);
