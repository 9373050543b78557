namespace EduIct.Calendars;

/// <summary>What happened to a duty.</summary>
public enum DutyStep
{
    /// <summary>The unit handed in.</summary>
    Submitted,

    /// <summary>Who receives it accepted.</summary>
    Accepted,

    /// <summary>Who receives it gave it back to be done again.</summary>
    Returned,
}
