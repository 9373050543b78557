using EduIct.Mail;

namespace EduIct.Forms;

/// <summary>A form that came back by mail.</summary>
/// <param name="Mail">The message that it came with.</param>
/// <param name="File">The workbook as it came.</param>
/// <param name="Reading">What was read from it, or why it was refused.</param>
public sealed record MailedForm(InboundMail Mail, MailAttachment File, FormReading Reading)
{
    /// <summary>The message's key, not what the form says.</summary>
    public override string ToString() => Mail.ToString();
}
