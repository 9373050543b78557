namespace EduIct.Mail;

/// <summary>What a message that came in is.</summary>
public enum InboundMailKind
{
    /// <summary>Nothing of the kinds below: somebody writes, and names no message that it is about. Its subject or its text may name something of ours all the same.</summary>
    Other,

    /// <summary>A mail server tells what became of a message (RFC 3464): <see cref="InboundMail.Outcomes"/> says for whom.</summary>
    DeliveryReport,

    /// <summary>A mail program tells what its user did with a message (RFC 8098).</summary>
    ReadReceipt,

    /// <summary>Somebody answers a message: <see cref="InboundMail.RefersTo"/>.</summary>
    Reply,

    /// <summary>A program answers: an absence notice and the like (RFC 3834). It confirms nothing.</summary>
    Automatic,

    /// <summary>A workbook came with it, whether it answers something or not: <see cref="InboundMail.Forms"/>.</summary>
    Form,
}
