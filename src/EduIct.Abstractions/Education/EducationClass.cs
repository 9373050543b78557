namespace EduIct.Education;

/// <summary>A class as a provider holds it; its members are those of the group with the same identifier.</summary>
/// <param name="Id">The provider's own immutable identifier, which is its group's too.</param>
/// <param name="ExternalId">What it is for, as we wrote it (<c>class/oneroster:12/6a1</c>); null or anything else for classes that are not ours.</param>
/// <param name="Grade">Its grade; null where it has none.</param>
public sealed record EducationClass(string Id, string? ExternalId, string? Grade);
