using System.Collections.Immutable;
using EduIct.Education;

namespace EduIct.Planning;

/// <summary>A school as a provider holds it, with what stands in it where it is one of ours.</summary>
/// <param name="School">The school.</param>
/// <param name="Classes">Identifiers of its classes; empty for schools that are not ours, which nobody needs to read.</param>
/// <param name="People">Identifiers of the accounts in it; likewise.</param>
public sealed record SchoolSnapshot(EducationSchool School, ImmutableArray<string> Classes, ImmutableArray<string> People);
