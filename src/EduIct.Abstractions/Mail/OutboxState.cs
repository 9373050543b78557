namespace EduIct.Mail;

/// <summary>How far a message of an outbox is. Only <see cref="Waiting"/> and <see cref="Intended"/> are open.</summary>
public enum OutboxState
{
    /// <summary>It is to be sent when its time comes.</summary>
    Waiting,

    /// <summary>The intent is written: the transport may have been called, the outcome is not known.</summary>
    Intended,

    /// <summary>The transport took it over for one recipient at least, and nothing more will be tried for the others.</summary>
    Sent,

    /// <summary>It was taken for nobody, and nothing more will be tried.</summary>
    Failed,
}
