using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;

namespace EduIct.Posts;

/// <summary>Which posts there are and who holds them: the directives that name them, the units, and the holders through time.</summary>
public sealed record PostRoster
{
    /// <summary>The directives; their mailboxes with a pattern name posts. A directive that has run out takes back no address; an entry of it that ended earlier does.</summary>
    public required ImmutableArray<Directive> Directives { get; init; }

    /// <summary>The units; those of the day within the tenant's scope get posts.</summary>
    public required UnitTree Units { get; init; }

    /// <summary>Who holds what when, in any order. A post without any entry has members of which nothing is said: they stay.</summary>
    public required ImmutableArray<PostAssignment> Assignments { get; init; }

    /// <summary>The day for which it is asked.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Every fault of the input, with its place; a roster with faults is not planned.</summary>
    public ImmutableArray<Issue> Issues { get; init => field = value.IsDefault ? [] : value; } = [];
}
