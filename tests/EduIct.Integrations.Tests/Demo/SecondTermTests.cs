using System.Globalization;
using System.Text;
using EduIct.Cli.Demo;
using EduIct.People;

namespace EduIct.Integrations.Tests.Demo;

public sealed class SecondTermTests
{
    private static readonly DemoTerm First = DemoProvince.FirstTerm(2000, seed: 1);
    private static readonly DemoTerm Second = SecondTerm.After(First, seed: 1);

    private static readonly (DemoPerson Before, DemoPerson After)[] Stayed =
        [.. First.People.Join(Second.People, before => before.Id, after => after.Id, (before, after) => (before, after))];

    [Fact]
    public void It_is_the_same_each_time() =>
        Assert.Equal(Second.People.Select(person => (person.Id, person.Name, person.Class)), SecondTerm.After(First, seed: 1).People.Select(person => (person.Id, person.Name, person.Class)));

    [Theory]
    [InlineData(300)]
    [InlineData(2000)]
    [InlineData(10_000)]
    public void Leavers_stay_clearly_below_the_guard(int students)
    {
        DemoTerm first = DemoProvince.FirstTerm(students, seed: 5);
        HashSet<string> stayed = [.. SecondTerm.After(first, seed: 5).People.Select(person => person.Id)];
        DemoPerson[] accounts = [.. first.People.Where(person => person.Role != Role.Guardian)];

        double share = accounts.Count(person => !stayed.Contains(person.Id)) / (double)accounts.Length;

        Assert.InRange(share, 0.005, 0.025);
    }

    [Fact]
    public void A_school_and_role_of_a_leaver_are_still_in_the_roster()
    {
        HashSet<DemoPost> covered = [.. Second.People.SelectMany(person => person.Posts)];
        HashSet<string> stayed = [.. Second.People.Select(person => person.Id)];

        Assert.All(First.People.Where(person => person.Role != Role.Guardian && !stayed.Contains(person.Id)), leaver => Assert.Contains(leaver.Posts[0], covered));
    }

    [Fact]
    public void Everything_happens_to_somebody()
    {
        HashSet<string> before = [.. First.People.Select(person => person.Id)];
        Assert.InRange(Second.People.Count(person => person.Role == Role.Student && !before.Contains(person.Id)), 40, 60);
        Assert.InRange(Stayed.Count(person => person.Before.Role == Role.Student && person.Before.Org != person.After.Org), 15, 25);
        Assert.InRange(Stayed.Count(person => person.Before.Org == person.After.Org && person.Before.Class != person.After.Class), 15, 25);
        Assert.Contains(Second.People, person => person.Role == Role.Teacher && !before.Contains(person.Id));
        Assert.Contains(Stayed, person => person.Before.Role == Role.Teacher && person.Before.Org != person.After.Org);
    }

    [Fact]
    public void Some_names_are_mended_in_their_accents_only_and_some_in_their_letters()
    {
        var mended = Stayed.Where(person => person.Before.Name != person.After.Name).ToArray();
        int accents = mended.Count(person => Plain(person.Before.Name.Full) == Plain(person.After.Name.Full));

        Assert.InRange(accents, 8, 16);
        Assert.InRange(mended.Length - accents, 10, 18);
    }

    [Fact]
    public void Who_stays_keeps_the_identity_and_the_guardian_stands_where_the_pupil_does()
    {
        Assert.All(Stayed, person => Assert.Equal(
            (person.Before.MoetId, person.Before.BirthDate, person.Before.Role, person.Before.Guardian),
            (person.After.MoetId, person.After.BirthDate, person.After.Role, person.After.Guardian)));
        Dictionary<string, DemoPerson> people = Second.People.ToDictionary(person => person.Id);
        Assert.All(Second.People.Where(person => person.Guardian is not null), pupil => Assert.Equal(pupil.Org, people[pupil.Guardian!].Org));
    }

    [Fact]
    public void Nobody_comes_into_another_grade_by_moving()
    {
        Dictionary<string, int> grades = First.Classes.ToDictionary(each => each.Id, each => each.Grade);

        Assert.All(Stayed.Where(person => person.Before.Role == Role.Student), person => Assert.Equal(grades[person.Before.Class!], grades[person.After.Class!]));
    }

    private static string Plain(string name) =>
        new([.. name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Select(c => c switch { 'đ' => 'd', 'Đ' => 'D', _ => c })]);
}
