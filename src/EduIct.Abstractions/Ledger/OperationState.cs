namespace EduIct.Ledger;

/// <summary>How far an operation is. Only <see cref="Planned"/> and <see cref="Intended"/> are open.</summary>
public enum OperationState
{
    /// <summary>Stored, not begun.</summary>
    Planned,

    /// <summary>The intent is written: the provider may have been called, the outcome is not known.</summary>
    Intended,

    /// <summary>In effect at the provider.</summary>
    Done,

    /// <summary>The provider no longer held what the plan expected; nothing was changed.</summary>
    Stale,

    /// <summary>The provider refused it, or an operation that it needs was not done.</summary>
    Failed,
}
