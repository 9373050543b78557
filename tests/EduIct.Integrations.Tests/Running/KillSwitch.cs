namespace EduIct.Integrations.Tests.Running;

/// <summary>Ends everything at a chosen moment, as a kill of the process would: from then on no call and no write happens.</summary>
internal sealed class KillSwitch(int at)
{
    private int _moments;

    /// <summary>Moments that have passed.</summary>
    public int Moments => _moments;

    /// <summary>Whether the process is dead.</summary>
    public bool IsDead => Volatile.Read(ref _moments) >= at;

    /// <summary>The moment of a call at which the process dies besides; null for none.</summary>
    public Func<CallPoint, bool>? DiesAt { get; init; }

    /// <summary>A moment of a call.</summary>
    public void Moment(CallPoint point)
    {
        if (DiesAt is { } dies && dies(point))
        {
            Interlocked.Exchange(ref _moments, at);
        }

        Moment();
    }

    /// <summary>A moment at which the process may die.</summary>
    public void Moment()
    {
        if (Interlocked.Increment(ref _moments) >= at)
        {
            throw new KilledException();
        }
    }

    internal sealed class KilledException() : Exception("Killed.");
}
