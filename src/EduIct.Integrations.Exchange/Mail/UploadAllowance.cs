namespace EduIct.Mail;

/// <summary>How much may be sent within a time: who comes beyond it waits until enough of it is long ago. Who asked first is served first.</summary>
/// <param name="most">Bytes within any window.</param>
/// <param name="window">The window.</param>
/// <param name="time">The clock.</param>
internal sealed class UploadAllowance(long most, TimeSpan window, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Queue<(DateTimeOffset Until, long Bytes)> _spent = new();
    private long _used;

    /// <summary>Waits until so much may be sent, and counts it.</summary>
    /// <param name="bytes">How much; no more than the whole allowance.</param>
    /// <param name="cancellationToken">Gives up; nothing is counted then.</param>
    public async Task WaitAsync(long bytes, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                DateTimeOffset now = time.GetUtcNow();
                while (_spent.TryPeek(out (DateTimeOffset Until, long Bytes) first) && first.Until <= now)
                {
                    _used -= _spent.Dequeue().Bytes;
                }

                if (_used + bytes <= most)
                {
                    _spent.Enqueue((now + window, bytes));
                    _used += bytes;
                    return;
                }

                // Timers count whole milliseconds.
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((_spent.Peek().Until - now).TotalMilliseconds)), time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
