using System.Collections.Immutable;
using System.Globalization;
using EduIct.Calendars;
using EduIct.Mail;
using NodaTime;

namespace EduIct.Dispatches;

/// <summary>How a letter stands at all its addressees, from the register and the outbox. Both may be those of a ledger that is open for reading.</summary>
/// <param name="Dispatch">The letter.</param>
/// <param name="Statuses">Its addressees in the order in which they were entered.</param>
public sealed record DispatchReport(DispatchRecord Dispatch, ImmutableArray<DispatchStatus> Statuses)
{
    /// <summary>Key in the outbox of the letter to an addressee at its present address.</summary>
    public static string KeyOf(DispatchRecipient recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return string.Create(CultureInfo.InvariantCulture, $"dispatch/{recipient.Code}/{recipient.Attempt}");
    }

    /// <summary>The reports of all letters, in the order in which they were entered.</summary>
    /// <param name="register">The register.</param>
    /// <param name="outbox">The outbox that they were sent by.</param>
    /// <param name="now">The moment, for what is overdue.</param>
    /// <param name="isWanted">Which letters; null: all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<ImmutableArray<DispatchReport>> ReadAsync(
        IDispatchRegister register, IOutbox outbox, Instant now, Func<DispatchRecord, bool>? isWanted = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(outbox);
        var reports = ImmutableArray.CreateBuilder<DispatchReport>();
        foreach (DispatchRecord record in await register.ReadDispatchesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (isWanted?.Invoke(record) ?? true)
            {
                reports.Add(await ReadAsync(register, outbox, record, now, cancellationToken).ConfigureAwait(false));
            }
        }

        return reports.ToImmutable();
    }

    internal static async Task<DispatchReport> ReadAsync(IDispatchRegister register, IOutbox outbox, DispatchRecord record, Instant now, CancellationToken cancellationToken)
    {
        var statuses = ImmutableArray.CreateBuilder<DispatchStatus>();
        ILookup<DispatchCode, DispatchEvent> events =
            (await register.ReadDispatchEventsAsync(record.Id, cancellationToken).ConfigureAwait(false)).ToLookup(step => step.Code);
        foreach (DispatchRecipient recipient in await register.ReadRecipientsAsync(record.Id, cancellationToken).ConfigureAwait(false))
        {
            OutboxEntry? entry = recipient.Attempt == 0 ? null : await outbox.FindAsync(KeyOf(recipient), cancellationToken).ConfigureAwait(false);
            statuses.Add(Of(recipient, entry, [.. events[recipient.Code]], now));
        }

        return new DispatchReport(record, statuses.DrainToImmutable());
    }

    /// <summary>Mark of the return of a letter from an addressee's present address.</summary>
    internal static string ReturnMark(DispatchRecipient recipient) => recipient.Attempt.ToString(CultureInfo.InvariantCulture);

    private static DispatchStatus Of(DispatchRecipient recipient, OutboxEntry? entry, ImmutableArray<DispatchEvent> events, Instant now)
    {
        DispatchEvent? confirmed = events.FirstOrDefault(step => step.Kind == DispatchEventKind.Confirmed);
        DispatchEvent? returned = events.FirstOrDefault(step => step.Kind == DispatchEventKind.Returned && step.Mark == ReturnMark(recipient));
        DispatchState state = confirmed is not null ? DispatchState.Confirmed
            : recipient.Attempt == 0 ? DispatchState.NoAddress
            : entry is null ? DispatchState.NotQueued
            : returned is not null ? DispatchState.Returned
            : entry.State switch
            {
                OutboxState.Sent => DispatchState.Sent,
                OutboxState.Failed => DispatchState.Failed,
                _ => DispatchState.Waiting,
            };
        return new DispatchStatus
        {
            Recipient = recipient,
            State = state,
            SentAt = entry?.Recipients.FirstOrDefault()?.TakenAt,
            ConfirmedAt = confirmed?.At,
            Reason = state switch
            {
                DispatchState.Confirmed => confirmed!.How,
                DispatchState.Returned => returned!.How,
                DispatchState.Failed or DispatchState.Waiting => entry!.Recipients.FirstOrDefault()?.Reason ?? entry.Reason,
                _ => null,
            },
            Reminders = events.Count(step => step.Kind == DispatchEventKind.Reminded),
            RemindedAt = events.LastOrDefault(step => step.Kind == DispatchEventKind.Reminded)?.At,
            IsOverdue = confirmed is null && recipient.ConfirmBy < VietnamTime.DayOf(now),
        };
    }
}
