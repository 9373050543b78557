using EduIct.Accounts;
using EduIct.Ledger;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EduIct.Running;

/// <summary>
/// Applies plans that a ledger has admitted, exactly once in effect: the process may be killed at any moment, and the next run of the same
/// plan finishes it. Intent is written before each call, outcome after; an intent without outcome is settled by looking.
/// </summary>
public sealed class PlanRunner
{
    // A mailbox takes minutes: an earlier look would be a call for nothing.
    private static readonly TimeSpan FirstLookWhileRunning = TimeSpan.FromMinutes(1);

    private readonly IAccountLedger _ledger;
    private readonly IReadOnlyDictionary<string, ProviderConnection> _providers;
    private readonly PlanRunnerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>A runner.</summary>
    /// <param name="ledger">Where the plans are; open for writing.</param>
    /// <param name="providers">The providers by their id in <c>tenant.json</c>.</param>
    /// <param name="options">How to run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told numbers and reasons, nothing personal; null tells nobody.</param>
    /// <exception cref="ArgumentOutOfRangeException">Concurrency or the stale share is out of range.</exception>
    public PlanRunner(
        IAccountLedger ledger,
        IReadOnlyDictionary<string, ProviderConnection> providers,
        PlanRunnerOptions options,
        TimeProvider time,
        ILogger<PlanRunner>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(providers);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Concurrency, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Concurrency, 64, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.StaleShare, 0, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.StaleShare, 1, nameof(options));
        _ledger = ledger;
        _providers = providers;
        _options = options;
        _time = time;
        _logger = logger ?? NullLogger<PlanRunner>.Instance;
    }

    /// <summary>Applies what is open in a plan, then closes it.</summary>
    /// <param name="plan">The plan, from <see cref="IAccountLedger.AdmitAsync"/> or <see cref="IAccountLedger.FindOpenPlanAsync"/>.</param>
    /// <param name="progress">Told some five times a second, and at the end.</param>
    /// <param name="cancellationToken">Starts nothing new; calls under way may end, and the plan stays open.</param>
    /// <returns>What became of it. Stale and failed operations are closed and listed; when too many are stale the plan is abandoned and <see cref="RunSummary.Refused"/>.</returns>
    /// <exception cref="DirectoryException">The provider could not be reached, is throttling for long, has no quota left or does not accept the credentials. The plan stays open: run it again later.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the plan stays open and the ledger is true.</exception>
    /// <exception cref="ArgumentException">The plan names a provider that was not given.</exception>
    public async Task<RunSummary> RunAsync(StoredPlan plan, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        RunTally tally = new(plan.Id, _time, progress);
        await foreach (LedgerOperation operation in _ledger.ReadOperationsAsync(plan.Id, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            tally.Count(operation);
            if (!_providers.ContainsKey(operation.Operation.Provider))
            {
                throw new ArgumentException($"The plan needs provider '{operation.Operation.Provider}', which was not given.", nameof(plan));
            }
        }

        RunningLog.Starting(_logger, plan.Id, tally.OpenAtStart, tally.Total);
        MailboxWatch mailboxes = new(_providers, _time, _logger, mailbox => MailboxWatch.RecordAsync(_ledger, mailbox), FirstLookWhileRunning, again: true);
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task looking = mailboxes.LookAsync(atOnce: 1, untilEmpty: false, over.Token);
        try
        {
            using PlanRun run = new(_ledger, plan, _providers, _options, _time, _logger, tally, mailboxes, cancellationToken);
            return await run.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await looking.ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Looks at the mailboxes that are still being made, of this and of earlier runs, for at most <see cref="PlanRunnerOptions.MailboxWait"/>; ends as soon as all
    /// are ready. While a plan runs, one look at a time goes on beside it; this is for afterwards.
    /// </summary>
    /// <param name="cancellationToken">Stops looking; what was seen is written.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<MailboxSummary> AwaitMailboxesAsync(CancellationToken cancellationToken = default) =>
        MailboxWatch.AwaitAsync(_ledger, _providers, _options, _time, _logger, readOnly: false, cancellationToken);
}
