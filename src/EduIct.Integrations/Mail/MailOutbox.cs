using System.Collections.Immutable;
using EduIct.Running;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;

namespace EduIct.Mail;

/// <summary>
/// Sends what is in an outbox, each key once in effect. The intent is written before the transport is called and the outcome after. After a kill between the two, and after an
/// attempt whose outcome is not clear, a transport that keeps what it took (<see cref="ISentMail"/>) is asked first; by any other the message is sent again under the same
/// identifier, by which a folder keeps one file and mail programs show one message. One object for an outbox at a time.
/// </summary>
public sealed class MailOutbox : IDisposable
{
    private const int AtOnce = 100;

    private readonly IOutbox _outbox;
    private readonly IMailTransport _transport;
    private readonly RateBudget _budget;
    private readonly MailOutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly IClock _clock;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _toldBlind;

    /// <summary>A sender.</summary>
    /// <param name="outbox">What is to be sent, such as a ledger's <see cref="Ledger.SqliteLedger.Outbox"/>.</param>
    /// <param name="transport">The way out.</param>
    /// <param name="budget">The transport's budget, shared by all who send by it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">How fast and how often; null: the defaults. <see cref="MailOutboxOptions.MessagesPerMinute"/> is the budget's affair.</param>
    /// <param name="logger">Told of attempts and limits, without addresses; null: nobody is told.</param>
    /// <exception cref="OptionsValidationException">Options out of range; all of them are named.</exception>
    public MailOutbox(
        IOutbox outbox,
        IMailTransport transport,
        RateBudget budget,
        TimeProvider time,
        MailOutboxOptions? options = null,
        ILogger<MailOutbox>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(time);
        _options = options ?? new MailOutboxOptions();
        if (new MailOutboxOptionsValidator().Validate(null, _options) is { Failed: true } refused)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(MailOutboxOptions), refused.Failures);
        }

        (_outbox, _transport, _budget, _time, _clock) = (outbox, transport, budget, time, time.ToClock());
        _logger = logger ?? NullLogger<MailOutbox>.Instance;
    }

    /// <summary>What it sends from, to look things up in; messages are put in by <see cref="EnqueueAsync"/>.</summary>
    public IOutbox Outbox => _outbox;

    /// <summary>Puts a message in, unless its key was ever put in before. It is durable when the task completes, and sent by the next delivery.</summary>
    /// <returns>Whether it was put in now.</returns>
    public Task<bool> EnqueueAsync(OutboxMail mail, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return _outbox.EnqueueAsync(mail, OverdueFrom(mail.NotBefore is { } notBefore && notBefore > Now() ? notBefore : Now()), cancellationToken);
    }

    /// <summary>Does something while nothing is delivered: what waits may be closed meanwhile.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">Stops the waiting and the work.</param>
    internal async Task<T> BetweenDeliveriesAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>From when on a message is overdue that may be sent from a moment on.</summary>
    internal Instant OverdueFrom(Instant ready) => ready + Duration.FromTimeSpan(_options.OverdueAfter);

    /// <summary>
    /// Tries everything that is due, once. Waits for its turns of the budget, not for the next attempts: <see cref="OutboxDelivery.NextAt"/> says when to call again. Where the
    /// transport cannot be reached or refuses the login it stops, and those attempts do not count.
    /// </summary>
    /// <param name="cancellationToken">Stops it. What was on its way is looked for or sent again next time, under the same identifier.</param>
    public async Task<OutboxDelivery> DeliverAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            DeliveryTally tally = new();
            if (_options.RecipientsPerDay is { } limit)
            {
                tally.Limit(limit, await _outbox.CountTakenAsync(Now() - Duration.FromDays(1), cancellationToken).ConfigureAwait(false));
            }

            ImmutableArray<OutboxEntry> due;
            while (tally.Stop == OutboxStop.None
                && !(due = await _outbox.ReadDueAsync(Now(), AtOnce, cancellationToken).ConfigureAwait(false)).IsEmpty)
            {
                await Parallel.ForEachAsync(
                    due,
                    new ParallelOptions { MaxDegreeOfParallelism = _options.Concurrency, CancellationToken = cancellationToken },
                    async (entry, token) => await TryOneAsync(entry, tally, token).ConfigureAwait(false)).ConfigureAwait(false);
            }

            if (tally.Stop != OutboxStop.None)
            {
                MailLog.Stopped(_logger, _transport.Name, tally.Stop);
            }

            MailLog.Delivered(_logger, _transport.Name, tally.Sent, tally.Failed, tally.PutOff);
            Instant? next = await _outbox.FindNextDueAsync(cancellationToken).ConfigureAwait(false);
            return new OutboxDelivery(tally.Sent, tally.Failed, tally.PutOff, tally.Stop, next);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Delivers and waits until nothing is open any more.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task DeliverAllAsync(CancellationToken cancellationToken = default)
    {
        while (await DeliverAsync(cancellationToken).ConfigureAwait(false) is { NextAt: { } next } delivery)
        {
            // What stopped a delivery needs time, though messages are due already.
            Duration wait = Duration.Max(next - Now(), delivery.Stop == OutboxStop.None ? Duration.Zero : Duration.FromTimeSpan(_options.BaseDelay));
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>How the outbox stands.</summary>
    public async Task<OutboxReport> ReportAsync(CancellationToken cancellationToken = default)
    {
        (int open, int sent, int failed) = (0, 0, 0);
        List<OutboxEntry> overdue = [];
        Instant now = Now();
        await foreach (OutboxEntry entry in _outbox.ReadAsync(openOnly: false, cancellationToken).ConfigureAwait(false))
        {
            open += entry.IsOpen ? 1 : 0;
            sent += entry.State == OutboxState.Sent ? 1 : 0;
            failed += entry.State == OutboxState.Failed ? 1 : 0;
            if (entry.IsOpen && entry.OverdueAt <= now)
            {
                overdue.Add(entry);
            }
        }

        return new OutboxReport(open, sent, failed, [.. overdue.OrderBy(entry => entry.OverdueAt).ThenBy(entry => entry.Id)]);
    }

    /// <summary>Frees what it waits with; the outbox and the transport are the caller's.</summary>
    public void Dispose() => _turn.Dispose();

    private async Task TryOneAsync(OutboxEntry entry, DeliveryTally tally, CancellationToken cancellationToken)
    {
        ImmutableArray<Addresses.EmailAddress> pending = MailOutcomes.Pending(entry);
        if (!tally.MayTry(pending.Length))
        {
            return;
        }

        if (await _outbox.ReadMessageAsync(entry.Id, cancellationToken).ConfigureAwait(false) is not { } message)
        {
            return;
        }

        message = pending.Length == message.Recipients.Length ? message : message.For(pending);
        int attempts = entry.Attempts;
        OutboxOutcome? outcome = await LookAsync(entry, message, tally, cancellationToken).ConfigureAwait(false);
        if (outcome is null && attempts >= _options.MaxAttempts)
        {
            // Its attempts ended without an outcome: whatever it does to this process, it does not do it for ever.
            outcome = new OutboxOutcome(MailOutcomes.Ended(entry), [], Reason: entry.Reason ?? MailOutcomes.NoOutcome);
        }
        else if (outcome is null)
        {
            await _budget.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (tally.Stop is OutboxStop.Unreachable or OutboxStop.Authentication)
            {
                return;
            }

            await _outbox.RecordIntentAsync(entry.Id, cancellationToken).ConfigureAwait(false);
            attempts++;
            outcome = await SendAsync(entry, message, tally, cancellationToken).ConfigureAwait(false);
        }

        // Not given up for a caller who has had enough: it would be sent twice for nothing.
        await _outbox.RecordOutcomeAsync(entry.Id, outcome, CancellationToken.None).ConfigureAwait(false);
        tally.Count(outcome.State);
        MailLog.Settled(_logger, entry.Id, attempts, _transport.Name, outcome.State, outcome.Reason);
        if (outcome.State == OutboxState.Failed)
        {
            MailLog.GivenUp(_logger, entry.Id, attempts, outcome.Reason);
        }
    }

    // Null: nothing is unclear, or nobody can tell, or it did not go out; it is sent.
    private async Task<OutboxOutcome?> LookAsync(OutboxEntry entry, MailMessage message, DeliveryTally tally, CancellationToken cancellationToken)
    {
        if (entry.UnclearSince is not { } since || _transport is not ISentMail sent || tally.IsBlind)
        {
            return null;
        }

        try
        {
            if (await sent.FindAsync(message, cancellationToken).ConfigureAwait(false) is not { } receipt)
            {
                return MailOutcomes.OfAbsence(entry, since + Duration.FromTimeSpan(sent.FoundWithin), _options, Now());
            }

            MailLog.Found(_logger, entry.Id, entry.Attempts, _transport.Name);
            return MailOutcomes.OfReceipt(entry, receipt, _options, Now());
        }
        catch (MailException exception) when (exception.Kind is MailErrorKind.Transient or MailErrorKind.Throttled or MailErrorKind.Unreachable)
        {
            Heed(exception, tally);
            return MailOutcomes.OfBlindness(entry, exception, _options, Now());
        }
        catch (MailException exception)
        {
            tally.IsBlind = true;
            if (Interlocked.Exchange(ref _toldBlind, 1) == 0)
            {
                MailLog.Blind(_logger, _transport.Name, exception.Reason);
            }

            return null;
        }
    }

    private async Task<OutboxOutcome> SendAsync(OutboxEntry entry, MailMessage message, DeliveryTally tally, CancellationToken cancellationToken)
    {
        try
        {
            MailReceipt receipt = await _transport.SendAsync(message, cancellationToken).ConfigureAwait(false);
            return MailOutcomes.OfReceipt(entry, receipt, _options, Now());
        }
        catch (MailException exception)
        {
            TimeSpan delay = MailOutcomes.DelayAfter(entry.Attempts + 1, exception.RetryAfter, _options);
            Heed(exception, tally);
            return MailOutcomes.OfFault(entry, exception, delay, _transport is ISentMail && !tally.IsBlind, _options, Now());
        }
    }

    // What a fault means for all other messages.
    private void Heed(MailException fault, DeliveryTally tally)
    {
        switch (fault.Kind)
        {
            case MailErrorKind.Throttled:
                TimeSpan pause = fault.RetryAfter ?? _options.BaseDelay;
                _budget.Pause(pause);
                MailLog.Throttled(_logger, _transport.Name, fault.Reason, pause);
                break;
            case MailErrorKind.Unreachable:
                tally.Stop = OutboxStop.Unreachable;
                break;
            case MailErrorKind.Authentication:
                tally.Stop = OutboxStop.Authentication;
                break;
        }
    }

    private Instant Now() => _clock.GetCurrentInstant();
}
