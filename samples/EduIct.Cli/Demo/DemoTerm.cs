using System.Collections.Immutable;
using NodaTime;

namespace EduIct.Cli.Demo;

/// <summary>The province on the first day of a term: what a Sở would export.</summary>
internal sealed record DemoTerm
{
    /// <summary>Year in which the school year begins.</summary>
    public const int SchoolYear = 2026;

    /// <summary>1 or 2.</summary>
    public required int Number { get; init; }

    /// <summary>The day for which it holds.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>The Sở first, then its schools.</summary>
    public required ImmutableArray<DemoOrg> Orgs { get; init; }

    public required ImmutableArray<DemoClass> Classes { get; init; }

    public required ImmutableArray<DemoPerson> People { get; init; }
}
