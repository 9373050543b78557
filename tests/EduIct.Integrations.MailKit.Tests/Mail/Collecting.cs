using EduIct.Mail;

namespace EduIct.Integrations.MailKit.Tests.Mail;

/// <summary>Collects what it is given, and does first what a test says.</summary>
internal sealed class Collecting(Action<InboundMail>? first = null) : IInboxHandler
{
    public List<InboundMail> Taken { get; } = [];

    public Task HandleAsync(InboundMail mail, CancellationToken cancellationToken = default)
    {
        first?.Invoke(mail);
        Taken.Add(mail);
        return Task.CompletedTask;
    }
}
