namespace EduIct.Running;

/// <summary>
/// How many calls a provider is sent in a minute, shared by all who call it. Never more than <see cref="CallsPerMinute"/> in any 60 seconds: a bucket of
/// <see cref="Burst"/> calls that are allowed at once, filled again so slowly that a burst and what follows it within the minute stay inside the limit. Who
/// asked first is served first.
/// </summary>
public sealed class RateBudget
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _waiting = [];
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _interval;
    private readonly TimeSpan _tolerance;
    private TimeSpan _nextFull;
    private TimeSpan _pausedUntil;
    private TimeSpan _slowUntil;
    private double _slowness = 1;
    private bool _pumping;

    /// <summary>A budget.</summary>
    /// <param name="callsPerMinute">1 or more. Google's Directory API: 2,400 a minute for a user of a project.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than one call a minute.</exception>
    public RateBudget(int callsPerMinute, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(callsPerMinute, 1);
        ArgumentNullException.ThrowIfNull(time);
        CallsPerMinute = callsPerMinute;
        Burst = Math.Max(1, callsPerMinute / 120);
        _time = time;
        _start = time.GetTimestamp();

        // In 60 s at most the burst and one call at each whole interval after it: Burst + (N - Burst) calls when the interval is 60 s / (N - Burst + 1).
        long refills = callsPerMinute - Burst + 1;
        _interval = TimeSpan.FromTicks((TimeSpan.TicksPerMinute + refills - 1) / refills);
        _tolerance = _interval * (Burst - 1);
    }

    /// <summary>The limit, for any 60 seconds.</summary>
    public int CallsPerMinute { get; }

    /// <summary>Calls that are allowed at once after a rest: half a second's worth, at least one.</summary>
    public int Burst { get; }

    /// <summary>Waits for one call's turn. Every attempt of every call takes one.</summary>
    /// <param name="cancellationToken">Gives the place in the queue up.</param>
    public Task WaitAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_waiting.Count == 0 && TryTake(out _))
            {
                return Task.CompletedTask;
            }

            LinkedListNode<Waiter> place = _waiting.AddLast(new Waiter());
            place.Value.Registration = cancellationToken.UnsafeRegister(_ => GiveUp(place, cancellationToken), null);
            if (!_pumping)
            {
                _pumping = true;
                _ = PumpAsync();
            }

            return place.Value.Task;
        }
    }

    /// <summary>Lets nobody call for a while, as when the provider throttles. The longest of several pauses counts.</summary>
    /// <param name="duration">How long from now; nothing when zero or less.</param>
    public void Pause(TimeSpan duration)
    {
        lock (_gate)
        {
            TimeSpan until = Now() + duration;
            if (until > _pausedUntil)
            {
                _pausedUntil = until;
            }
        }
    }

    /// <summary>
    /// Spaces calls wider for a while, as when the provider says that its limit is near. While it lasts a further one counts from its own time on; when it is
    /// over the budget is whole again. No more calls than <see cref="CallsPerMinute"/> are allowed by it.
    /// </summary>
    /// <param name="factor">How many times the usual distance, 1 to 100; 1 changes nothing.</param>
    /// <param name="duration">How long from now; nothing when zero or less.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is out of range.</exception>
    public void Slow(double factor, TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, 100);
        if (duration <= TimeSpan.Zero)
        {
            return;
        }

        lock (_gate)
        {
            TimeSpan now = Now();
            _slowness = now < _slowUntil ? Math.Max(_slowness, factor) : factor;
            _slowUntil = now + duration;
        }
    }

    private void GiveUp(LinkedListNode<Waiter> place, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // Served in the meantime: the turn is used up, and the caller sees the cancellation at its call.
            if (place.List is null)
            {
                return;
            }

            _waiting.Remove(place);
        }

        place.Value.TrySetCanceled(cancellationToken);
    }

    // Runs only while somebody waits.
    private async Task PumpAsync()
    {
        while (true)
        {
            TimeSpan due = default;
            lock (_gate)
            {
                while (_waiting.First is { } first && TryTake(out due))
                {
                    _waiting.RemoveFirst();
                    first.Value.Registration.Unregister();
                    first.Value.TrySetResult();
                }

                if (_waiting.Count == 0)
                {
                    _pumping = false;
                    return;
                }
            }

            // Timers count whole milliseconds: rounded up, or the pump would spin. What that loses, the burst makes good.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)), _time).ConfigureAwait(false);
        }
    }

    // Generic cell rate algorithm (ITU-T I.371, annex A).
    private bool TryTake(out TimeSpan wait)
    {
        TimeSpan now = Now();
        TimeSpan earliest = _nextFull - _tolerance;
        if (_pausedUntil > earliest)
        {
            earliest = _pausedUntil;
        }

        wait = earliest - now;
        if (wait > TimeSpan.Zero)
        {
            return false;
        }

        _nextFull = (_nextFull > now ? _nextFull : now) + (now < _slowUntil ? _interval * _slowness : _interval);
        return true;
    }

    private TimeSpan Now() => _time.GetElapsedTime(_start);

    private sealed class Waiter() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public CancellationTokenRegistration Registration { get; set; }
    }
}
