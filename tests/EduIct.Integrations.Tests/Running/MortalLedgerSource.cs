using EduIct.Ledger;
using EduIct.Provisioning;

namespace EduIct.Integrations.Tests.Running;

/// <summary>Opens real ledgers for a process that may die; null for one that does not.</summary>
internal sealed class MortalLedgerSource(ILedgerSource source, KillSwitch? kill) : ILedgerSource
{
    public async Task<IAccountLedger?> OpenAsync(string tenant, LedgerAccess access, CancellationToken cancellationToken = default) =>
        await source.OpenAsync(tenant, access, cancellationToken) is { } ledger ? kill is null ? ledger : new MortalLedger(ledger, kill) : null;
}
