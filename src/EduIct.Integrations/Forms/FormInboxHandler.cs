using System.Runtime.InteropServices;
using EduIct.Mail;

namespace EduIct.Forms;

/// <summary>Reads the workbooks that came with messages and hands them on. A file that is refused is handed on too, with the reason: whoever sent it should hear of it.</summary>
/// <param name="reader">Reads them; it has the limits.</param>
/// <param name="intake">Who takes them.</param>
public sealed class FormInboxHandler(FormReader reader, IFormIntake intake) : IInboxHandler
{
    /// <inheritdoc/>
    public async Task HandleAsync(InboundMail mail, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        foreach (MailAttachment file in mail.Forms)
        {
            using MemoryStream stream = MemoryMarshal.TryGetArray(file.Content, out ArraySegment<byte> array)
                ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
                : new MemoryStream(file.Content.ToArray(), writable: false);
            FormReading reading = reader.Read(stream, file.FileName, cancellationToken);
            await intake.TakeAsync(new MailedForm(mail, file, reading), cancellationToken).ConfigureAwait(false);
        }
    }
}
