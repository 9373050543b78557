namespace EduIct.Mail;

/// <summary>What a delivery has done so far, counted by many workers.</summary>
internal sealed class DeliveryTally
{
    private readonly Lock _gate = new();
    private int _limit = int.MaxValue;
    private int _allowed = int.MaxValue;
    private OutboxStop _stop;
    private bool _blind;

    /// <summary>Sets the limit of a day, and how much of it is used up.</summary>
    public void Limit(int recipients, int used)
    {
        lock (_gate)
        {
            (_limit, _allowed) = (recipients, recipients - used);
        }
    }

    /// <summary>Why it ends; the first reason stays.</summary>
    public OutboxStop Stop
    {
        get
        {
            lock (_gate)
            {
                return _stop;
            }
        }

        set
        {
            lock (_gate)
            {
                _stop = _stop == OutboxStop.None ? value : _stop;
            }
        }
    }

    /// <summary>Whether the transport refused to say what it took: it is not asked again in this delivery.</summary>
    public bool IsBlind
    {
        get => Volatile.Read(ref _blind);
        set => Volatile.Write(ref _blind, value);
    }

    public int Sent { get; private set; }

    public int Failed { get; private set; }

    public int PutOff { get; private set; }

    /// <summary>Takes so many recipients from the day's limit, or ends the delivery.</summary>
    public bool MayTry(int recipients)
    {
        lock (_gate)
        {
            if (_stop != OutboxStop.None)
            {
                return false;
            }

            // A message for more than a whole day's recipients goes on a day of its own.
            if (recipients > _allowed && _allowed < _limit)
            {
                _stop = OutboxStop.DailyLimit;
                return false;
            }

            _allowed -= recipients;
            return true;
        }
    }

    public void Count(OutboxState state)
    {
        lock (_gate)
        {
            switch (state)
            {
                case OutboxState.Sent:
                    Sent++;
                    break;
                case OutboxState.Failed:
                    Failed++;
                    break;
                default:
                    PutOff++;
                    break;
            }
        }
    }
}
