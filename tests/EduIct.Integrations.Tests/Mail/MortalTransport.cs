using EduIct.Integrations.Tests.Running;
using EduIct.Mail;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>A real transport whose process may die before it is called, and after it did its work and before anybody hears of it.</summary>
internal sealed class MortalTransport(IMailTransport transport, KillSwitch kill) : IMailTransport
{
    public string Name => transport.Name;

    public async Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken = default)
    {
        kill.Moment();
        MailReceipt receipt = await transport.SendAsync(message, cancellationToken);
        kill.Moment();
        return receipt;
    }
}
