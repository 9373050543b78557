using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EduIct.Mail;

/// <summary>Makes the readers of a mailbox for tenants' ledgers.</summary>
public sealed class InboxReaderFactory
{
    private readonly IEnumerable<IInboxHandler> _handlers;
    private readonly InboxReaderOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;

    /// <summary>A factory.</summary>
    /// <param name="handlers">Whom the messages concern.</param>
    /// <param name="options">Which mailbox.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <exception cref="OptionsValidationException">Settings are wrong; every fault is named.</exception>
    public InboxReaderFactory(IEnumerable<IInboxHandler> handlers, IOptions<InboxReaderOptions> options, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(handlers);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        (_handlers, _options, _time, _loggers) = (handlers, options.Value, time, loggers);
    }

    /// <summary>A reader.</summary>
    /// <param name="inbox">A tenant's memory of what came in; nobody else reads this mailbox into it meanwhile.</param>
    public InboxReader Create(IInbox inbox) => new(inbox, _handlers, _options, _time, _loggers.CreateLogger<InboxReader>());
}
