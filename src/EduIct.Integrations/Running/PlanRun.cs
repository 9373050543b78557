using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using EduIct.Accounts;
using EduIct.Ledger;
using EduIct.People;
using EduIct.Planning;
using EduIct.Posts;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace EduIct.Running;

/// <summary>One run of one plan.</summary>
internal sealed class PlanRun : IDisposable
{
    private readonly IAccountLedger _ledger;
    private readonly StoredPlan _plan;
    private readonly PlanRunnerOptions _options;
    private readonly ILogger _logger;
    private readonly RunTally _tally;
    private readonly MailboxWatch _mailboxes;
    private readonly IClock _clock;
    private readonly double _staleLimit;
    private readonly CancellationToken _cancelled;
    private readonly CancellationTokenSource _starting;
    private readonly CancellationTokenSource _sending;
    private readonly CancellationTokenRegistration _grace;
    private readonly RunSchedule _schedule;
    private readonly ImmutableArray<RunLane> _lanes;
    private readonly ConcurrentDictionary<string, bool> _noSeats = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Provider, PersonKey Person), OperationFields> _changed = new();
    private readonly Lazy<Task<IReadOnlyDictionary<(string, PersonKey), HoldersDigest>>> _noted;
    private ExceptionDispatchInfo? _fault;
    private bool _refused;

    public PlanRun(
        IAccountLedger ledger,
        StoredPlan plan,
        IReadOnlyDictionary<string, ProviderConnection> providers,
        PlanRunnerOptions options,
        TimeProvider time,
        ILogger logger,
        RunTally tally,
        MailboxWatch mailboxes,
        CancellationToken cancellationToken)
    {
        _ledger = ledger;
        _plan = plan;
        _options = options;
        _logger = logger;
        _tally = tally;
        _mailboxes = mailboxes;
        _schedule = new RunSchedule(tally.OpenByProvider.Keys);
        _lanes = [.. tally.OpenByProvider.Keys.Select(provider => new RunLane(providers[provider]))];
        _clock = time.ToClock();
        _noted = new(ReadNotedAsync);
        _staleLimit = options.StaleShare == 0 ? 0 : Math.Max(1, options.StaleShare * tally.Total);
        _cancelled = cancellationToken;
        _starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _sending = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _grace = cancellationToken.UnsafeRegister(_ => _sending.CancelAfter(options.CancellationGrace), null);
    }

    public async Task<RunSummary> RunAsync()
    {
        _refused = _tally.CountOf(OperationState.Stale) > _staleLimit;
        if (!_refused)
        {
            IEnumerable<Task> work =
                from lane in _lanes
                from worker in Enumerable.Range(0, Math.Min(_options.Concurrency, _tally.OpenByProvider[lane.Connection.Id]))
                select WorkAsync(lane);
            await Task.WhenAll([FeedAsync(), .. work]).ConfigureAwait(false);
        }

        if (_fault is not null)
        {
            string why = _fault.SourceException is DirectoryException stopped ? StepReasons.Of(stopped) : _fault.SourceException.GetType().Name;
            RunningLog.Stopped(_logger, _plan.Id, why);
            _fault.Throw();
        }

        if (_refused)
        {
            int stale = _tally.CountOf(OperationState.Stale);
            RunningLog.Refused(_logger, _plan.Id, stale, _tally.Total);
            await _ledger.AbandonPlanAsync(_plan.Id, "stale", CancellationToken.None).ConfigureAwait(false);
            return _tally.Summarize(refused: true);
        }

        if (!_schedule.IsFinished)
        {
            RunningLog.Stopped(_logger, _plan.Id, "cancelled");
            _cancelled.ThrowIfCancellationRequested();
        }

        await _ledger.ClosePlanAsync(_plan.Id, CancellationToken.None).ConfigureAwait(false);
        (int done, int old, int failed) = (_tally.CountOf(OperationState.Done), _tally.CountOf(OperationState.Stale), _tally.CountOf(OperationState.Failed));
        RunningLog.Closed(_logger, _plan.Id, done, old, failed);
        return _tally.Summarize(refused: false);
    }

    public void Dispose()
    {
        _grace.Dispose();
        _starting.Dispose();
        _sending.Dispose();
        foreach (RunLane lane in _lanes)
        {
            lane.Dispose();
        }
    }

    private async Task FeedAsync()
    {
        await Task.WhenAll(_lanes.Select(FeedAsync)).ConfigureAwait(false);
        if (!_starting.IsCancellationRequested)
        {
            _schedule.Complete();
        }
    }

    private async Task FeedAsync(RunLane lane)
    {
        try
        {
            await foreach (LedgerOperation stored in _ledger.ReadOperationsAsync(_plan.Id, lane.Connection.Id, _starting.Token).ConfigureAwait(false))
            {
                if (stored.State is OperationState.Planned or OperationState.Intended)
                {
                    await lane.Window.WaitAsync(_starting.Token).ConfigureAwait(false);
                    _schedule.Add(new RunStep(stored.Operation, stored.State == OperationState.Intended));
                }
                else
                {
                    Explain(stored.Operation, stored.State);
                    _schedule.AddClosed(stored.Operation.Seq, stored.State);
                }
            }
        }
        catch (Exception exception)
        {
            Stop(exception);
        }
    }

    private async Task WorkAsync(RunLane lane)
    {
        try
        {
            await foreach (RunStep step in _schedule.Ready(lane.Connection.Id).ReadAllAsync(_starting.Token).ConfigureAwait(false))
            {
                // What is ready is given out although the run was stopped meanwhile.
                _starting.Token.ThrowIfCancellationRequested();
                StepOutcome outcome = await DoAsync(lane, step).ConfigureAwait(false);

                // Not cancelled: what took effect must be written.
                Account? awaited = MailboxWatch.IsAwaited(lane.Connection, outcome.Account) ? outcome.Account : null;
                await _ledger
                    .RecordOutcomeAsync(_plan.Id, step.Operation.Seq, outcome.State, outcome.Reason, awaited?.Id, CancellationToken.None)
                    .ConfigureAwait(false);
                if (awaited is not null)
                {
                    _mailboxes.Add(new AwaitedMailbox(step.Operation.Provider, step.Operation.Person!.Value, awaited.Id, _clock.GetCurrentInstant()));
                }

                RunningLog.Settled(_logger, _plan.Id, step.Operation.Seq, step.Operation.Kind, outcome.State, outcome.Reason);
                Explain(step.Operation, outcome.State);
                if (_tally.Close(step.Operation, outcome, _options.Sealer is not null) > _staleLimit)
                {
                    _refused = true;
                    await _starting.CancelAsync().ConfigureAwait(false);
                }

                _schedule.Close(step, outcome.State);
                lane.Window.Release();
            }
        }
        catch (Exception exception)
        {
            Stop(exception);
        }
    }

    // The first fault counts; what the others' stopping makes of it does not.
    private void Stop(Exception exception)
    {
        if (exception is not OperationCanceledException || !_starting.IsCancellationRequested)
        {
            Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(exception), null);
        }

        _starting.Cancel();
    }

    private async Task<StepOutcome> DoAsync(RunLane lane, RunStep step)
    {
        if (step.Blocked)
        {
            return StepOutcome.Dependency;
        }

        PlanOperation operation = step.Operation;
        StepExecution execution = new(
            step,
            lane.Connection,
            password => _ledger.RecordIntentAsync(_plan.Id, operation.Seq, password, _cancelled),
            _cancelled,
            _sending.Token);
        try
        {
            return await SendAsync(execution).ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.SeatsExhausted)
        {
            _noSeats[operation.Provider] = true;
            return StepOutcome.Failed(StepOutcome.SeatsExhausted);
        }
        catch (DirectoryException fault) when (!StopsTheRun(fault.Kind))
        {
            return StepOutcome.Failed(StepReasons.Of(fault));
        }
    }

    private Task<StepOutcome> SendAsync(StepExecution step)
    {
        PlanOperation operation = step.Operation;
        OperationFields? earlier = operation.Person is { } person ? _changed.GetValueOrDefault((operation.Provider, person)) : null;
        return operation.Kind switch
        {
            OperationKind.EnsureOrgUnit => GroupSteps.EnsureOrgUnitAsync(step),
            OperationKind.Create => AccountSteps.CreateAsync(step, _options.Sealer, () => _noSeats.ContainsKey(operation.Provider)),
            OperationKind.Update or OperationKind.Move or OperationKind.Suspend => AccountSteps.ChangeAsync(step, earlier),
            OperationKind.Rename => AccountSteps.RenameAsync(step, earlier),
            OperationKind.Reactivate => AccountSteps.ReactivateAsync(step, earlier),
            OperationKind.Delete => AccountSteps.DeleteAsync(step, earlier),
            OperationKind.HandOver => WhereHeldAsExpectedAsync(operation, () => AccountSteps.HandOverAsync(step, _options.Sealer, earlier)),
            OperationKind.NoteHolders => WhereHeldAsExpectedAsync(operation, () => Task.FromResult(StepOutcome.Done)),
            OperationKind.EnsureGroup => GroupSteps.EnsureGroupAsync(step),
            OperationKind.AddMember => GroupSteps.AddMemberAsync(step),
            OperationKind.RemoveMember => GroupSteps.RemoveMemberAsync(step),
            OperationKind.EnsureSchool => EducationSteps.EnsureSchoolAsync(step),
            OperationKind.EnsureClass => EducationSteps.EnsureClassAsync(step),
            OperationKind.SetSchooling => EducationSteps.SetSchoolingAsync(step),
            _ => throw new InvalidOperationException($"Nobody knows how to do {operation}."),
        };
    }

    // A plan has one operation of these for a post, so that what was noted when the run began is what is noted still.
    private async Task<StepOutcome> WhereHeldAsExpectedAsync(PlanOperation operation, Func<Task<StepOutcome>> work)
    {
        IReadOnlyDictionary<(string, PersonKey), HoldersDigest> noted = await _noted.Value.ConfigureAwait(false);
        HoldersDigest? now = noted.TryGetValue((operation.Provider, operation.Person!.Value), out HoldersDigest holders) ? holders : null;
        return now == operation.Expect.Holders ? await work().ConfigureAwait(false) : StepOutcome.Changed("holders");
    }

    private async Task<IReadOnlyDictionary<(string, PersonKey), HoldersDigest>> ReadNotedAsync() =>
        (await _ledger.ReadNotedHoldersAsync(_cancelled).ConfigureAwait(false)).ToDictionary(noted => (noted.Provider, noted.Post), noted => noted.Holders);

    // What this plan itself has changed explains a difference from what its later operations expect. Accounts that it made are expected by none.
    private void Explain(PlanOperation operation, OperationState state)
    {
        if (state == OperationState.Done
            && operation.Person is { } person
            && operation.Kind is OperationKind.Update or OperationKind.Move or OperationKind.Rename or OperationKind.Suspend or OperationKind.Reactivate)
        {
            OperationFields set = FieldComparison.Implied(operation) with { GivenName = null, FamilyName = null };
            _changed.AddOrUpdate((operation.Provider, person), set, (_, before) => FieldComparison.Merge(before, set));
        }
    }

    private static bool StopsTheRun(DirectoryErrorKind kind) => kind
        is DirectoryErrorKind.Transient
        or DirectoryErrorKind.Throttled
        or DirectoryErrorKind.QuotaExhausted
        or DirectoryErrorKind.Unauthorized;
}
