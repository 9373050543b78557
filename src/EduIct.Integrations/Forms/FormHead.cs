using EduIct.Calendars;

namespace EduIct.Forms;

/// <summary>What stands above the table of a form.</summary>
public sealed record FormHead
{
    /// <summary>Name of the unit that reports; null for a dotted line.</summary>
    public string? Reporter { get; init; }

    /// <summary>The school year that is reported; null for none.</summary>
    public SchoolYear? Year { get; init; }
}
