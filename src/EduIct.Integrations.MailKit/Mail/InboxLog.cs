using Microsoft.Extensions.Logging;

namespace EduIct.Mail;

/// <summary>What a reader of a mailbox says of itself; places, kinds and reasons only, nobody's address and nothing of what a message says.</summary>
internal static partial class InboxLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Message {Uid}: {Kind} {Key} is handled")]
    public static partial void Handled(ILogger logger, uint uid, InboundMailKind kind, string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Uid}: handling failed at attempt {Attempt} ({Reason})")]
    public static partial void Failed(ILogger logger, uint uid, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Uid} is given up ({Reason})")]
    public static partial void GivenUp(ILogger logger, uint uid, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Nothing is done with under UIDVALIDITY {Validity} yet: the whole mailbox is looked at")]
    public static partial void Fresh(ILogger logger, uint validity);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mailbox read: {Handled} handled, {Copies} copies, {Failed} failed, {GivenUp} given up")]
    public static partial void Read(ILogger logger, int handled, int copies, int failed, int givenUp);
}
