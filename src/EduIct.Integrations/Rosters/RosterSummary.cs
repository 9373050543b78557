using EduIct.People;

namespace EduIct.Rosters;

/// <summary>A roster in numbers.</summary>
/// <param name="People">People without faults.</param>
/// <param name="ByRole">People by the role of their main affiliation.</param>
/// <param name="Units">Units in which somebody stands.</param>
/// <param name="Classes">Classes in which somebody stands.</param>
public sealed record RosterSummary(int People, IReadOnlyDictionary<Role, int> ByRole, int Units, int Classes)
{
    /// <summary>Counts.</summary>
    public static RosterSummary Of(Roster roster)
    {
        ArgumentNullException.ThrowIfNull(roster);
        IEnumerable<Affiliation> places = roster.People.SelectMany(person => person.Affiliations);
        return new RosterSummary(
            roster.People.Length,
            roster.People.CountBy(person => person.Affiliations[0].Role).ToDictionary(),
            places.Select(place => place.Unit).Distinct().Count(),
            places.SelectMany(place => place.Classes.Select(title => (place.Unit, title))).Distinct().Count());
    }
}
