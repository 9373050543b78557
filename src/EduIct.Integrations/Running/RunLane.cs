namespace EduIct.Running;

/// <summary>A provider's side of a run, with workers of its own: one that is slow or throttling holds up its own side only.</summary>
/// <param name="connection">The provider.</param>
internal sealed class RunLane(ProviderConnection connection) : IDisposable
{
    // Operations held in memory at once: enough for dependencies to be served in their own order, little beside a plan of a million.
    private const int Held = 8192;

    public ProviderConnection Connection => connection;

    /// <summary>Steps that may be added before others are closed.</summary>
    public SemaphoreSlim Window { get; } = new(Held, Held);

    public void Dispose() => Window.Dispose();
}
