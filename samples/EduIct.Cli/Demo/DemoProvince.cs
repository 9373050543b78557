using EduIct.People;
using EduIct.Units;
using NodaTime;

namespace EduIct.Cli.Demo;

/// <summary>
/// A believable province, made of nothing but a number of pupils and a seed: the same two give the same people on every machine.
/// Names of schools are those of Bến Tre; every person is invented.
/// </summary>
internal static class DemoProvince
{
    /// <summary>Most pupils that a demo takes: a little more than the largest province has.</summary>
    public const int MostStudents = 2_000_000;

    private const int PupilsPerTeacher = 18;

    /// <summary>The province on 5 September 2026, the opening day of the school year.</summary>
    /// <param name="students">Pupils, 1 to <see cref="MostStudents"/>.</param>
    /// <param name="seed">Any number.</param>
    public static DemoTerm FirstTerm(int students, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(students);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(students, MostStudents);
        var random = new SplitMix(unchecked((ulong)seed));
        IReadOnlyList<(DemoClass Class, int Pupils)> plan = SchoolPlan.Make(students, random);
        HashSet<string> open = [.. plan.Select(each => each.Class.School)];
        DemoOrg[] schools = [.. SchoolCatalogue.Schools.Where(school => open.Contains(school.Id)), .. SchoolCatalogue.Preschools];

        var maker = new PeopleMaker(random);
        var people = new List<DemoPerson>();
        AddDepartment(people, maker);
        ILookup<string, (DemoClass Class, int Pupils)> classes = plan.ToLookup(each => each.Class.School);
        foreach (DemoOrg school in schools)
        {
            AddGrownUps(people, maker, school, [.. classes[school.Id]]);
        }

        LendTeachers(people, schools, random);
        foreach (DemoOrg school in schools)
        {
            foreach ((DemoClass each, int pupils) in classes[school.Id])
            {
                AddPupils(people, maker, each, pupils, school.Kind == UnitKind.ContinuingEducationCentre, random);
            }
        }

        return new DemoTerm
        {
            Number = 1,
            Date = new LocalDate(DemoTerm.SchoolYear, 9, 5),
            Orgs = [SchoolCatalogue.Department, .. schools],
            Classes = [.. plan.Select(each => each.Class)],
            People = [.. people],
        };
    }

    private static void AddDepartment(List<DemoPerson> people, PeopleMaker maker)
    {
        string so = SchoolCatalogue.Department.Id;
        for (int i = 0; i < 3; i++)
        {
            people.Add(maker.Grown("ql", Role.Principal, so, female: 350));
        }

        for (int i = 0; i < 9; i++)
        {
            people.Add(maker.Grown("nv", Role.Staff, so, female: 500));
        }
    }

    private static void AddGrownUps(List<DemoPerson> people, PeopleMaker maker, DemoOrg school, (DemoClass Class, int Pupils)[] classes)
    {
        int pupils = classes.Sum(each => each.Pupils);
        int heads = pupils > 250 ? 2 : 1;
        for (int i = 0; i < heads; i++)
        {
            people.Add(maker.Grown("ql", Role.Principal, school.Id, female: 450));
        }

        // In a preschool all but a few teachers are women; in a primary school three in four.
        int female = school.Kind == UnitKind.Preschool ? 980 : school.Kind == UnitKind.Primary ? 760 : 640;
        int teachers = Math.Max(classes.Length + 1, school.Kind == UnitKind.Preschool ? 6 : (pupils + PupilsPerTeacher - 1) / PupilsPerTeacher);
        for (int i = 0; i < teachers; i++)
        {
            people.Add(maker.Grown("gv", Role.Teacher, school.Id, female) with { Class = i < classes.Length ? classes[i].Class.Id : null });
        }

        int staff = 1 + (pupils / 400);
        for (int i = 0; i < staff; i++)
        {
            people.Add(maker.Grown("nv", Role.Staff, school.Id, female: 600));
        }
    }

    // One teacher in forty without a class of their own also teaches at a second school.
    private static void LendTeachers(List<DemoPerson> people, DemoOrg[] schools, SplitMix random)
    {
        DemoOrg[] borrowing = [.. schools.Where(school => school.Kind != UnitKind.Preschool)];
        int[] free = [.. people.Index().Where(each => each.Item.Role == Role.Teacher && each.Item.Class is null).Select(each => each.Index)];
        int lent = Math.Max(1, people.Count(person => person.Role == Role.Teacher) / 40);
        foreach (int at in random.Shuffled(free).Take(lent))
        {
            DemoOrg second = random.Pick(borrowing);
            if (second.Id != people[at].Org)
            {
                people[at] = people[at] with { Posts = [.. people[at].Posts, new DemoPost(second.Id, Role.Teacher)] };
            }
        }
    }

    private static void AddPupils(List<DemoPerson> people, PeopleMaker maker, DemoClass its, int count, bool adultEducation, SplitMix random)
    {
        for (int i = 0; i < count; i++)
        {
            DemoPerson pupil = maker.Pupil(its, adultEducation);
            if (random.Chance(120))
            {
                DemoPerson guardian = maker.GuardianOf(pupil);
                people.Add(guardian);
                pupil = pupil with { Guardian = guardian.Id };
            }

            people.Add(pupil);
        }
    }
}
