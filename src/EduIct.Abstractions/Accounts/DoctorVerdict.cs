namespace EduIct.Accounts;

/// <summary>How a checked thing stands. Ordered: the worst of many is the greatest.</summary>
public enum DoctorVerdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Work can go on, and something should be looked at.</summary>
    Warning,

    /// <summary>Work will fail until it is mended.</summary>
    Fault,
}
