using System.Collections.Concurrent;
using EduIct.Mail;
using Microsoft.Extensions.Logging;

namespace EduIct.Integrations.Exchange.Tests.Mail;

/// <summary>Keeps what an outbox says above Debug.</summary>
internal sealed class RecordingLogger : ILogger<MailOutbox>
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel > LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(formatter(state, exception));
}
