using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.Ledger;
using EduIct.People;
using EduIct.Planning;

namespace EduIct.Integrations.Tests.Running;

/// <summary>A real ledger whose process may die before and after every write.</summary>
internal sealed class MortalLedger(IAccountLedger ledger, KillSwitch kill) : IAccountLedger
{
    public string Id => ledger.Id;

    public string Tenant => ledger.Tenant;

    public Task<ImmutableArray<Claim>> ReadClaimsAsync(CancellationToken cancellationToken = default) => ledger.ReadClaimsAsync(cancellationToken);

    public Task<ImmutableArray<Suspension>> ReadSuspensionsAsync(CancellationToken cancellationToken = default) => ledger.ReadSuspensionsAsync(cancellationToken);

    public Task<ImmutableArray<NotedHolders>> ReadNotedHoldersAsync(CancellationToken cancellationToken = default) => ledger.ReadNotedHoldersAsync(cancellationToken);

    public Task<StoredPlan?> FindOpenPlanAsync(CancellationToken cancellationToken = default) => ledger.FindOpenPlanAsync(cancellationToken);

    public Task<Admission> AdmitAsync(Plan plan, string digest, IReadOnlyDictionary<string, int> accepted, CancellationToken cancellationToken = default) =>
        ledger.AdmitAsync(plan, digest, accepted, cancellationToken);

    public IAsyncEnumerable<LedgerOperation> ReadOperationsAsync(long planId, string? provider = null, CancellationToken cancellationToken = default) =>
        ledger.ReadOperationsAsync(planId, provider, cancellationToken);

    public Task RecordIntentAsync(long planId, int seq, SealedPassword? password, CancellationToken cancellationToken = default) =>
        MortalAsync(() => ledger.RecordIntentAsync(planId, seq, password, cancellationToken));

    public Task RecordOutcomeAsync(long planId, int seq, OperationState state, string? reason, string? mailboxOf = null, CancellationToken cancellationToken = default) =>
        MortalAsync(() => ledger.RecordOutcomeAsync(planId, seq, state, reason, mailboxOf, cancellationToken));

    public Task<ImmutableArray<AwaitedMailbox>> ReadAwaitedMailboxesAsync(CancellationToken cancellationToken = default) => ledger.ReadAwaitedMailboxesAsync(cancellationToken);

    public Task RecordMailboxReadyAsync(string provider, PersonKey person, string accountId, CancellationToken cancellationToken = default) =>
        MortalAsync(() => ledger.RecordMailboxReadyAsync(provider, person, accountId, cancellationToken));

    public Task ClosePlanAsync(long planId, CancellationToken cancellationToken = default) =>
        MortalAsync(() => ledger.ClosePlanAsync(planId, cancellationToken));

    public Task AbandonPlanAsync(long planId, string reason, CancellationToken cancellationToken = default) =>
        MortalAsync(() => ledger.AbandonPlanAsync(planId, reason, cancellationToken));

    public IAsyncEnumerable<SealedPassword> ReadSealedPasswordsAsync(CancellationToken cancellationToken = default) =>
        ledger.ReadSealedPasswordsAsync(cancellationToken);

    public Task<ImmutableArray<Claim>> RebuildAsync(IReadOnlyCollection<Claim> claims, CancellationToken cancellationToken = default) =>
        ledger.RebuildAsync(claims, cancellationToken);

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    private async Task MortalAsync(Func<Task> write)
    {
        kill.Moment();
        await write();
        kill.Moment();
    }
}
