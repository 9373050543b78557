using EduIct.Issues;
using EduIct.People;
using EduIct.Units;
using NodaTime;

namespace EduIct.Rosters;

/// <summary>A row of <c>users.csv</c> while the other files are read.</summary>
internal sealed class UserRow
{
    public required string Id { get; init; }

    public required List<PersonKey> Keys { get; init; }

    public required SourcePlace Place { get; init; }

    public PersonName? Name { get; init; }

    public string? Grade { get; init; }

    public bool Enabled { get; init; } = true;

    public LocalDate? BirthDate { get; set; }

    /// <summary>Who is kin to whom and reached where; null: nobody asks.</summary>
    public KinRow? Kin { get; init; }

    /// <summary>A faulty row stays known, so that what refers to it is no further fault.</summary>
    public bool IsFaulty { get; set; }

    public bool HasRole { get; set; }

    public List<PlaceRow> Places { get; } = [];
}

/// <summary>What a user's row says of guardians: <c>agentSourcedIds</c> of a pupil, <c>email</c> of a guardian.</summary>
internal sealed record KinRow(string[] Agents, SourcePlace AgentsPlace, string Email, SourcePlace EmailPlace);

/// <summary>Where a user stands, with the classes found so far.</summary>
internal sealed record PlaceRow(UnitCode Unit, Role Role, bool Primary)
{
    public SortedSet<string> Classes { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Homerooms { get; } = new(StringComparer.Ordinal);

    public string? Grade { get; set; }
}
