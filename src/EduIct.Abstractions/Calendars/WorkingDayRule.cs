namespace EduIct.Calendars;

/// <summary>Where a last day goes that is no working day. No directive moves its dates; a province may.</summary>
public enum WorkingDayRule
{
    /// <summary>It stays: the default.</summary>
    None,

    /// <summary>To the next working day.</summary>
    Next,

    /// <summary>To the working day before.</summary>
    Previous,
}
