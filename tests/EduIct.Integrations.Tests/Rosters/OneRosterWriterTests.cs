using System.Collections.Immutable;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.People;
using EduIct.Rosters;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EduIct.Integrations.Tests.Rosters;

public class OneRosterWriterTests
{
    private static readonly string[] s_words = ["Nguyễn", "Đỗ", "H'Hen", "Niê", "\"Kép\"", "A,B", "O\"", "=1+1A", "-Lê", "Ngọc;", "@Ý", "#x", "N\u0303", "Trần\tVăn", "Z'", ",A"];

    [Fact]
    public void What_is_written_is_read_again_whatever_names_hold()
    {
        Gen<string> word = Gen.Elements(s_words);
        var users = from family in word
                    from middle in word
                    from given in word
                    from enabled in Gen.Elements(true, false)
                    from grade in Gen.Elements("1", "6", "12")
                    from born in Gen.Choose(-10_000, 20_000)
                    select (family, middle, given, enabled, grade, born);
        Prop.ForAll(users.NonEmptyListOf().ToArbitrary(), list => RoundTrip([.. list.Take(8)])).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    private static async Task RoundTrip((string Family, string Middle, string Given, bool Enabled, string Grade, int Born)[] people)
    {
        using var folder = new TemporaryFolder();
        ImmutableArray<OneRosterUser> users =
        [
            .. people.Select((person, index) => new OneRosterUser($"u-{index}", person.Family, person.Middle, person.Given)
            {
                Enabled = person.Enabled,
                Grade = person.Grade,
                BirthDate = person.Born < 0 ? null : new LocalDate(1970, 1, 1).PlusDays(person.Born),
                UserIds = [new PersonKey(CodeSystem.Moet, $"m{index}"), new PersonKey(CodeSystem.Vendor("sis"), $"a:{index}")],
            }),
        ];
        var set = new OneRosterSet
        {
            Orgs = [new OneRosterOrg("so", "Sở \"GD\", Vĩnh Long", "district", null), new OneRosterOrg("t1", "Trường THCS \"A, B\"", "school", "so")],
            Sessions = [new OneRosterSession("y", "2026-2027", "schoolYear", new LocalDate(2026, 8, 1), new LocalDate(2027, 7, 31), 2027)],
            Classes = [new OneRosterClass("c1", "6,\"1\"", "6", "t1", "y")],
            Users = users,
            Roles = [.. users.Select(user => new OneRosterRole(user.SourcedId, "t1", "student", true))],
            Enrollments = [.. users.Select(user => new OneRosterEnrollment("c1", "t1", user.SourcedId, "student"))],
        };
        await OneRosterWriter.WriteAsync(set, folder.Path);
        Roster roster = await new RosterReader().ReadAsync(folder.Path, new RosterReaderOptions { Date = SetFolder.Day });

        Assert.Empty(roster.Issues);
        Assert.Equal(set.Orgs.Select(org => org.Name), roster.Units.Select(unit => unit.Name));
        Assert.Equal(
            users.Select(user => (user.SourcedId, PersonName.FromParts(user.FamilyName, user.MiddleName, user.GivenName)!.Full, user.Enabled, user.Grade, user.BirthDate)),
            roster.People.Select(person => (person.Keys[0].Value, person.Name.Full, person.Enabled, person.Affiliations[0].Grade, person.BirthDate)));
        Assert.Equal(users.Select(user => string.Join(' ', user.UserIds)), roster.People.Select(person => string.Join(' ', person.Keys.Skip(1))));
        Assert.All(roster.People, person => Assert.Equal("6,\"1\"", person.Affiliations[0].Class));
    }
}
