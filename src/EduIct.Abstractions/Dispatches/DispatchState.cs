namespace EduIct.Dispatches;

/// <summary>How a letter stands at one addressee.</summary>
public enum DispatchState
{
    /// <summary>No address of the unit is known: nothing was sent.</summary>
    NoAddress,

    /// <summary>It is in the register and not in the outbox: sending was interrupted, and sending again goes on.</summary>
    NotQueued,

    /// <summary>It waits in the outbox.</summary>
    Waiting,

    /// <summary>The transport took it over; the unit has not confirmed.</summary>
    Sent,

    /// <summary>The transport refused it, or it was given up.</summary>
    Failed,

    /// <summary>A delivery report came back.</summary>
    Returned,

    /// <summary>The unit confirmed that it has it.</summary>
    Confirmed,
}
