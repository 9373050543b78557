namespace EduIct.Guardians;

/// <summary>Why a guardian was not told.</summary>
public enum NotSentReason
{
    /// <summary>No contact is known.</summary>
    NoContact,

    /// <summary>The guardian never asked for results.</summary>
    NotAsked,

    /// <summary>The guardian wants no more of them.</summary>
    Stopped,

    /// <summary>The guardian would pay for the channel, which is not allowed here.</summary>
    PaidChannel,

    /// <summary>Nothing sends by that channel.</summary>
    NoSender,
}
