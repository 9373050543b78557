namespace EduIct.Ledger;

/// <summary>Why a ledger was not opened.</summary>
public enum LedgerFault
{
    /// <summary>There is none at that path (or, for writing, no such folder).</summary>
    Missing,

    /// <summary>It is bound to another tenant.</summary>
    WrongTenant,

    /// <summary>Another process, or another object of this one, holds its lock.</summary>
    Locked,

    /// <summary>It lies on a network share, where locks and full synchronous writes cannot be trusted (sqlite.org/howtocorrupt.html section 2.1).</summary>
    NetworkShare,

    /// <summary>A later release wrote it.</summary>
    NewerVersion,

    /// <summary>The file is not a ledger, or is damaged.</summary>
    Damaged,
}
