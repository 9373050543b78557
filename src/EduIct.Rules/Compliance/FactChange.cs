using EduIct.Facts;
using EduIct.Issues;

namespace EduIct.Compliance;

/// <summary>A fact of a unit that differs between two reports, in words.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Before">What it was.</param>
/// <param name="After">What it is.</param>
public sealed record FactChange(FactDefinition Fact, LocalizedText Before, LocalizedText After);
