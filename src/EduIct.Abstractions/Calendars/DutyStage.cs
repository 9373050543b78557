namespace EduIct.Calendars;

/// <summary>How a unit stands to one of its duties.</summary>
public enum DutyStage
{
    /// <summary>There is time, or the text gives none.</summary>
    NotDue,

    /// <summary>The last moment is near.</summary>
    DueSoon,

    /// <summary>Handed in and not yet answered.</summary>
    Submitted,

    /// <summary>The last moment has passed and nothing was handed in.</summary>
    Late,

    /// <summary>Handed in and accepted.</summary>
    Accepted,

    /// <summary>Handed in and returned to be done again.</summary>
    Returned,
}
