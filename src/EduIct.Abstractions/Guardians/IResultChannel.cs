namespace EduIct.Guardians;

/// <summary>A vendor's way to tell guardians of results other than by e-mail. Paid ones are used only where that was allowed by name.</summary>
public interface IResultChannel
{
    /// <summary>Which.</summary>
    ResultChannel Channel { get; }

    /// <summary>Takes a message for sending; the same key is the same message, sent once. It may be called again with a key after a kill.</summary>
    /// <param name="key">The message's key; nothing personal is in it.</param>
    /// <param name="contact">To whom.</param>
    /// <param name="subject">The subject; nothing of a child is in it.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Stops it; whether the message was taken is then not known.</param>
    Task EnqueueAsync(string key, GuardianContact contact, string subject, string text, CancellationToken cancellationToken = default);
}
