namespace EduIct.Provisioning;

/// <summary>What became of an application.</summary>
public enum ApplyOutcome
{
    /// <summary>Everything is in effect, or there was nothing to do.</summary>
    Applied,

    /// <summary>The plan is closed; some of its operations were stale or failed.</summary>
    PartlyApplied,

    /// <summary>The roster has faults that were not accepted; nothing was changed.</summary>
    FaultyRoster,

    /// <summary>A guard, a claim, the ledger or a person said no; nothing of the plan was changed beyond what the summary says.</summary>
    Refused,
}
