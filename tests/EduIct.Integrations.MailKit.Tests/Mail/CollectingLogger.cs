using EduIct.Mail;
using Microsoft.Extensions.Logging;

namespace EduIct.Integrations.MailKit.Tests.Mail;

/// <summary>Keeps every line, of every level, with its exception.</summary>
internal sealed class CollectingLogger : ILogger<InboxReader>
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
}
