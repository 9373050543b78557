namespace EduIct.Mail;

/// <summary>
/// Somebody whom messages that came in concern. Each is called for each message, whatever its kind, once in effect: after a kill, or where a handler failed, the same message comes again
/// with the same <see cref="InboundMail.Key"/>, to all of them. What a handler does is therefore the same when it is done twice.
/// </summary>
public interface IInboxHandler
{
    /// <summary>Does what follows from a message. An exception: it comes again later.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="cancellationToken">Stops it; the message comes again.</param>
    Task HandleAsync(InboundMail mail, CancellationToken cancellationToken = default);
}
