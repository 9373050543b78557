using EduIct.Units;
using System.Collections.Immutable;
using EduIct.People;
using NodaTime;

namespace EduIct.Cli.Demo;

/// <summary>What half a school year does to a province: people come, go, move, and have their names mended. Nobody has two things happen at once.</summary>
internal sealed class SecondTerm
{
    // In thousandths of the pupils; leavers stay far below the twentieth at which the guard of a tenant stops a plan.
    private const int Leavers = 15;
    private const int Arrivals = 25;
    private const int SchoolMoves = 10;
    private const int ClassMoves = 10;
    private const int AccentCorrections = 6;
    private const int LetterCorrections = 7;

    private readonly DemoTerm _first;
    private readonly SplitMix _random;
    private readonly PeopleMaker _maker;
    private readonly Dictionary<string, DemoPerson> _people;
    private readonly List<DemoPerson> _newTeachers = [];
    private readonly Dictionary<string, DemoClass> _classes;
    private readonly ILookup<int, DemoClass> _classesByGrade;
    private readonly Queue<string> _untouched;
    private readonly int _pupils;

    private SecondTerm(DemoTerm first, int seed)
    {
        _first = first;
        _random = new SplitMix(~unchecked((ulong)seed));
        _maker = new PeopleMaker(_random, first.People);
        _people = first.People.ToDictionary(person => person.Id, StringComparer.Ordinal);
        _classes = first.Classes.ToDictionary(each => each.Id, StringComparer.Ordinal);
        _classesByGrade = first.Classes.ToLookup(each => each.Grade);
        string[] pupils = _random.Shuffled(first.People.Where(person => person.Role == Role.Student).Select(person => person.Id));
        _untouched = new Queue<string>(pupils);
        _pupils = pupils.Length;
    }

    /// <summary>The same province on 18 January 2027, in another order of rows.</summary>
    public static DemoTerm After(DemoTerm first, int seed)
    {
        var second = new SecondTerm(first, seed);
        second.MovePupils();
        second.MoveTeachers();
        ImmutableArray<DemoPerson> arrivals = [.. second.Arriving()];
        return first with
        {
            Number = 2,
            Date = new LocalDate(DemoTerm.SchoolYear + 1, 1, 18),
            People = [.. second._random.Shuffled<DemoPerson>([.. second.Staying(), .. second._newTeachers, .. arrivals])],
        };
    }

    private void MovePupils()
    {
        Change(SchoolMoves, pupil => InAnotherClass(pupil, sameSchool: false));
        Change(ClassMoves, pupil => InAnotherClass(pupil, sameSchool: true));
        Change(AccentCorrections, pupil => NameCorrections.Accent(pupil.Name) is { } name ? pupil with { Name = name } : null);
        Change(LetterCorrections, pupil => NameCorrections.Letter(pupil.Name, _random) is { } name ? pupil with { Name = name } : null);
        for (int left = Share(Leavers); left > 0 && _untouched.TryDequeue(out string? id); left--)
        {
            _people.Remove(id);
        }
    }

    private void Change(int perMille, Func<DemoPerson, DemoPerson?> change)
    {
        int wanted = Share(perMille);
        for (int tries = _untouched.Count; tries > 0 && wanted > 0; tries--)
        {
            string id = _untouched.Dequeue();
            if (change(_people[id]) is { } changed)
            {
                _people[id] = changed;
                wanted--;
            }
            else
            {
                _untouched.Enqueue(id);
            }
        }
    }

    // A province of a few pupils has none to spare: where all of a school's pupils were gone, no roster would say that they left.
    private int Share(int perMille) => _pupils < 100 ? 0 : Math.Max(1, ((_pupils * perMille) + 500) / 1000);

    private DemoPerson? InAnotherClass(DemoPerson pupil, bool sameSchool)
    {
        DemoClass now = _classes[pupil.Class!];
        DemoClass[] others = [.. _classesByGrade[now.Grade].Where(each => each.Id != now.Id && (each.School == now.School) == sameSchool)];
        if (others.Length == 0)
        {
            return null;
        }

        DemoClass next = _random.Pick(others);
        return pupil with { Class = next.Id, Posts = [new DemoPost(next.School, Role.Student)] };
    }

    // Teachers with a class of their own stay to the end of the year.
    private void MoveTeachers()
    {
        string[] schools = [.. _first.Classes.Select(each => each.School).Distinct(StringComparer.Ordinal)];
        string[] free = _random.Shuffled(_first.People.Where(IsFree).Select(person => person.Id));
        int some = 1 + (free.Length / 100);
        foreach (string id in free.Take(some))
        {
            DemoPerson teacher = _people[id];
            string[] others = [.. schools.Where(school => school != teacher.Org)];
            if (others.Length > 0)
            {
                _people[id] = teacher with { Posts = [new DemoPost(_random.Pick(others), Role.Teacher)] };
            }
        }

        foreach (string id in free.Skip(some).Take(_pupils < 100 ? 0 : some))
        {
            _people.Remove(id);
        }

        for (int i = 0; i < some; i++)
        {
            _newTeachers.Add(_maker.Grown("gv", Role.Teacher, _random.Pick(schools), female: 650));
        }

        bool IsFree(DemoPerson person) =>
            person.Role == Role.Teacher && person.Class is null && person.Posts.Length == 1 && schools.Contains(person.Org, StringComparer.Ordinal);
    }

    private IEnumerable<DemoPerson> Arriving()
    {
        Dictionary<string, DemoOrg> schools = _first.Orgs.ToDictionary(org => org.Id, StringComparer.Ordinal);
        for (int i = Share(Arrivals); i > 0; i--)
        {
            DemoClass its = _random.Pick(_first.Classes);
            DemoPerson pupil = _maker.Pupil(its, schools[its.School].Kind == UnitKind.ContinuingEducationCentre);
            if (_random.Chance(120))
            {
                DemoPerson guardian = _maker.GuardianOf(pupil);
                yield return guardian;
                pupil = pupil with { Guardian = guardian.Id };
            }

            yield return pupil;
        }
    }

    // A guardian stands where the pupil does, and leaves with the pupil.
    private IEnumerable<DemoPerson> Staying()
    {
        foreach (DemoPerson before in _first.People)
        {
            if (before.Role == Role.Guardian || !_people.TryGetValue(before.Id, out DemoPerson? person))
            {
                continue;
            }

            if (person.Guardian is { } guardian)
            {
                yield return _people[guardian] with { Posts = [new DemoPost(person.Org, Role.Guardian)] };
            }

            yield return person;
        }
    }
}
