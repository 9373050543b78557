using Microsoft.Extensions.Logging;

namespace EduIct.Mail;

/// <summary>What an outbox says of itself; numbers and reasons only, nobody's address.</summary>
internal static partial class MailLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Mail {Id}: attempt {Attempt} by {Transport} is {State} ({Reason})")]
    public static partial void Settled(ILogger logger, long id, int attempt, string transport, OutboxState state, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} is given up after {Attempts} attempts ({Reason})")]
    public static partial void GivenUp(ILogger logger, long id, int attempts, string? reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Id}: the outcome of attempt {Attempt} by {Transport} was not clear, and it was sent")]
    public static partial void Found(ILogger logger, long id, int attempt, string transport);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Transport} cannot be asked whether mail went out ({Reason}): what had no clear outcome is sent again")]
    public static partial void Blind(ILogger logger, string transport, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Throttled by {Transport} ({Reason}): no mail for {Delay}")]
    public static partial void Throttled(ILogger logger, string transport, string reason, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery by {Transport} stops: {Stop}")]
    public static partial void Stopped(ILogger logger, string transport, OutboxStop stop);

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery by {Transport}: {Sent} sent, {Failed} given up, {PutOff} put off")]
    public static partial void Delivered(ILogger logger, string transport, int sent, int failed, int putOff);
}
