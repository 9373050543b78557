using EduIct.Directives;

namespace EduIct.Compliance;

/// <summary>How many meet a requirement in two reports: of two years, or of two provinces.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="Before">The result in the first report; null where it does not ask.</param>
/// <param name="After">The result in the second; null where it does not ask.</param>
public sealed record RequirementComparison(Requirement Requirement, RequirementResult? Before, RequirementResult? After);
