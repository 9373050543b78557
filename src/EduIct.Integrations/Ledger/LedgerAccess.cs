namespace EduIct.Ledger;

/// <summary>What a ledger is opened for.</summary>
public enum LedgerAccess
{
    /// <summary>To look into: nothing is made and nothing locked, so that it works while another process applies a plan.</summary>
    Read,

    /// <summary>To claim and to record: makes the ledger where there is none, and holds its lock until it is disposed of.</summary>
    Write,
}
