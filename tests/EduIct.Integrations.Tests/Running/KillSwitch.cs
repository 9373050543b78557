namespace EduIct.Integrations.Tests.Running;

/// <summary>Ends everything at a chosen moment, as a kill of the process would: from then on no call and no write happens.</summary>
internal sealed class KillSwitch(int at)
{
    private int _moments;

    /// <summary>Moments that have passed.</summary>
    public int Moments => _moments;

    public bool Killed => _moments >= at;

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
