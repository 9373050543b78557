using System.Collections.Immutable;
using EduIct.Education;

namespace EduIct.Planning;

/// <summary>What a provider held of education resources when it was read.</summary>
public sealed record EducationSnapshot
{
    /// <summary>Schools, ours and others'.</summary>
    public ImmutableArray<SchoolSnapshot> Schools { get; init; } = [];

    /// <summary>Classes, ours and others'.</summary>
    public ImmutableArray<EducationClass> Classes { get; init; } = [];

    /// <summary>School data of the living accounts.</summary>
    public ImmutableArray<EducationPerson> People { get; init; } = [];
}
