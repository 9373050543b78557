using System.Collections.Concurrent;
using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Ledger;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace EduIct.Running;

/// <summary>
/// Looks at mailboxes until they are ready, seldomer the longer it takes. Looks draw from the same budget as everything else, a few at a time: so they hold up
/// nobody. What is not ready in the end stays in the ledger for the next run.
/// </summary>
/// <param name="providers">The providers by their id.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of providers that refuse to tell.</param>
/// <param name="settled">Told of each mailbox that is waited for no longer.</param>
/// <param name="firstLook">How long after it was added a mailbox is looked at.</param>
/// <param name="again">Whether one that is not ready is looked at again.</param>
internal sealed class MailboxWatch(
    IReadOnlyDictionary<string, ProviderConnection> providers, TimeProvider time, ILogger logger, Func<AwaitedMailbox, Task> settled, TimeSpan firstLook, bool again)
{
    // As many as travel in one batch of Graph's.
    private const int LooksAtOnce = 20;

    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    // An account that is not to be seen after so long is gone, not late: reads trail writes by minutes.
    private static readonly TimeSpan GoneAfter = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<(AwaitedMailbox Mailbox, TimeSpan Pause), DateTimeOffset> _queue = new();
    private readonly ConcurrentDictionary<string, string> _refused = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _noneLeft = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _endsWhenNoneIsLeft;
    private int _open;
    private int _ready;

    /// <summary>Looks at all that a ledger waits for, within the time that the options give, and tells how it stands.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="providers">The providers by their id.</param>
    /// <param name="options">How long to wait, and what is overdue.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of providers that refuse to tell.</param>
    /// <param name="readOnly">True looks once at each and writes nothing; false looks until all are ready, and writes which are.</param>
    /// <param name="cancellationToken">Stops looking; what was seen is written.</param>
    public static async Task<MailboxSummary> AwaitAsync(
        IAccountLedger ledger,
        IReadOnlyDictionary<string, ProviderConnection> providers,
        PlanRunnerOptions options,
        TimeProvider time,
        ILogger logger,
        bool readOnly,
        CancellationToken cancellationToken)
    {
        ConcurrentDictionary<AwaitedMailbox, bool> over = new();
        MailboxWatch watch = new(providers, time, logger, SettledAsync, TimeSpan.Zero, again: !readOnly);
        ImmutableArray<AwaitedMailbox> awaited = await ledger.ReadAwaitedMailboxesAsync(cancellationToken).ConfigureAwait(false);
        foreach (AwaitedMailbox mailbox in awaited)
        {
            watch.Add(mailbox);
        }

        if (options.MailboxWait > TimeSpan.Zero)
        {
            using CancellationTokenSource bound = new(options.MailboxWait, time);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
            await watch.LookAsync(LooksAtOnce, untilEmpty: true, either.Token).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        awaited = awaited.RemoveAll(over.ContainsKey);
        Instant overdue = time.GetUtcNow().ToInstant() - Duration.FromTimeSpan(options.MailboxOverdueAfter);
        return new MailboxSummary
        {
            Ready = watch._ready,
            Awaited = awaited,
            Overdue = awaited.RemoveAll(mailbox => mailbox.Since > overdue),
            Refused = watch._refused.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };

        Task SettledAsync(AwaitedMailbox mailbox)
        {
            over[mailbox] = true;
            return readOnly ? Task.CompletedTask : RecordAsync(ledger, mailbox);
        }
    }

    /// <summary>Writes that a mailbox is ready; not cancelled, since it was seen.</summary>
    public static Task RecordAsync(IAccountLedger ledger, AwaitedMailbox mailbox) =>
        ledger.RecordMailboxReadyAsync(mailbox.Provider, mailbox.Person, mailbox.AccountId, CancellationToken.None);

    /// <summary>Whether a provider tells about the mailboxes of such an account at all.</summary>
    public static bool IsAwaited(ProviderConnection provider, Account? account) =>
        account?.Placement is { } placement && provider.Directory is IMailboxReadiness readiness && readiness.GivesMailbox(placement.Role);

    public void Add(AwaitedMailbox mailbox)
    {
        if (!_refused.ContainsKey(mailbox.Provider) && providers.TryGetValue(mailbox.Provider, out ProviderConnection? provider) && provider.Directory is IMailboxReadiness)
        {
            lock (_gate)
            {
                _open++;
                _queue.Enqueue((mailbox, ShortestPause), time.GetUtcNow() + firstLook);
            }
        }
    }

    /// <summary>Looks until it is cancelled or, where asked, none is left to look at.</summary>
    public async Task LookAsync(int atOnce, bool untilEmpty, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _endsWhenNoneIsLeft = untilEmpty;
            EndIfNoneIsLeft();
        }

        try
        {
            await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => LookAsync(cancellationToken))).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        while (!_noneLeft.Task.IsCompleted)
        {
            (AwaitedMailbox Mailbox, TimeSpan Pause) next = default;
            TimeSpan sleep = LongestSleep;
            lock (_gate)
            {
                if (_queue.TryPeek(out next, out DateTimeOffset due))
                {
                    TimeSpan early = due - time.GetUtcNow();
                    sleep = early < LongestSleep ? early : LongestSleep;
                    if (sleep <= TimeSpan.Zero)
                    {
                        _queue.Dequeue();
                    }
                }
            }

            if (sleep > TimeSpan.Zero)
            {
                await _noneLeft.Task.WaitAsync(sleep, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
            }
            else
            {
                await LookAtAsync(next.Mailbox, next.Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task LookAtAsync(AwaitedMailbox mailbox, TimeSpan pause, CancellationToken cancellationToken)
    {
        if (_refused.ContainsKey(mailbox.Provider))
        {
            Close();
        }
        else if (await IsSettledAsync(mailbox, cancellationToken).ConfigureAwait(false))
        {
            await settled(mailbox).ConfigureAwait(false);
            Close();
        }
        else if (!again)
        {
            Close();
        }
        else
        {
            TimeSpan doubled = pause * 2;
            lock (_gate)
            {
                _queue.Enqueue((mailbox, doubled < LongestPause ? doubled : LongestPause), time.GetUtcNow() + pause);
            }
        }
    }

    private async Task<bool> IsSettledAsync(AwaitedMailbox mailbox, CancellationToken cancellationToken)
    {
        ProviderConnection provider = providers[mailbox.Provider];
        var readiness = (IMailboxReadiness)provider.Directory;
        try
        {
            bool ready = await provider.Calls.RunAsync(token => readiness.IsMailboxReadyAsync(mailbox.AccountId, token), false, cancellationToken).ConfigureAwait(false);
            if (ready)
            {
                Interlocked.Increment(ref _ready);
            }

            return ready;
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.NotFound)
        {
            return time.GetUtcNow().ToInstant() - mailbox.Since > Duration.FromTimeSpan(GoneAfter);
        }
        catch (DirectoryException fault)
        {
            // That mailboxes cannot be seen is no reason to stop making accounts.
            if (_refused.TryAdd(mailbox.Provider, StepReasons.Of(fault)))
            {
                RunningLog.MailboxesUnseen(logger, mailbox.Provider, StepReasons.Of(fault));
            }

            return false;
        }
    }

    private void Close()
    {
        lock (_gate)
        {
            _open--;
            EndIfNoneIsLeft();
        }
    }

    private void EndIfNoneIsLeft()
    {
        if (_endsWhenNoneIsLeft && _open == 0)
        {
            _noneLeft.TrySetResult();
        }
    }
}
