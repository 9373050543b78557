namespace EduIct.Dispatches;

/// <summary>What became of a confirmation.</summary>
public enum DispatchConfirmation
{
    /// <summary>It is in the register now.</summary>
    Recorded,

    /// <summary>The unit had confirmed before; the first confirmation stays.</summary>
    Before,

    /// <summary>No such letter went to that unit, or there is no such code.</summary>
    Unknown,
}
