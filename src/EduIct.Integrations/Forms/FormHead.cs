using EduIct.Calendars;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Forms;

/// <summary>What stands above the table of a form, and who signs below it.</summary>
public sealed record FormHead
{
    /// <summary>Name of the unit that reports; null for a dotted line.</summary>
    public string? Reporter { get; init; }

    /// <summary>What stands before the name, e.g. <c>Sở GD&amp;ĐT</c> where a Sở gathers the form of its Phòng; null for the form's own words.</summary>
    public string? ReporterTitle { get; init; }

    /// <summary>The post that signs; null for the form's own.</summary>
    public string? Signer { get; init; }

    /// <summary>The school year that is reported; null for none.</summary>
    public SchoolYear? Year { get; init; }

    /// <summary>The head of a unit's form. That of a Sở says so, and its director signs.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="year">The school year; null for none.</param>
    public static FormHead Of(FactUnit unit, SchoolYear? year = null)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var head = new FormHead { Reporter = unit.Name, Year = year };
        return unit.Kind == UnitKind.Department ? head with { ReporterTitle = "Sở GD&ĐT", Signer = "GIÁM ĐỐC" } : head;
    }
}
