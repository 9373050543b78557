using EduIct.Ledger;

namespace EduIct.Provisioning;

/// <summary>A ledger in one SQLite file, the embedded default.</summary>
/// <param name="path">The file; made at the first writing.</param>
/// <param name="time">The clock; null: the system's.</param>
public sealed class SqliteLedgerSource(string path, TimeProvider? time = null) : ILedgerSource
{
    /// <inheritdoc/>
    public async Task<IAccountLedger?> OpenAsync(string tenant, LedgerAccess access, CancellationToken cancellationToken = default) =>
        access == LedgerAccess.Read && !File.Exists(path)
            ? null
            : await SqliteLedger.OpenAsync(path, tenant, time ?? TimeProvider.System, access, cancellationToken).ConfigureAwait(false);
}
