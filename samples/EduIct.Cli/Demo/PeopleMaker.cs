using System.Collections.Immutable;
using System.Globalization;
using EduIct.People;
using NodaTime;

namespace EduIct.Cli.Demo;

/// <summary>Makes people one after the other: names as frequent as in life, and identities that never come twice.</summary>
internal sealed class PeopleMaker
{
    private readonly SplitMix _random;
    private readonly HashSet<string> _moetIds;
    private readonly Dictionary<string, int> _numbers = [];

    public PeopleMaker(SplitMix random)
        : this(random, [])
    {
    }

    /// <summary>Goes on from people that are there already.</summary>
    public PeopleMaker(SplitMix random, IReadOnlyCollection<DemoPerson> people)
    {
        _random = random;
        _moetIds = [.. people.Select(person => person.MoetId).OfType<string>()];
        foreach (DemoPerson person in people)
        {
            int dash = person.Id.IndexOf('-', StringComparison.Ordinal);
            int number = int.Parse(person.Id.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture);
            _numbers[person.Id[..dash]] = Math.Max(number, _numbers.GetValueOrDefault(person.Id[..dash]));
        }
    }

    public DemoPerson Pupil(DemoClass its, bool adultEducation)
    {
        int late = _random.Below(1000) switch { < 5 => 2, < 45 => 1, _ => 0 };
        if (adultEducation)
        {
            late += _random.Below(4);
        }

        // Education Law 43/2019/QH14, article 28: grade 1 at six, counted by year; a little later is common.
        int year = DemoTerm.SchoolYear - 5 - its.Grade - late;
        bool female = _random.Chance(487);
        DemoName name = _random.Chance(8) ? Minority(ref female) : Name(year, female);
        return new DemoPerson(Id("hs"), MoetId(), name, female, BirthDate(year))
        {
            Posts = [new DemoPost(its.School, Role.Student)],
            Class = its.Id,
            Decomposed = _random.Chance(25),
        };
    }

    public DemoPerson Grown(string prefix, Role role, string org, int female)
    {
        bool woman = _random.Chance(female);
        int year = _random.Between(role == Role.Principal ? 1967 : 1970, role == Role.Principal ? 1985 : 2003);
        return new DemoPerson(Id(prefix), MoetId(), Name(year, woman), woman, BirthDate(year)) { Posts = [new DemoPost(org, role)] };
    }

    /// <summary>The guardian whom the roster names for a pupil: as often the father, whose family name the pupil has, as the mother.</summary>
    public DemoPerson GuardianOf(DemoPerson pupil)
    {
        bool mother = _random.Chance(500);
        int year = pupil.BirthDate!.Value.Year - _random.Between(22, 38);
        DemoName name = NameTables.Of(Math.Min(year, 1995)).Name(_random, mother ? NameTables.Family.Draw(_random) : pupil.Name.Family, mother);
        return new DemoPerson(Id("ph"), MoetId: null, name, mother, BirthDate: null) { Posts = [new DemoPost(pupil.Org, Role.Guardian)] };
    }

    private DemoName Name(int year, bool female) => NameTables.Of(year).Name(_random, NameTables.Family.Draw(_random), female);

    private DemoName Minority(ref bool female)
    {
        (DemoName name, female) = _random.Pick(NameTables.Minority);
        return name;
    }

    private LocalDate BirthDate(int year) => new LocalDate(year, 1, 1).PlusDays(_random.Below(365));

    private string Id(string prefix)
    {
        int number = _numbers.GetValueOrDefault(prefix) + 1;
        _numbers[prefix] = number;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number:D6}");
    }

    private string? MoetId()
    {
        if (_random.Chance(15))
        {
            return null;
        }

        string id;
        do
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{_random.Below(100_000):D5}{_random.Below(100_000):D5}");
        }
        while (!_moetIds.Add(id));
        return id;
    }
}
