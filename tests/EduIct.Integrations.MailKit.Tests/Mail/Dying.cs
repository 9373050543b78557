using EduIct.Mail;

namespace EduIct.Integrations.MailKit.Tests.Mail;

/// <summary>A handler whose process may die before and after its effect.</summary>
internal sealed class Dying(Action die, Action<InboundMail> effect) : IInboxHandler
{
    public Task HandleAsync(InboundMail mail, CancellationToken cancellationToken = default)
    {
        die();
        effect(mail);
        die();
        return Task.CompletedTask;
    }
}
