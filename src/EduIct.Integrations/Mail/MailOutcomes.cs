using System.Collections.Immutable;
using EduIct.Addresses;
using NodaTime;

namespace EduIct.Mail;

/// <summary>What follows from an attempt: done, again later, or given up.</summary>
internal static class MailOutcomes
{
    /// <summary>Recipients of an open message that it is still to be sent to.</summary>
    public static ImmutableArray<EmailAddress> Pending(OutboxEntry entry) =>
    [
        .. from recipient in entry.Recipients
           where recipient.TakenAt is null && (recipient.Fault is not { } fault || new MailRecipientOutcome(default, fault).MayPass)
           select EmailAddress.Parse(recipient.Who),
    ];

    /// <summary>How a message ends for which nothing more is tried.</summary>
    public static OutboxState Ended(OutboxEntry entry) =>
        entry.Recipients.Any(recipient => recipient.TakenAt is not null) ? OutboxState.Sent : OutboxState.Failed;

    /// <summary>The wait before the next attempt: doubled with each, or what the server asks for where that is more.</summary>
    public static TimeSpan DelayAfter(int attempts, TimeSpan? asked, MailOutboxOptions options)
    {
        TimeSpan doubled = options.BaseDelay * Math.Pow(2, Math.Min(attempts - 1, 30));
        TimeSpan own = doubled < options.MaxDelay ? doubled : options.MaxDelay;
        return asked is { } wanted && wanted > own ? wanted : own;
    }

    /// <summary>The outcome of a message that was taken for one recipient at least.</summary>
    public static OutboxOutcome OfReceipt(OutboxEntry entry, MailReceipt receipt, MailOutboxOptions options, Instant now)
    {
        MailRecipientOutcome? waiting = receipt.Recipients.FirstOrDefault(recipient => recipient.MayPass);
        string? reason = receipt.Recipients.FirstOrDefault(recipient => !recipient.IsTaken)?.Reason;
        if (waiting is null)
        {
            return new OutboxOutcome(OutboxState.Sent, receipt.Recipients, Reason: reason);
        }

        Instant next = now + Duration.FromTimeSpan(DelayAfter(entry.Attempts + 1, null, options));
        return MayGoOn(entry, counts: true, next, options)
            ? new OutboxOutcome(OutboxState.Waiting, receipt.Recipients, next, waiting.Reason)
            : new OutboxOutcome(OutboxState.Sent, receipt.Recipients, Reason: waiting.Reason);
    }

    /// <summary>The outcome of a message that was taken for nobody.</summary>
    public static OutboxOutcome OfFault(OutboxEntry entry, MailException fault, TimeSpan delay, MailOutboxOptions options, Instant now)
    {
        bool counts = fault.Kind is not (MailErrorKind.Unreachable or MailErrorKind.Authentication);
        bool mayPass = fault.Kind is MailErrorKind.Transient or MailErrorKind.Throttled or MailErrorKind.Unreachable or MailErrorKind.Authentication;
        Instant next = now + Duration.FromTimeSpan(counts ? delay : options.BaseDelay);
        return mayPass && MayGoOn(entry, counts, next, options)
            ? new OutboxOutcome(OutboxState.Waiting, fault.Recipients, next, fault.Reason, counts)
            : new OutboxOutcome(Ended(entry), fault.Recipients, Reason: fault.Reason, Counts: counts);
    }

    private static bool MayGoOn(OutboxEntry entry, bool counts, Instant next, MailOutboxOptions options) =>
        (!counts || entry.Attempts + 1 < options.MaxAttempts) && next < entry.ReadyAt + Duration.FromTimeSpan(options.GiveUpAfter);
}
