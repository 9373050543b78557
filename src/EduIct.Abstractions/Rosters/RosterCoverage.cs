using System.Collections.Frozen;
using EduIct.People;
using EduIct.Units;

namespace EduIct.Rosters;

/// <summary>For which units and roles a roster is the whole truth. Only there is somebody who is not in it a leaver.</summary>
public sealed class RosterCoverage
{
    private readonly FrozenSet<(UnitCode, Role)> _complete;

    /// <summary>Says what is complete.</summary>
    public RosterCoverage(IEnumerable<(UnitCode Unit, Role Role)> complete) => _complete = complete.ToFrozenSet();

    /// <summary>Complete for nothing: nobody who is absent is a leaver (a plain CSV, a delta).</summary>
    public static RosterCoverage None { get; } = new([]);

    /// <summary>Whether everybody with that role at that unit is in the roster.</summary>
    public bool IsComplete(UnitCode unit, Role role) => _complete.Contains((unit, role));

    /// <summary>What is complete.</summary>
    public IReadOnlyCollection<(UnitCode Unit, Role Role)> Complete => _complete;

    /// <summary>Complete for every unit and role that occurs among the people, as a OneRoster bulk set is.</summary>
    public static RosterCoverage OfAll(IEnumerable<Person> people) =>
        new(people.SelectMany(person => person.Affiliations).Select(affiliation => (affiliation.Unit, affiliation.Role)));
}
