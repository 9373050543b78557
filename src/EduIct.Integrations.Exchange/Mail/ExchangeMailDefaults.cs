using Microsoft.Extensions.Options;

namespace EduIct.Mail;

/// <summary>What Exchange Online allows a mailbox, as the outbox's limits until somebody sets others (source: "Exchange Online limits", sending limits).</summary>
internal sealed class ExchangeMailDefaults : IConfigureOptions<MailOptions>
{
    public void Configure(MailOptions options)
    {
        options.Transport = MailTransportKind.Own;
        options.Outbox.MessagesPerMinute = 30;
        options.Outbox.RecipientsPerDay = 10_000;
        options.Outbox.Concurrency = 4;
    }
}
