using System.Text;
using EduIct.Cli.Demo;
using EduIct.People;
using EduIct.Rosters;
using EduIct.Units;

namespace EduIct.Integrations.Tests.Demo;

/// <summary>What the demo writes is what the reader of the product reads, without a fault.</summary>
public sealed class DemoRosterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eduict-roster-").FullName;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_term_comes_back_as_it_was_written(int number)
    {
        DemoTerm term = DemoProvince.FirstTerm(300, seed: 4);
        term = number == 1 ? term : SecondTerm.After(term, seed: 4);

        await DemoRoster.WriteAsync(term, _folder);
        Roster roster = await new RosterReader().ReadAsync(_folder, new RosterReaderOptions { Date = term.Date });

        Assert.Empty(roster.Issues);
        Dictionary<string, Person> read = roster.People.ToDictionary(person => person.KeyIn(CodeSystem.OneRoster)!.Value.Value);
        Assert.Equal(term.People.Select(person => person.Id).Order(), read.Keys.Order());
        Assert.All(term.People, person =>
        {
            Person back = read[person.Id];
            Assert.Equal(person.Name.Full, back.Name.Full);
            Assert.Equal(person.MoetId, back.KeyIn(CodeSystem.Moet)?.Value);
            Assert.Equal(person.BirthDate, back.BirthDate);
            Assert.Equal(person.Posts.Select(post => (post.Org, post.Role == Role.Staff ? DemoRoster.Staff : post.Role)), back.Affiliations.Select(each => (each.Unit.Value, each.Role)));
            if (person.Role == Role.Student)
            {
                Assert.Equal(term.Classes.Single(each => each.Id == person.Class).Title, back.Affiliations[0].Class);
            }
        });
        Assert.Equal(term.Orgs.Select(org => (org.Id, org.Name, Kind: org.Kind.Name)).Order(), roster.Units.Select(unit => (unit.Code.Value, unit.Name, unit.Kind.Name)).Order());
    }

    [Fact]
    public async Task Some_names_stand_decomposed_in_the_file()
    {
        await DemoRoster.WriteAsync(DemoProvince.FirstTerm(300, seed: 4), _folder);

        string users = await File.ReadAllTextAsync(Path.Combine(_folder, "users.csv"));

        Assert.False(users.IsNormalized(NormalizationForm.FormC));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
