using EduIct.Mail;

namespace EduIct.Guardians;

/// <summary>Guardians who want no more and say so by mail: who writes with the code that stands in every message is not written to again. What a program answers stops nothing.</summary>
/// <param name="service">Keeps the register.</param>
public sealed class StopInboxHandler(TermResultService service) : IInboxHandler
{
    /// <inheritdoc/>
    public async Task HandleAsync(InboundMail mail, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (mail.Kind is InboundMailKind.Reply or InboundMailKind.Form or InboundMailKind.Other
            && (StopCode.TryFind(mail.Subject, out StopCode code) || StopCode.TryFind(mail.Text, out code)))
        {
            await service.StopAsync(code, mail.ReceivedAt, "mail", cancellationToken).ConfigureAwait(false);
        }
    }
}
