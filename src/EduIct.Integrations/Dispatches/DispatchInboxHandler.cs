using EduIct.Mail;

namespace EduIct.Dispatches;

/// <summary>
/// Confirmations and returns that come by mail: whoever writes with a letter's code confirms it, a delivery report about it that says "failed" is a return. That a program answers, or that
/// a message was shown to somebody, confirms nothing.
/// </summary>
/// <param name="service">Keeps the register.</param>
public sealed class DispatchInboxHandler(DispatchService service) : IInboxHandler
{
    /// <inheritdoc/>
    public async Task HandleAsync(InboundMail mail, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        foreach (string text in mail.RefersTo.Append(mail.Subject).Append(mail.Text))
        {
            if (DispatchCode.TryFind(text, out DispatchCode code))
            {
                await HandleAsync(mail, code, cancellationToken).ConfigureAwait(false);
                return;
            }
        }
    }

    private async Task HandleAsync(InboundMail mail, DispatchCode code, CancellationToken cancellationToken)
    {
        switch (mail.Kind)
        {
            case InboundMailKind.Reply or InboundMailKind.Form or InboundMailKind.Other:
                await service.ConfirmAsync(code, mail.ReceivedAt, "mail", cancellationToken).ConfigureAwait(false);
                break;
            case InboundMailKind.DeliveryReport when mail.Outcomes.FirstOrDefault(outcome => outcome.Fate == MailFate.Failed) is { } failed:
                await service.RecordReturnAsync(code, mail.ReceivedAt, failed.Status ?? "failed", cancellationToken).ConfigureAwait(false);
                break;
        }
    }
}
