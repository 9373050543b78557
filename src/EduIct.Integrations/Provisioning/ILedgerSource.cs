using EduIct.Ledger;

namespace EduIct.Provisioning;

/// <summary>Opens a tenant's ledger. Packages of other ledgers bring one of their own.</summary>
public interface ILedgerSource
{
    /// <summary>Opens the ledger.</summary>
    /// <param name="tenant">The tenant that it must be bound to, or becomes bound to when it is made.</param>
    /// <param name="access">Reading neither makes nor locks it; writing does both.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <returns>The ledger; null for reading where there is none yet.</returns>
    /// <exception cref="LedgerException">It is held by another process, bound to another tenant, on a network share, or damaged.</exception>
    Task<IAccountLedger?> OpenAsync(string tenant, LedgerAccess access, CancellationToken cancellationToken = default);
}
