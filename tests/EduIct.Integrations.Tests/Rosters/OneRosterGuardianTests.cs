using EduIct.Guardians;
using EduIct.Integrations.Tests.Guardians;
using EduIct.People;
using EduIct.Rosters;

namespace EduIct.Integrations.Tests.Rosters;

/// <summary>Who pupils' guardians are, by a OneRoster set.</summary>
public sealed class OneRosterGuardianTests
{
    private static readonly RosterReaderOptions s_asked = new() { Guardians = true };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kin_among_the_agents_of_pupils_are_their_guardians(bool version11)
    {
        using SetFolder set = SetFolder.WithGuardians(version11);
        Roster roster = await set.ReadAsync(s_asked);

        Assert.Empty(roster.Issues);
        Assert.Equal(
            [("oneroster:hs1", "me@x.vn", "Trần Thị Mai"), ("oneroster:hs2", "me@x.vn", "Trần Thị Mai"), ("oneroster:hs2", "ba@x.vn", "Nguyễn Ba")],
            roster.Guardians.Select(link => (link.Pupil[0].ToString(), link.Contact.Value, link.Name)));
        Assert.All(roster.Guardians, link => Assert.DoesNotContain("@", link.ToString(), StringComparison.Ordinal));
        Assert.Empty((await set.ReadAsync()).Guardians);
    }

    [Fact]
    public async Task What_names_nobody_or_reaches_nobody_is_told_and_nobody_loses_an_account_by_it()
    {
        using SetFolder set = SetFolder.WithGuardians();
        set.Change("users", "06,,me", "06,,\"me,ai,ba\"");
        set.Change("users", "ba@x.vn", "ba tại x");
        Roster before = await set.ReadAsync();
        Roster roster = await set.ReadAsync(s_asked);

        SetFolder.Faults(roster, "users.csv:2:12 roster.unknown-agent", "users.csv:6:11 roster.guardian-email");
        Assert.DoesNotContain(roster.Issues, issue => issue.ToString().Contains("ba tại x", StringComparison.Ordinal));
        Assert.Empty(before.Issues);
        Assert.Equal(before.People.Select(person => person.ToString()), roster.People.Select(person => person.ToString()));
        Assert.Empty(roster.FaultyKeys);
        Assert.Equal(before.Coverage.Complete, roster.Coverage.Complete);
        Assert.Equal(before.Digest, roster.Digest);
    }

    [Theory]
    [InlineData("roles", "me,primary,parent,,,", "me,primary,parent,,2026-01-31,")]
    [InlineData("users", "me,,,true", "me,tobedeleted,,true")]
    [InlineData("users", "me,,,true", "me,,,maybe")]
    public async Task Who_is_no_guardian_on_the_day_or_cannot_be_told_is_none(string file, string from, string to)
    {
        using SetFolder set = SetFolder.WithGuardians();
        set.Change(file, from, to);

        Assert.Equal(["ba@x.vn"], (await set.ReadAsync(s_asked)).Guardians.Select(link => link.Contact.Value));
    }

    [Fact]
    public async Task Results_without_a_contact_get_those_of_the_roster()
    {
        using SetFolder set = SetFolder.WithGuardians();
        Roster roster = await set.ReadAsync(s_asked);
        TermResult none = ResultSample.Result("x@x.vn") with { Guardian = null, GuardianName = "" };
        TermResult[] results =
        [
            none with { StudentKey = "1001" },
            none with { StudentKey = "moet:1002" },
            none with { StudentKey = "1003" },
            ResultSample.Result("me@x.vn", "hs2"),
            none with { StudentKey = "hs2" },
        ];

        var (complete, issues) = GuardianContacts.Complete(results, roster);

        Assert.Empty(issues);
        Assert.Equal(
            [("1001", "me@x.vn"), ("moet:1002", "me@x.vn"), ("moet:1002", "ba@x.vn"), ("1003", null), ("hs2", "me@x.vn"), ("hs2", "ba@x.vn")],
            complete.Select(result => (result.StudentKey, result.Guardian?.Value)));
    }

    [Fact]
    public void A_code_that_two_pupils_have_in_different_systems_is_told_and_gives_no_contact()
    {
        GuardianLink Link(string key, string address) =>
            new([PersonKey.TryParse(key, out PersonKey parsed) ? parsed : default], ResultSample.Contact(address), "Mẹ", new EduIct.Issues.SourcePlace("users.csv", 2));
        Roster roster = new() { People = [], Date = SetFolder.Day, Digest = "", Guardians = [Link("moet:1", "a@x.vn"), Link("oneroster:1", "b@x.vn")] };
        TermResult none = ResultSample.Result("x@x.vn") with { Guardian = null };

        var (complete, issues) = GuardianContacts.Complete([none with { StudentKey = "1" }, none with { StudentKey = "moet:1" }], roster);

        Assert.Equal([null, "a@x.vn"], complete.Select(result => result.Guardian?.Value));
        Assert.Equal("results:1 results.ambiguous-student", $"{Assert.Single(issues).Place} {issues[0].Code}");
    }
}
