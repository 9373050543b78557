using System.Collections.Immutable;
using EduIct.Ledger;
using EduIct.Planning;

namespace EduIct.Running;

/// <summary>Counts of a run.</summary>
internal sealed class RunTally(long planId, TimeProvider time, IProgress<RunProgress>? progress)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Dictionary<(OperationKind Kind, OperationState State), int> _counts = [];
    private readonly List<NotDone> _notDone = [];
    private readonly Dictionary<string, int> _openByProvider = new(StringComparer.Ordinal);
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _reported;
    private int _closed;
    private int _closedHere;

    /// <summary>Operations of the plan.</summary>
    public int Total { get; private set; }

    /// <summary>Operations that are open when the run begins, of each provider that the plan names.</summary>
    public IReadOnlyDictionary<string, int> OpenByProvider => _openByProvider;

    /// <summary>Operations that are open when the run begins.</summary>
    public int OpenAtStart => _openByProvider.Values.Sum();

    public int PasswordsSealed { get; private set; }

    public int WithoutPassword { get; private set; }

    /// <summary>An operation as the ledger has it when the run begins.</summary>
    public void Count(LedgerOperation operation)
    {
        Total++;
        bool open = operation.State is OperationState.Planned or OperationState.Intended;
        _openByProvider[operation.Operation.Provider] = _openByProvider.GetValueOrDefault(operation.Operation.Provider) + (open ? 1 : 0);
        if (!open)
        {
            Add(operation.Operation, operation.State, operation.Reason);
        }
    }

    /// <summary>An operation that this run closed.</summary>
    /// <returns>Stale operations of the plan so far.</returns>
    public int Close(PlanOperation operation, StepOutcome outcome, bool hasSealer)
    {
        lock (_gate)
        {
            _closedHere++;
            Add(operation, outcome.State, outcome.Reason);
            if (operation.Kind is OperationKind.Create or OperationKind.HandOver && outcome.State == OperationState.Done)
            {
                PasswordsSealed += hasSealer ? 1 : 0;
                WithoutPassword += hasSealer ? 0 : 1;
            }

            TimeSpan now = time.GetElapsedTime(_start);
            if (progress is not null && (now - _reported >= ReportEvery || _closed == Total))
            {
                _reported = now;
                progress.Report(new RunProgress(_closed, Total, now > TimeSpan.Zero ? _closedHere / now.TotalSeconds : 0, operation.Kind));
            }

            return CountOf(OperationState.Stale);
        }
    }

    public int CountOf(OperationState state) => _counts.Where(pair => pair.Key.State == state).Sum(pair => pair.Value);

    public RunSummary Summarize(bool refused)
    {
        lock (_gate)
        {
            ImmutableSortedDictionary<OperationState, int>.Builder states = ImmutableSortedDictionary.CreateBuilder<OperationState, int>();
            foreach (IGrouping<OperationState, int> group in _counts.GroupBy(pair => pair.Key.State, pair => pair.Value))
            {
                states[group.Key] = group.Sum();
            }

            if (_closed < Total)
            {
                states[OperationState.Planned] = Total - _closed;
            }

            return new RunSummary
            {
                PlanId = planId,
                Total = Total,
                States = states.ToImmutable(),
                Kinds = _counts.GroupBy(pair => pair.Key.Kind).ToImmutableSortedDictionary(
                    group => group.Key,
                    group => group.ToImmutableSortedDictionary(pair => pair.Key.State, pair => pair.Value)),
                NotDone = [.. _notDone.OrderBy(item => item.Seq)],
                Refused = refused,
                PasswordsSealed = PasswordsSealed,
                WithoutPassword = WithoutPassword,
                Elapsed = time.GetElapsedTime(_start),
            };
        }
    }

    private void Add(PlanOperation operation, OperationState state, string? reason)
    {
        _closed++;
        (OperationKind, OperationState) key = (operation.Kind, state);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
        if (state != OperationState.Done)
        {
            _notDone.Add(new NotDone(operation.Seq, operation.Kind, operation.Person, state, reason ?? ""));
        }
    }
}
