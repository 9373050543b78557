using System.Collections.Immutable;
using EduIct.Guardians;
using EduIct.Issues;
using EduIct.People;
using EduIct.Units;
using NodaTime;

namespace EduIct.Rosters;

/// <summary>Who is where on a day: what a reader makes of files, or a vendor's own people.</summary>
public sealed record Roster
{
    /// <summary>The people, guardians included, in the order of the input.</summary>
    public required ImmutableArray<Person> People { get; init; }

    /// <summary>The units that the people stand in. May be empty for a vendor's own people: their units are then known by their codes only.</summary>
    public ImmutableArray<Unit> Units { get; init; } = [];

    /// <summary>For which units and roles it is the whole truth.</summary>
    public RosterCoverage Coverage { get; init; } = RosterCoverage.None;

    /// <summary>The day for which it holds.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>SHA-256 over what was read, lower-case hexadecimal; the same input gives the same digest.</summary>
    public required string Digest { get; init; }

    /// <summary>Every fault of the input, with its place. People of faulty rows are not among <see cref="People"/> but in <see cref="FaultyKeys"/>.</summary>
    public ImmutableArray<Issue> Issues { get; init; } = [];

    /// <summary>Whose guardians are reached where; empty unless the reader was asked for them. Personal data that no plan needs and no ledger keeps.</summary>
    public ImmutableArray<GuardianLink> Guardians { get; init; } = [];

    /// <summary>People whose rows are faulty, as far as their keys could be read: they are in the roster, so they are no leavers, and are left alone.</summary>
    public ImmutableArray<PersonKey> FaultyKeys { get; init; } = [];
}
