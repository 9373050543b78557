using System.Collections.Concurrent;
using EduIct.Mail;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>A transport of a vendor's own, which does at each sending what the test says.</summary>
internal sealed class ScriptedTransport(Func<MailMessage, int, MailReceipt> send) : IMailTransport
{
    private int _sendings;

    public string Name => "scripted";

    public ConcurrentQueue<MailMessage> Tried { get; } = [];

    public Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Tried.Enqueue(message);
        int sending = Interlocked.Increment(ref _sendings);
        try
        {
            return Task.FromResult(send(message, sending));
        }
        catch (MailException fault)
        {
            return Task.FromException<MailReceipt>(fault);
        }
    }

    public static MailException Fault(MailErrorKind kind, string reason = "ly-do", TimeSpan? retryAfter = null) => new(kind, reason, "Fault.") { RetryAfter = retryAfter };
}
