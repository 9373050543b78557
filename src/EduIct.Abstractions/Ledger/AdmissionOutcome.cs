namespace EduIct.Ledger;

/// <summary>What became of a plan that was handed to the ledger.</summary>
public enum AdmissionOutcome
{
    /// <summary>All its claims are made and its operations stored, in one transaction.</summary>
    Admitted,

    /// <summary>Some of its claims are held by others; nothing was stored.</summary>
    ClaimsLost,

    /// <summary>Another plan is open; it has to be finished first.</summary>
    AnotherPlanOpen,

    /// <summary>It was applied before.</summary>
    AlreadyApplied,

    /// <summary>It is bound to another tenant or ledger.</summary>
    WrongLedger,
}
