namespace EduIct.Mail;

/// <summary>How far a message of a mailbox is. Only <see cref="Waiting"/> and <see cref="Intended"/> are open.</summary>
public enum InboxState
{
    /// <summary>Its handling failed and is tried again.</summary>
    Waiting,

    /// <summary>The intent is written: it may have been handled, the outcome is not known.</summary>
    Intended,

    /// <summary>It was handled.</summary>
    Handled,

    /// <summary>It is a copy of one that was handled.</summary>
    Copy,

    /// <summary>It was given up: too large, not to be read, or its handling failed too often.</summary>
    GivenUp,
}
