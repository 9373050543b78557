using System.Collections.Immutable;
using EduIct.People;
using NodaTime;

namespace EduIct.Cli.Demo;

/// <summary>Somebody of the made-up province.</summary>
/// <param name="Id">The OneRoster sourcedId, for ever.</param>
/// <param name="MoetId">Ten digits (mã định danh Bộ GD&amp;ĐT); null for the few whose number the school has not got yet.</param>
/// <param name="Name">The name.</param>
/// <param name="Female">The sex.</param>
/// <param name="BirthDate">The date of birth; null for guardians.</param>
internal sealed record DemoPerson(string Id, string? MoetId, DemoName Name, bool Female, LocalDate? BirthDate)
{
    /// <summary>Posts, the main one first; never empty.</summary>
    public required ImmutableArray<DemoPost> Posts { get; init; }

    /// <summary>A pupil's class, or the class whose homeroom teacher (giáo viên chủ nhiệm) the person is; else null.</summary>
    public string? Class { get; init; }

    /// <summary>The guardian whom the roster names; null for most.</summary>
    public string? Guardian { get; init; }

    /// <summary>Whether the school's software writes the name decomposed (Unicode NFD), as some do.</summary>
    public bool Decomposed { get; init; }

    public string Org => Posts[0].Org;

    public Role Role => Posts[0].Role;
}
