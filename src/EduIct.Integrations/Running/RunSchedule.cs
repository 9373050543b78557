using System.Threading.Channels;
using EduIct.Ledger;
using EduIct.People;
using EduIct.Planning;

namespace EduIct.Running;

/// <summary>
/// Which step may begin: one whose <c>after</c> are all closed. Steps of one account go one after another too, since providers refuse changes of an account that
/// come at once. Each provider's steps are added in the order of their numbers, whatever the others' are at: so the lowest open one can always begin.
/// </summary>
internal sealed class RunSchedule(IEnumerable<string> providers)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Channel<RunStep>> _ready = providers.ToDictionary(provider => provider, _ => Channel.CreateUnbounded<RunStep>(), StringComparer.Ordinal);
    private readonly Dictionary<int, bool> _closed = [];
    private readonly Dictionary<int, List<RunStep>> _followers = [];
    private readonly Dictionary<(string Provider, PersonKey Person), int> _lastOf = [];
    private readonly HashSet<int> _open = [];
    private bool _complete;

    /// <summary>Steps of a provider that may begin; ends when all of all providers were closed.</summary>
    public ChannelReader<RunStep> Ready(string provider) => _ready[provider].Reader;

    /// <summary>Whether every step was added and closed.</summary>
    public bool IsFinished
    {
        get
        {
            lock (_gate)
            {
                return _complete && _open.Count == 0;
            }
        }
    }

    /// <summary>An operation that was closed before this run.</summary>
    public void AddClosed(int seq, OperationState state)
    {
        lock (_gate)
        {
            Settle(seq, state == OperationState.Done);
        }
    }

    /// <summary>A step to do.</summary>
    public void Add(RunStep step)
    {
        PlanOperation operation = step.Operation;
        lock (_gate)
        {
            _open.Add(operation.Seq);
            foreach (int seq in operation.After.Distinct())
            {
                // What is not known yet is another provider's, and is still to be added.
                if (_closed.TryGetValue(seq, out bool done))
                {
                    step.Blocked |= !done;
                }
                else
                {
                    Follow(step, seq);
                }
            }

            if (operation.Person is { } person)
            {
                (string, PersonKey) account = (operation.Provider, person);
                if (_lastOf.TryGetValue(account, out int last) && !operation.After.Contains(last))
                {
                    Follow(step, last);
                }

                _lastOf[account] = operation.Seq;
            }

            BeginIfReady(step);
        }
    }

    /// <summary>No more steps come.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _complete = true;
            foreach (int seq in _followers.Keys.Where(seq => !_open.Contains(seq)).ToList())
            {
                // The plan has no such operation: who needs it cannot be done.
                Settle(seq, done: false);
            }

            EndIfFinished();
        }
    }

    /// <summary>A step is closed; what waited for it alone may begin.</summary>
    public void Close(RunStep step, OperationState state)
    {
        PlanOperation operation = step.Operation;
        lock (_gate)
        {
            _open.Remove(operation.Seq);
            if (operation.Person is { } person && _lastOf.GetValueOrDefault((operation.Provider, person)) == operation.Seq)
            {
                _lastOf.Remove((operation.Provider, person));
            }

            Settle(operation.Seq, state == OperationState.Done);
            EndIfFinished();
        }
    }

    private void Follow(RunStep step, int seq)
    {
        step.WaitingFor++;
        if (_followers.TryGetValue(seq, out List<RunStep>? followers))
        {
            followers.Add(step);
        }
        else
        {
            _followers[seq] = [step];
        }
    }

    private void Settle(int seq, bool done)
    {
        _closed[seq] = done;
        if (_followers.Remove(seq, out List<RunStep>? followers))
        {
            foreach (RunStep follower in followers)
            {
                follower.Blocked |= !done && follower.Operation.After.Contains(seq);
                follower.WaitingFor--;
                BeginIfReady(follower);
            }
        }
    }

    private void BeginIfReady(RunStep step)
    {
        if (step.WaitingFor == 0)
        {
            _ready[step.Operation.Provider].Writer.TryWrite(step);
        }
    }

    private void EndIfFinished()
    {
        if (_complete && _open.Count == 0)
        {
            foreach (Channel<RunStep> ready in _ready.Values)
            {
                ready.Writer.TryComplete();
            }
        }
    }
}
