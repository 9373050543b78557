using EduIct.Education;
using EduIct.Units;

namespace EduIct.Planning;

/// <summary>A provider's education resources by what they are found by. Two schools may carry one code, made by an attempt whose answer was lost: the one with the lowest identifier counts.</summary>
internal sealed class EducationIndex
{
    private readonly Dictionary<UnitCode, EducationSchool> _schools = [];
    private readonly Dictionary<string, SortedSet<UnitCode>> _schoolsOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EducationClass> _classes;
    private readonly Dictionary<string, EducationPerson> _people;

    public EducationIndex(EducationSnapshot snapshot)
    {
        foreach (SchoolSnapshot school in snapshot.Schools.OrderBy(school => school.School.Id, StringComparer.Ordinal))
        {
            if (school.School.Unit is { } unit && _schools.TryAdd(unit, school.School))
            {
                foreach (string id in school.Classes.Concat(school.People))
                {
                    if (!_schoolsOf.TryGetValue(id, out SortedSet<UnitCode>? units))
                    {
                        _schoolsOf[id] = units = [];
                    }

                    units.Add(unit);
                }
            }
        }

        _classes = snapshot.Classes.ToDictionary(item => item.Id, StringComparer.Ordinal);
        _people = snapshot.People.ToDictionary(person => person.Id, StringComparer.Ordinal);
    }

    public EducationSchool? School(UnitCode unit) => _schools.GetValueOrDefault(unit);

    public EducationClass? Class(string id) => _classes.GetValueOrDefault(id);

    public EducationPerson? Person(string id) => _people.GetValueOrDefault(id);

    /// <summary>The schools of ours in which an account or a class stands, in the order of their codes.</summary>
    public IReadOnlyCollection<UnitCode> SchoolsOf(string id) => _schoolsOf.TryGetValue(id, out SortedSet<UnitCode>? units) ? units : [];
}
