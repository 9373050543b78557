using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Planning;

namespace EduIct.Ledger;

/// <summary>
/// The memory of a tenant: every name ever given, the plans admitted, and of each operation the intent (before the provider is called)
/// and the outcome (after). What a member writes is durable when its task completes. One process at a time holds a ledger.
/// </summary>
public interface IAccountLedger : IAsyncDisposable
{
    /// <summary>Identifier of this ledger, made with it.</summary>
    string Id { get; }

    /// <summary>The tenant that it is bound to.</summary>
    string Tenant { get; }

    /// <summary>Every claim ever made, oldest first.</summary>
    Task<ImmutableArray<Claim>> ReadClaimsAsync(CancellationToken cancellationToken = default);

    /// <summary>Accounts that we barred and have not opened again.</summary>
    Task<ImmutableArray<Suspension>> ReadSuspensionsAsync(CancellationToken cancellationToken = default);

    /// <summary>Who held each post that is an account when its password was last given, as the last done operation that sets it says.</summary>
    Task<ImmutableArray<NotedHolders>> ReadNotedHoldersAsync(CancellationToken cancellationToken = default);

    /// <summary>The plan that is open, or null.</summary>
    Task<StoredPlan?> FindOpenPlanAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes all claims of a plan and stores its operations, in one transaction, or does nothing and says why.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="digest">Its digest.</param>
    /// <param name="accepted">Guards that were accepted for this digest, by name, with the number accepted; kept with the plan.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    Task<Admission> AdmitAsync(Plan plan, string digest, IReadOnlyDictionary<string, int> accepted, CancellationToken cancellationToken = default);

    /// <summary>The operations of a stored plan in the order of their numbers.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="provider">The provider whose operations are wanted, by its id; null: all of them.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<LedgerOperation> ReadOperationsAsync(long planId, string? provider = null, CancellationToken cancellationToken = default);

    /// <summary>Writes that an operation is about to be sent.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="seq">The operation.</param>
    /// <param name="password">The sealed first password that goes with it, stored in the same transaction; null where there is none.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    Task RecordIntentAsync(long planId, int seq, SealedPassword? password, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes what became of an operation. Names in it are then no longer kept. Where it is done and sets <see cref="OperationFields.Holders"/>, those are noted in the same
    /// transaction, bound to the ledger.
    /// </summary>
    /// <param name="planId">The plan.</param>
    /// <param name="seq">The operation.</param>
    /// <param name="state"><see cref="OperationState.Done"/>, <see cref="OperationState.Stale"/> or <see cref="OperationState.Failed"/>.</param>
    /// <param name="reason">Short reason without personal data; null when done.</param>
    /// <param name="mailboxOf">The provider's identifier of the account whose mailbox is waited for from now on, in the same transaction; null where none is.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    Task RecordOutcomeAsync(long planId, int seq, OperationState state, string? reason, string? mailboxOf = null, CancellationToken cancellationToken = default);

    /// <summary>Mailboxes that are waited for, longest first.</summary>
    Task<ImmutableArray<AwaitedMailbox>> ReadAwaitedMailboxesAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes that the mailbox of an account is waited for no longer. That it is not waited for is as good.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="person">Whose.</param>
    /// <param name="accountId">The account that was looked at; a younger one of the same person is still waited for.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    Task RecordMailboxReadyAsync(string provider, PersonKey person, string accountId, CancellationToken cancellationToken = default);

    /// <summary>Closes a plan. Operations that are still open make it fail.</summary>
    /// <exception cref="InvalidOperationException">An operation is open.</exception>
    Task ClosePlanAsync(long planId, CancellationToken cancellationToken = default);

    /// <summary>Abandons a plan with what is open in it; claims stay. For a plan that is refused after it was admitted.</summary>
    Task AbandonPlanAsync(long planId, string reason, CancellationToken cancellationToken = default);

    /// <summary>Sealed first passwords, the latest of each account.</summary>
    IAsyncEnumerable<SealedPassword> ReadSealedPasswordsAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes claims without a plan, for rebuilding from what a provider holds. Claims that exist with the same holder stay as they are.</summary>
    /// <returns>Claims that another holder has; nothing is stored when there are any.</returns>
    Task<ImmutableArray<Claim>> RebuildAsync(IReadOnlyCollection<Claim> claims, CancellationToken cancellationToken = default);
}
