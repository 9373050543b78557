using EduIct.Mail;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>A vendor's transport that can be asked for what it took, and answers what the test says.</summary>
internal sealed class ScriptedSentMail(ScriptedTransport sending, Func<MailMessage, int, MailReceipt?> find) : IMailTransport, ISentMail
{
    private int _looks;

    public string Name => sending.Name;

    public TimeSpan FoundWithin => TimeSpan.FromMinutes(10);

    public int Looks => _looks;

    public Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken = default) => sending.SendAsync(message, cancellationToken);

    public Task<MailReceipt?> FindAsync(MailMessage message, CancellationToken cancellationToken = default)
    {
        try
        {
            return Task.FromResult(find(message, Interlocked.Increment(ref _looks)));
        }
        catch (MailException fault)
        {
            return Task.FromException<MailReceipt?>(fault);
        }
    }
}
