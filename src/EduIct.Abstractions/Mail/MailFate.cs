namespace EduIct.Mail;

/// <summary>What a report says of a message and one recipient.</summary>
public enum MailFate
{
    /// <summary>It lies in the recipient's mailbox (RFC 3464 section 2.3.3, <c>delivered</c>). Nobody has read it yet.</summary>
    Delivered,

    /// <summary>It went on to a server that reports nothing (<c>relayed</c>).</summary>
    Relayed,

    /// <summary>It went on to the members of a list (<c>expanded</c>).</summary>
    Expanded,

    /// <summary>It has not arrived yet, and the server goes on trying (<c>delayed</c>).</summary>
    Delayed,

    /// <summary>It will not arrive (<c>failed</c>).</summary>
    Failed,

    /// <summary>It was shown to its reader, which does not say that it was read (RFC 8098 section 3.2.6.2, <c>displayed</c>).</summary>
    Displayed,

    /// <summary>It was deleted, perhaps without being shown (<c>deleted</c>).</summary>
    Deleted,

    /// <summary>It was sent on by a rule without being shown (<c>dispatched</c>).</summary>
    Dispatched,

    /// <summary>A rule dealt with it without showing it (<c>processed</c>).</summary>
    Processed,
}
