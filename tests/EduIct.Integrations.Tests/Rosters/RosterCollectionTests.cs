using EduIct.People;
using EduIct.Rosters;
using EduIct.Units;

namespace EduIct.Integrations.Tests.Rosters;

public class RosterCollectionTests
{
    private static readonly UnitCode s_school = new(CodeSystem.Moet, "79001");

    [Fact]
    public async Task A_key_of_two_people_is_a_fault_of_both()
    {
        Person[] people = [Person("1", "An", ("v1", "x")), Person("2", "Bình"), Person("3", "Cúc", ("v1", "x"))];
        Roster roster = await CollectAsync(people);

        Assert.Equal("people:3: roster.duplicate-key", roster.Issues.Single().ToString()[..30]);
        Assert.Equal(["moet:2"], roster.People.Select(person => person.ToString()));
        Assert.Equal(["moet:1", "moet:3", "vendor:v1:x"], roster.FaultyKeys.Order().Select(key => key.ToString()));
    }

    [Fact]
    public async Task The_order_of_people_changes_nothing_of_the_digest_even_among_doubles()
    {
        Person[] people = [Person("1", "An"), Person("1", "Bình"), Person("2", "Cúc"), Person("3", "Dũng")];
        Assert.Equal((await CollectAsync(people)).Digest, (await CollectAsync([.. people.Reverse()])).Digest);
    }

    [Fact]
    public async Task Whatever_a_plan_follows_from_changes_the_digest()
    {
        Person person = Person("1", "An");
        Affiliation place = person.Affiliations[0];
        Roster[] rosters =
        [
            await CollectAsync([person]),
            await CollectAsync([Person("1", "Ân")]),
            await CollectAsync([person with { Enabled = false }]),
            await CollectAsync([person with { BirthDate = SetFolder.Day }]),
            await CollectAsync([new Person(person.Keys, person.Name, [place with { Classes = ["6A", "1"] }])]),
            await CollectAsync([new Person(person.Keys, person.Name, [place with { Classes = ["6A,1"] }])]),
            await CollectAsync([new Person(person.Keys, person.Name, [place with { Grade = "6" }])]),
            await CollectAsync([person], new RosterCoverage([(s_school, Role.Student)])),
        ];
        Assert.Equal(rosters.Length, rosters.Select(roster => roster.Digest).Distinct().Count());
    }

    private static Person Person(string id, string name, params (string System, string Value)[] keys) => new(
        [new PersonKey(CodeSystem.Moet, id), .. keys.Select(key => new PersonKey(CodeSystem.Vendor(key.System), key.Value))],
        PersonName.Parse("Nguyễn " + name)!,
        [new Affiliation(s_school, Role.Student)]);

    private static Task<Roster> CollectAsync(IEnumerable<Person> people, RosterCoverage? coverage = null) =>
        RosterCollection.CollectAsync(people.ToAsyncEnumerable(), SetFolder.Day, coverage: coverage);
}
