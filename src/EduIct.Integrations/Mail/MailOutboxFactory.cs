using EduIct.Running;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EduIct.Mail;

/// <summary>Makes the senders of tenants' outboxes. All of them share the transport and its budget.</summary>
public sealed class MailOutboxFactory
{
    private readonly IMailTransport _transport;
    private readonly MailOutboxOptions _options;
    private readonly RateBudget _budget;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;

    /// <summary>A factory.</summary>
    /// <param name="transport">The way out.</param>
    /// <param name="options">The settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <exception cref="OptionsValidationException">Settings are wrong; every fault is named.</exception>
    public MailOutboxFactory(IMailTransport transport, IOptions<MailOptions> options, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        _transport = transport;
        _options = options.Value.Outbox;
        _budget = new RateBudget(_options.MessagesPerMinute, time);
        _time = time;
        _loggers = loggers;
    }

    /// <summary>A sender.</summary>
    /// <param name="outbox">A tenant's outbox; nobody else sends from it meanwhile.</param>
    public MailOutbox Create(IOutbox outbox) => new(outbox, _transport, _budget, _time, _options, _loggers.CreateLogger<MailOutbox>());
}
