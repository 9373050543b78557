namespace EduIct.Emulator.State;

/// <summary>Tables that take each change only after a time, as the directory's readers do behind its writers.</summary>
internal sealed class Replica
{
    private readonly TimeSpan lag;
    private readonly Tables tables = new();
    private readonly Queue<(DateTimeOffset Due, Change[] Changes)> pending = new();

    public Replica(TimeSpan lag, IEnumerable<Change> start)
    {
        this.lag = lag;
        foreach (var change in start)
            tables.Apply(change);
    }

    public void Expect(DateTimeOffset now, Change[] changes) => pending.Enqueue((now + lag, changes));

    public Tables At(DateTimeOffset now)
    {
        while (pending.TryPeek(out var next) && next.Due <= now)
            foreach (var change in pending.Dequeue().Changes)
                tables.Apply(change);
        return tables;
    }
}
