using System.Collections.Immutable;
using EduIct.Addresses;
using NodaTime;

namespace EduIct.Mail;

/// <summary>What follows from an attempt: done, again later, or given up.</summary>
internal static class MailOutcomes
{
    /// <summary>Reason of a message none of whose attempts had an outcome.</summary>
    public const string NoOutcome = "attempts";

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

    /// <summary>The outcome of a message that was taken for nobody, or of which that is not known.</summary>
    /// <param name="entry">The message before the attempt.</param>
    /// <param name="fault">What the transport said.</param>
    /// <param name="delay">Wait before the next attempt.</param>
    /// <param name="canLook">Whether the transport can be asked for what it took: then nothing is given up that may have been.</param>
    /// <param name="options">The settings.</param>
    /// <param name="now">The time.</param>
    public static OutboxOutcome OfFault(OutboxEntry entry, MailException fault, TimeSpan delay, bool canLook, MailOutboxOptions options, Instant now)
    {
        bool unclear = fault.Kind is MailErrorKind.Transient;
        bool counts = fault.Kind is not (MailErrorKind.Unreachable or MailErrorKind.Authentication);
        bool mayPass = fault.Kind is MailErrorKind.Transient or MailErrorKind.Throttled or MailErrorKind.Unreachable or MailErrorKind.Authentication;
        Instant next = now + Duration.FromTimeSpan(counts ? delay : options.BaseDelay);
        if (mayPass && MayGoOn(entry, counts, next, options))
        {
            return new OutboxOutcome(OutboxState.Waiting, fault.Recipients, next, fault.Reason, counts, unclear);
        }

        return unclear && canLook
            ? new OutboxOutcome(OutboxState.Waiting, fault.Recipients, now + Duration.FromTimeSpan(options.BaseDelay), fault.Reason, counts, unclear)
            : new OutboxOutcome(Ended(entry), fault.Recipients, Reason: fault.Reason, Counts: counts);
    }

    /// <summary>What follows where a message was looked for and is not there: null, it is sent again; else it is looked for again, or given up.</summary>
    /// <param name="entry">The message, whose last attempt is unclear.</param>
    /// <param name="believedFrom">From when on it would be there if it had been taken.</param>
    /// <param name="options">The settings.</param>
    /// <param name="now">The time.</param>
    public static OutboxOutcome? OfAbsence(OutboxEntry entry, Instant believedFrom, MailOutboxOptions options, Instant now)
    {
        if (now < believedFrom)
        {
            return new OutboxOutcome(OutboxState.Waiting, [], believedFrom, entry.Reason, IsUnclear: true);
        }

        return entry.Attempts < options.MaxAttempts && !IsTooOld(entry, now, options)
            ? null
            : new OutboxOutcome(Ended(entry), [], Reason: entry.Reason ?? NoOutcome);
    }

    /// <summary>What follows where a message could not be looked for: it is tried later, until it is too old.</summary>
    public static OutboxOutcome OfBlindness(OutboxEntry entry, MailException fault, MailOutboxOptions options, Instant now)
    {
        Instant next = now + Duration.FromTimeSpan(DelayAfter(entry.Attempts, fault.RetryAfter, options));
        return IsTooOld(entry, now, options)
            ? new OutboxOutcome(Ended(entry), [], Reason: entry.Reason ?? fault.Reason)
            : new OutboxOutcome(OutboxState.Waiting, [], next, entry.Reason ?? fault.Reason, IsUnclear: true);
    }

    private static bool MayGoOn(OutboxEntry entry, bool counts, Instant next, MailOutboxOptions options) =>
        (!counts || entry.Attempts + 1 < options.MaxAttempts) && !IsTooOld(entry, next, options);

    private static bool IsTooOld(OutboxEntry entry, Instant at, MailOutboxOptions options) => at >= entry.ReadyAt + Duration.FromTimeSpan(options.GiveUpAfter);
}
