namespace EduIct.Calendars;

/// <summary>How exactly a text gives the time of a duty.</summary>
public enum DuePrecision
{
    /// <summary>A time of day.</summary>
    Minute,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A month: any day of it is in time.</summary>
    Month,

    /// <summary>A year alone, of the school or of the calendar, or a season of one: the start of the school year.</summary>
    SchoolYear,

    /// <summary>No time at all.</summary>
    None,
}
