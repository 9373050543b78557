using EduIct.Units;

namespace EduIct.Education;

/// <summary>A school as a provider holds it.</summary>
/// <param name="Id">The provider's own immutable identifier.</param>
/// <param name="Unit">Its code, which it carries as external identifier; null for schools that are not ours.</param>
/// <param name="Name">Its name.</param>
public sealed record EducationSchool(string Id, UnitCode? Unit, string Name);
