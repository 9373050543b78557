using System.Collections.Immutable;
using EduIct.Calendars;
using EduIct.Mail;
using EduIct.Units;
using NodaTime;

namespace EduIct.Guardians;

/// <summary>
/// The register of which guardians asked a tenant's schools for results, and of which they were told, in one ledger with an outbox. It keeps no address, no name and nothing of a
/// child. The port that ledgers implement; what a member writes is durable when its task completes.
/// </summary>
public interface IGuardianRegister
{
    /// <summary>A digest by which a text that is known can be recognised; bound to this ledger, so that two cannot be joined by it.</summary>
    string DigestOf(string text);

    /// <summary>Enters that a guardian asked. Whoever asked already and did not stop stays as entered.</summary>
    /// <param name="consent">The wish, not stopped.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>The wish as it is kept.</returns>
    Task<GuardianConsent> AskAsync(GuardianConsent consent, CancellationToken cancellationToken = default);

    /// <summary>Enters that a guardian wants no more, and in the same transaction closes the messages to that guardian that the outbox still holds.</summary>
    /// <param name="code">The code.</param>
    /// <param name="at">Since when.</param>
    /// <param name="reason">Why or how; at most 200 characters, nothing personal.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>The wish as it is kept, stopped now or before; null: there is no such code.</returns>
    Task<GuardianConsent?> StopAsync(StopCode code, Instant at, string reason, CancellationToken cancellationToken = default);

    /// <summary>The latest wish of a guardian; null: the guardian never asked that school.</summary>
    Task<GuardianConsent?> FindConsentAsync(UnitCode school, string contact, CancellationToken cancellationToken = default);

    /// <summary>All wishes in the order in which they were entered.</summary>
    Task<ImmutableArray<GuardianConsent>> ReadConsentsAsync(CancellationToken cancellationToken = default);

    /// <summary>What a guardian was told of a term, in order; the last is what holds.</summary>
    Task<ImmutableArray<ResultNotice>> ReadNoticesAsync(UnitCode school, SchoolYear year, string term, string contact, CancellationToken cancellationToken = default);

    /// <summary>Enters a notice and puts its message into the outbox, in one transaction, unless the guardian has stopped meanwhile or it is there already.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="mail">The message, with the notice's key; null where another channel carries it.</param>
    /// <param name="overdueAt">From when on the message is overdue.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>Whether it was entered now.</returns>
    Task<bool> EnterAsync(ResultNotice notice, OutboxMail? mail, Instant overdueAt, CancellationToken cancellationToken = default);
}
