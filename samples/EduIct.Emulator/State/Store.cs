namespace EduIct.Emulator.State;

/// <summary>
/// The true tables, the state file that can bring them back, and the replicas that trail them.
/// Whoever reads or writes holds <see cref="Gate"/> meanwhile: one call sees and leaves a whole state.
/// </summary>
internal sealed class Store(TimeProvider clock, Journal? journal) : IDisposable
{
    private readonly Dictionary<TimeSpan, Replica> replicas = [];
    private long revision;

    public Lock Gate { get; } = new();
    public Tables Now { get; } = new();

    /// <summary>Fills the tables from what the state file held.</summary>
    public void Load(IEnumerable<Change> changes, long lastRevision)
    {
        foreach (var change in changes)
            Now.Apply(change);
        revision = lastRevision;
    }

    /// <summary>Makes the changes together: first in the file, by one write, then in the tables.</summary>
    public void Commit(params IReadOnlyCollection<Change> changes)
    {
        if (changes.Count == 0)
            return;
        var next = revision + 1;
        var stamped = changes.Select(change => change.At(next)).ToArray();
        journal?.Append(next, stamped);
        revision = next;
        foreach (var change in stamped)
            Now.Apply(change);
        foreach (var replica in replicas.Values)
            replica.Expect(clock.GetUtcNow(), stamped);
    }

    /// <summary>The tables as they stood <paramref name="lag"/> ago. A lag must be announced by <see cref="Trail"/> before it is read.</summary>
    public Tables Before(TimeSpan lag) => replicas[lag].At(clock.GetUtcNow());

    public void Trail(TimeSpan lag) => replicas.TryAdd(lag, new Replica(lag, Now.All()));

    public void Dispose() => journal?.Dispose();
}
