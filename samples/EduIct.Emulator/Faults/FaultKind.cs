namespace EduIct.Emulator.Faults;

/// <summary>What can go wrong on purpose.</summary>
public enum FaultKind
{
    /// <summary><c>delay</c>: the answer comes later, by the given milliseconds.</summary>
    Delay,

    /// <summary><c>429</c>: rateLimitExceeded with Retry-After, by default one second.</summary>
    TooManyRequests,

    /// <summary><c>503</c>: backendError, about every second time as an HTML page.</summary>
    Unavailable,

    /// <summary><c>drop-before</c>: the connection is cut and nothing was done.</summary>
    DropBefore,

    /// <summary><c>drop-after</c>: it was done, and the connection is cut without an answer.</summary>
    DropAfter,

    /// <summary><c>lag</c>: a read sees the state of the given milliseconds ago.</summary>
    Lag,

    /// <summary><c>down</c>: from the call that it hits, every connection is cut, for the given milliseconds or for good.</summary>
    Down,

    /// <summary><c>create-lag</c> (extension): a new account answers 404 and 412 for the given milliseconds.</summary>
    CreateLag,

    /// <summary><c>group-lag</c> (extension): a new group and its members answer 404 for the given milliseconds.</summary>
    GroupLag,

    /// <summary><c>rename-lag</c> (extension): after a rename the next one answers 409 for the given milliseconds.</summary>
    RenameLag,

    /// <summary><c>mailbox-lag</c> (extension): a mailbox can be used that many milliseconds later than the others after its licence.</summary>
    MailboxLag,

    /// <summary><c>410</c> (extension): a delta query has lost its place and says that everything is to be read anew.</summary>
    Resync,
}
