using EduIct.Integrations.Tests.Mail;
using EduIct.Integrations.Tests.Running;
using EduIct.Mail;

namespace EduIct.Integrations.Exchange.Tests.Mail;

/// <summary>Exchange as transport, whose process may die before it is called, and after it did its work and before anybody hears of it.</summary>
internal sealed class MortalSentMail(ExchangeMailTransport transport, KillSwitch kill) : IMailTransport, ISentMail
{
    private readonly MortalTransport _sending = new(transport, kill);

    public string Name => transport.Name;

    public TimeSpan FoundWithin => transport.FoundWithin;

    public Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken = default) => _sending.SendAsync(message, cancellationToken);

    public Task<MailReceipt?> FindAsync(MailMessage message, CancellationToken cancellationToken = default) => transport.FindAsync(message, cancellationToken);
}
