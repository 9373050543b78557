using System.Collections.Immutable;
using EduIct.Addresses;
using NodaTime;

namespace EduIct.Dispatches;

/// <summary>
/// The register of a tenant's outgoing letters: who was to get which, and what came back. The port that ledgers implement. What a member writes is durable when its task
/// completes. Whether a letter went out is the outbox's to say.
/// </summary>
public interface IDispatchRegister
{
    /// <summary>Enters a letter and addressees in one transaction. What is there already stays as it is; addressees that are not are added.</summary>
    /// <param name="dispatch">The letter.</param>
    /// <param name="recipients">Addressees of it, each unit once.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    Task<DispatchAdmission> AdmitAsync(DispatchRecord dispatch, ImmutableArray<DispatchRecipient> recipients, CancellationToken cancellationToken = default);

    /// <summary>Gives an addressee another address, unless somebody has meanwhile.</summary>
    /// <param name="recipient">The addressee as it was read.</param>
    /// <param name="address">The address.</param>
    /// <param name="confirmBy">Last day for the confirmation; null: none is set.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>The addressee as it is now kept.</returns>
    Task<DispatchRecipient> ReaddressAsync(DispatchRecipient recipient, EmailAddress address, LocalDate? confirmBy, CancellationToken cancellationToken = default);

    /// <summary>Adds an event.</summary>
    /// <returns>False where one of that addressee, kind and mark was there already.</returns>
    /// <exception cref="KeyNotFoundException">There is no such code.</exception>
    Task<bool> RecordAsync(DispatchEvent step, CancellationToken cancellationToken = default);

    /// <summary>The addressee of a code; null: there is none.</summary>
    Task<DispatchRecipient?> FindAsync(DispatchCode code, CancellationToken cancellationToken = default);

    /// <summary>All letters in the order in which they were entered.</summary>
    Task<ImmutableArray<DispatchRecord>> ReadDispatchesAsync(CancellationToken cancellationToken = default);

    /// <summary>The addressees of a letter in the order in which they were entered.</summary>
    Task<ImmutableArray<DispatchRecipient>> ReadRecipientsAsync(DispatchId dispatch, CancellationToken cancellationToken = default);

    /// <summary>What happened to a letter, in the order of the times, those of one moment as they were recorded.</summary>
    Task<ImmutableArray<DispatchEvent>> ReadDispatchEventsAsync(DispatchId dispatch, CancellationToken cancellationToken = default);
}
