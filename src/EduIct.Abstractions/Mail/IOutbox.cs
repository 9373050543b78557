using System.Collections.Immutable;
using NodaTime;

namespace EduIct.Mail;

/// <summary>
/// The memory of what is to be sent and what was. What a member writes is durable when its task completes. An intent is written before the transport is called and
/// the outcome after; what has an intent without a clear outcome is looked for where the transport keeps what it took (<see cref="ISentMail"/>), else sent again under the
/// same identifier. One process at a time writes it.
/// </summary>
public interface IOutbox
{
    /// <summary>Puts a message in, unless its key was ever put in before.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="overdueAt">From when on it is overdue, where it does not say itself.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>True: it is in now. False: its key was in already, and nothing was changed.</returns>
    Task<bool> EnqueueAsync(OutboxMail mail, Instant overdueAt, CancellationToken cancellationToken = default);

    /// <summary>The message of a key; null: never put in.</summary>
    Task<OutboxEntry?> FindAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Open messages whose time has come, those with an intent without outcome first, then those that are due longest.</summary>
    /// <param name="now">The time.</param>
    /// <param name="atMost">How many, 1 or more.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<ImmutableArray<OutboxEntry>> ReadDueAsync(Instant now, int atMost, CancellationToken cancellationToken = default);

    /// <summary>When the next open message is due; null: none is open.</summary>
    Task<Instant?> FindNextDueAsync(CancellationToken cancellationToken = default);

    /// <summary>What an open message says; null: it is closed.</summary>
    Task<MailMessage?> ReadMessageAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Writes that a message is about to be handed to the transport, and counts the attempt.</summary>
    /// <exception cref="InvalidOperationException">It is not open.</exception>
    Task RecordIntentAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Writes what became of an attempt. What a closed message says is then no longer kept.</summary>
    /// <exception cref="InvalidOperationException">It is not open.</exception>
    Task RecordOutcomeAsync(long id, OutboxOutcome outcome, CancellationToken cancellationToken = default);

    /// <summary>For how many recipients messages were taken over since a time, for a provider's limit per day.</summary>
    Task<int> CountTakenAsync(Instant since, CancellationToken cancellationToken = default);

    /// <summary>All messages ever put in, in that order.</summary>
    /// <param name="openOnly">Whether those that are closed are left out.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    IAsyncEnumerable<OutboxEntry> ReadAsync(bool openOnly = false, CancellationToken cancellationToken = default);
}
