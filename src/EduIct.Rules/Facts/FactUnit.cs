using EduIct.Units;

namespace EduIct.Facts;

/// <summary>The unit of a row of facts.</summary>
/// <param name="Code">Its code as the report has it; not blank.</param>
/// <param name="Kind">Its kind; <see cref="UnitKind.Unknown"/> where nobody said, which leaves open what binds it.</param>
/// <param name="Name">Its name for people; the code where nobody gave one.</param>
public sealed record FactUnit(string Code, UnitKind Kind, string Name)
{
    /// <summary>Code of the unit above it; null for none or not known.</summary>
    public string? Parent { get; init; }

    /// <summary>The Sở to which it belongs, or which it is, by the name in its addresses (<c>HaNoi</c>); null where nobody said, which leaves open what the
    /// packs of provinces ask of it.</summary>
    public string? Department { get; init; }
}
