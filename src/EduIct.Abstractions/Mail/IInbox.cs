namespace EduIct.Mail;

/// <summary>
/// The memory of which messages of mailboxes were handled. What a member writes is durable when its task completes. The intent is written before a message is handled and the outcome
/// after. It holds keys and places, nothing of what a message says. One process at a time writes it.
/// </summary>
public interface IInbox
{
    /// <summary>The UID up to which all that was seen is done with; 0: nothing is.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="validity">Its UIDVALIDITY.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<uint> FindDoneAsync(string mailbox, uint validity, CancellationToken cancellationToken = default);

    /// <summary>Writes that a message is about to be handled, and counts the attempt, unless it or a copy of it in the same mailbox was handled or it was given up.</summary>
    /// <param name="place">Where it lies.</param>
    /// <param name="key">What it is known by, <see cref="InboundMail.Key"/>.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    Task<InboxIntent> RecordIntentAsync(InboxPlace place, string key, CancellationToken cancellationToken = default);

    /// <summary>Writes what became of an intent.</summary>
    /// <param name="place">Where the message lies.</param>
    /// <param name="state">Any state but <see cref="InboxState.Intended"/>.</param>
    /// <param name="reason">Short reason without personal data; null: none.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <exception cref="InvalidOperationException">There is no open intent.</exception>
    Task RecordOutcomeAsync(InboxPlace place, InboxState state, string? reason = null, CancellationToken cancellationToken = default);
}
