using System.Threading.Channels;
using EduIct.Ledger;
using EduIct.People;
using EduIct.Planning;

namespace EduIct.Running;

/// <summary>
/// Which step may begin: one whose <c>after</c> are all closed. Steps of one account go one after another too, since providers refuse changes
/// of an account that come at once. Steps are added in the order of their numbers, so that the lowest open one can always begin.
/// </summary>
internal sealed class RunSchedule
{
    private readonly Lock _gate = new();
    private readonly Channel<RunStep> _ready = Channel.CreateUnbounded<RunStep>();
    private readonly Dictionary<int, bool> _closed = [];
    private readonly Dictionary<int, List<RunStep>> _open = [];
    private readonly Dictionary<(string Provider, PersonKey Person), int> _lastOf = [];
    private bool _complete;

    /// <summary>Steps that may begin; ends when all were closed.</summary>
    public ChannelReader<RunStep> Ready => _ready.Reader;

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
            _closed[seq] = state == OperationState.Done;
        }
    }

    /// <summary>A step to do.</summary>
    public void Add(RunStep step)
    {
        PlanOperation operation = step.Operation;
        lock (_gate)
        {
            foreach (int seq in operation.After.Distinct())
            {
                if (_open.TryGetValue(seq, out List<RunStep>? followers))
                {
                    followers.Add(step);
                    step.WaitingFor++;
                }
                else
                {
                    step.Blocked |= !_closed.GetValueOrDefault(seq);
                }
            }

            if (operation.Person is { } person)
            {
                (string, PersonKey) account = (operation.Provider, person);
                if (_lastOf.TryGetValue(account, out int last) && !operation.After.Contains(last))
                {
                    _open[last].Add(step);
                    step.WaitingFor++;
                }

                _lastOf[account] = operation.Seq;
            }

            _open[operation.Seq] = [];
            if (step.WaitingFor == 0)
            {
                _ready.Writer.TryWrite(step);
            }
        }
    }

    /// <summary>No more steps come.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _complete = true;
            EndIfFinished();
        }
    }

    /// <summary>A step is closed; what waited for it alone may begin.</summary>
    public void Close(RunStep step, OperationState state)
    {
        PlanOperation operation = step.Operation;
        bool done = state == OperationState.Done;
        lock (_gate)
        {
            _open.Remove(operation.Seq, out List<RunStep>? followers);
            _closed[operation.Seq] = done;
            if (operation.Person is { } person && _lastOf.GetValueOrDefault((operation.Provider, person)) == operation.Seq)
            {
                _lastOf.Remove((operation.Provider, person));
            }

            foreach (RunStep follower in followers!)
            {
                follower.Blocked |= !done && follower.Operation.After.Contains(operation.Seq);
                if (--follower.WaitingFor == 0)
                {
                    _ready.Writer.TryWrite(follower);
                }
            }

            EndIfFinished();
        }
    }

    private void EndIfFinished()
    {
        if (_complete && _open.Count == 0)
        {
            _ready.Writer.TryComplete();
        }
    }
}
