using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EduIct.Cli.Demo;
using EduIct.People;
using EduIct.Units;
using NodaTime;

namespace EduIct.Integrations.Tests.Demo;

public sealed class DemoProvinceTests
{
    private static readonly DemoTerm First = DemoProvince.FirstTerm(2000, seed: 1);

    private static IEnumerable<DemoPerson> Pupils => First.People.Where(person => person.Role == Role.Student);

    [Fact]
    public void The_same_number_and_seed_give_the_same_province_on_every_machine()
    {
        var text = new StringBuilder();
        foreach (DemoPerson person in SecondTerm.After(DemoProvince.FirstTerm(300, seed: 42), seed: 42).People)
        {
            text.Append(CultureInfo.InvariantCulture, $"{person.Id}|{person.MoetId}|{person.Name.Full}|{person.BirthDate:uuuu-MM-dd}|{person.Class}|{person.Org}|{person.Guardian}\n");
        }

        // The digest is the point: it was computed once, and any other machine must come to the same.
        Assert.Equal("10d85d80ba183edc53e7ced8e069f7fe4ae87747d0ba7fc7082a4d3dc6cc7cf3", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))));
    }

    [Fact]
    public void Another_seed_gives_other_people() =>
        Assert.NotEqual(First.People.Select(person => person.Name), DemoProvince.FirstTerm(2000, seed: 2).People.Select(person => person.Name));

    [Theory]
    [InlineData(1)]
    [InlineData(29)]
    [InlineData(300)]
    [InlineData(2000)]
    [InlineData(20_000)]
    public void There_are_as_many_pupils_as_asked_for(int students)
    {
        DemoTerm term = DemoProvince.FirstTerm(students, seed: 3);

        Assert.Equal(students, term.People.Count(person => person.Role == Role.Student));
        Assert.NotEmpty(SecondTerm.After(term, seed: 3).People);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(DemoProvince.MostStudents + 1)]
    public void A_number_of_pupils_that_no_province_has_is_refused(int students) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DemoProvince.FirstTerm(students, seed: 1));

    [Theory]
    [InlineData(300)]
    [InlineData(2000)]
    public void Every_level_has_a_school_with_pupils(int students)
    {
        DemoTerm term = DemoProvince.FirstTerm(students, seed: 1);
        HashSet<string> withPupils = [.. term.People.Where(person => person.Role == Role.Student).Select(person => person.Org)];

        Assert.Superset(
            new HashSet<UnitKind>
            {
                UnitKind.Primary, UnitKind.LowerSecondary, UnitKind.UpperSecondary, UnitKind.PrimaryAndLowerSecondary,
                UnitKind.LowerAndUpperSecondary, UnitKind.ContinuingEducationCentre,
            },
            term.Orgs.Where(org => withPupils.Contains(org.Id)).Select(org => org.Kind).ToHashSet());
        Assert.Contains(term.Orgs, org => org.Kind == UnitKind.Preschool && !withPupils.Contains(org.Id));
        Assert.Contains(term.Orgs.GroupBy(org => org.Name), name => name.Count() > 1);
    }

    [Fact]
    public void Identities_never_come_twice()
    {
        DemoTerm second = SecondTerm.After(First, seed: 1);
        string[] orgs = [.. SchoolCatalogue.Schools.Concat(SchoolCatalogue.Preschools).Select(org => org.Id)];

        Assert.Equal(orgs.Length, orgs.Distinct().Count());
        Assert.Equal(First.Classes.Length, First.Classes.Select(each => each.Id).Distinct().Count());
        foreach (DemoTerm term in new[] { First, second })
        {
            Assert.Equal(term.People.Length, term.People.Select(person => person.Id).Distinct().Count());
            string[] moet = [.. term.People.Select(person => person.MoetId).OfType<string>()];
            Assert.Equal(moet.Length, moet.Distinct().Count());
            Assert.All(moet, id => Assert.Matches("^[0-9]{10}$", id));
        }
    }

    [Fact]
    public void Whatever_people_name_is_there()
    {
        foreach (DemoTerm term in new[] { First, SecondTerm.After(First, seed: 1) })
        {
            HashSet<string> orgs = [.. term.Orgs.Select(org => org.Id)];
            Dictionary<string, DemoClass> classes = term.Classes.ToDictionary(each => each.Id);
            HashSet<string> guardians = [.. term.People.Where(person => person.Role == Role.Guardian).Select(person => person.Id)];

            Assert.All(term.People.SelectMany(person => person.Posts), post => Assert.Contains(post.Org, orgs));
            Assert.All(term.People.Where(person => person.Class is not null), person => Assert.Equal(person.Org, classes[person.Class!].School));
            Assert.Equal(guardians.Order(), term.People.Select(person => person.Guardian).OfType<string>().Order());
        }
    }

    [Fact]
    public void Classes_are_as_large_as_classes_are_and_pupils_as_old_as_their_grade()
    {
        Dictionary<string, DemoClass> classes = First.Classes.ToDictionary(each => each.Id);
        Dictionary<string, UnitKind> kinds = First.Orgs.ToDictionary(org => org.Id, org => org.Kind);

        Assert.All(Pupils.GroupBy(pupil => pupil.Class), its => Assert.InRange(its.Count(), 30, 45));
        Assert.All(First.Classes, each => Assert.Single(First.People, person => person.Role == Role.Teacher && person.Class == each.Id));
        Assert.All(Pupils.Where(pupil => kinds[pupil.Org] != UnitKind.ContinuingEducationCentre), pupil =>
            Assert.InRange(DemoTerm.SchoolYear - pupil.BirthDate!.Value.Year - classes[pupil.Class!].Grade, 5, 7));
        Assert.InRange(2000.0 / First.People.Count(person => person.Role == Role.Teacher), 12, 20);
    }

    [Fact]
    public void Family_names_are_as_frequent_as_in_life()
    {
        Dictionary<string, double> shares = Pupils.GroupBy(pupil => pupil.Name.Family).ToDictionary(name => name.Key, name => name.Count() / 2000.0);

        Assert.InRange(shares["Nguyễn"], 0.34, 0.42);
        Assert.InRange(shares["Trần"], 0.085, 0.135);
        Assert.InRange(shares["Lê"], 0.07, 0.12);
        Assert.InRange(shares["Phạm"], 0.05, 0.095);
        Assert.True(shares.Count > 25);
    }

    [Fact]
    public void Middle_names_tell_the_sex_and_the_generation()
    {
        Assert.DoesNotContain(First.People, person => person.Female && person.Name.Middle == "Văn");
        Assert.DoesNotContain(First.People, person => !person.Female && person.Name.Middle == "Thị");
        Assert.True(ShareOfThi(person => person.BirthDate?.Year < 1996) > 3 * ShareOfThi(person => person.BirthDate?.Year > 2012));
        Assert.InRange(Pupils.Count(pupil => pupil.Name.Middle.Contains(' ', StringComparison.Ordinal)) / 2000.0, 0.15, 0.45);
        Assert.Contains(Pupils, pupil => pupil.Name.Middle.Length == 0);
        Assert.Contains(Pupils, pupil => pupil.Name.Family is "Thạch" or "K'Sor" or "Danh");

        static double ShareOfThi(Func<DemoPerson, bool> born)
        {
            DemoPerson[] women = [.. First.People.Where(person => person.Female && born(person))];
            return women.Count(person => person.Name.Middle.StartsWith("Thị", StringComparison.Ordinal)) / (double)women.Length;
        }
    }

    [Fact]
    public void Namesakes_are_plenty_some_of_one_year_and_one_school()
    {
        Assert.True(Pupils.GroupBy(pupil => pupil.Name.Full).Where(name => name.Count() > 1).Sum(name => name.Count()) > 150);
        Assert.Contains(Pupils.GroupBy(pupil => (pupil.Name.Full, pupil.BirthDate!.Value.Year)), same => same.Count() > 1);
        Assert.Contains(Pupils.GroupBy(pupil => (pupil.Name.Full, pupil.Org)), same => same.Count() > 1);
    }

    [Fact]
    public void The_roster_has_what_rosters_have()
    {
        Assert.Contains(First.People, person => person.Decomposed);
        Assert.Contains(First.People, person => person.Role != Role.Guardian && person.MoetId is null);
        Assert.Contains(First.People, person => person.Posts.Length == 2);
        Assert.InRange(First.People.Count(person => person.Role == Role.Guardian), 150, 350);
        Assert.Contains(First.People, person => person.Role == Role.Staff && person.Org == "so-bentre");
        Assert.All(First.Orgs.Skip(1), school => Assert.Contains(First.People, person => person.Role == Role.Principal && person.Org == school.Id));
    }

    [Fact]
    public void The_terms_begin_where_the_school_year_does()
    {
        Assert.Equal(new LocalDate(2026, 9, 5), First.Date);
        Assert.Equal(new LocalDate(2027, 1, 18), SecondTerm.After(First, seed: 1).Date);
    }
}
