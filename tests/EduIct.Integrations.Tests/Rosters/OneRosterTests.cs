using System.Text;
using EduIct.People;
using EduIct.Rosters;
using EduIct.Units;
using NodaTime;

namespace EduIct.Integrations.Tests.Rosters;

public class OneRosterTests
{
    private static readonly UnitCode s_school = new(CodeSystem.OneRoster, "thcs");

    [Fact]
    public async Task A_good_set_gives_its_people_with_units_classes_and_coverage()
    {
        using SetFolder set = SetFolder.Version12();
        Roster roster = await set.ReadAsync();

        Assert.Empty(roster.Issues);
        Assert.Empty(roster.FaultyKeys);
        Assert.Equal(["oneroster:hs1", "oneroster:hs2", "oneroster:gv1"], roster.People.Select(person => person.ToString()));
        Person first = roster.People[0];
        Assert.Equal("Nguyễn Văn An", first.Name.Full);
        Assert.Equal("moet:1001", first.KeyIn(CodeSystem.Moet).ToString());
        Assert.Equal(new LocalDate(2014, 3, 4), first.BirthDate);
        Assert.Equal(new Affiliation(s_school, Role.Student) { Grade = "6", Classes = ["6A1"] }, Assert.Single(first.Affiliations));
        Assert.Equal("6A1", roster.People[2].Affiliations[0].Class);
        Assert.True(roster.Coverage.IsComplete(s_school, Role.Student));
        Assert.True(roster.Coverage.IsComplete(s_school, Role.Teacher));
        Assert.False(roster.Coverage.IsComplete(s_school, Role.Principal));
        Assert.Equal(UnitKind.LowerSecondary, roster.Units.Single(unit => unit.Code == s_school).Kind);
        Assert.Equal(new UnitCode(CodeSystem.OneRoster, "so"), roster.Units.Single(unit => unit.Code == s_school).ParentOn(SetFolder.Day));

        RosterSummary summary = RosterSummary.Of(roster);
        Assert.Equal((3, 1, 1, 2), (summary.People, summary.Units, summary.Classes, summary.ByRole[Role.Student]));
    }

    [Fact]
    public async Task Version_1_1_gives_the_same_pupils_as_1_2()
    {
        using SetFolder old = SetFolder.Version11();
        using SetFolder set = SetFolder.Version12();
        Roster before = await old.ReadAsync();
        Roster after = await set.ReadAsync();

        Assert.Empty(before.Issues);
        Assert.Equal(after.People.Select(person => (person.ToString(), person.Name.Full, person.Affiliations[0])), before.People.Select(person => (person.ToString(), person.Name.Full, person.Affiliations[0])));
        Assert.Equal(2, before.People[2].Affiliations.Length);
        Assert.True(before.Coverage.IsComplete(s_school, Role.Student));
    }

    [Fact]
    public async Task Ten_different_faults_are_ten_issues_each_where_it_stands()
    {
        using SetFolder set = SetFolder.Version12();
        set.Add("orgs", "bad,,,Trường X,college,,so", "tieuhoc,,,Trường Tiểu học Y,school,,nowhere");
        set.Add("users",
            "hs3,,,yes,hs3,,Dũng,Phạm,,7",
            "hs4,,,true,hs4,moet-1004,Em,Phạm,,7",
            "hs5,,,true,hs5,,Имя,Phạm,,7",
            "hs1,,,true,hs1,,An,Nguyễn,Văn,6",
            "hs 6,,,true,hs6,,Giang,Phạm,,7");
        set.Add("roles",
            "r4,,,hs3,primary,student,,,thcs,", "r5,,,hs4,primary,student,,,thcs,", "r6,,,hs5,primary,student,,,bad,", "r7,,,hs 6,primary,student,,,thcs,",
            "r8,,,hs2,secondary,pupil,,,thcs,");
        set.Add("classes", "7a1,,,,7,c,homeroom,thcs");
        set.Add("enrollments", "e4,,,7a1,thcs,hs3,student,,,", "e5,,,6a1,thcs,gv1,teacher,,31/12/2026,");

        SetFolder.Faults(
            await set.ReadAsync(),
            "orgs.csv:4:5 roster.bad-value",
            "orgs.csv:5:7 roster.unknown-org",
            "users.csv:5:4 roster.bad-value",
            "users.csv:6:6 roster.bad-user-id",
            "users.csv:7:7 roster.bad-name",
            "users.csv:8:1 roster.duplicate-id",
            "users.csv:9:1 roster.bad-id",
            "roles.csv:9:6 roster.bad-value",
            "classes.csv:3:4 roster.blank",
            "enrollments.csv:6:9 roster.bad-date");
    }

    [Fact]
    public async Task People_of_faulty_rows_are_left_out_and_are_no_leavers()
    {
        using SetFolder set = SetFolder.Version12();
        set.Change("users", "hs2,,,true", "hs2,,,perhaps");
        Roster roster = await set.ReadAsync();

        Assert.DoesNotContain(roster.People, person => person.ToString() == "oneroster:hs2");
        Assert.Equal(["oneroster:hs2", "moet:1002"], roster.FaultyKeys.Select(key => key.ToString()));
        Assert.True(roster.Coverage.IsComplete(s_school, Role.Student));
    }

    [Theory]
    [InlineData("users", "hs2,,,true,hs2", ",,,true,hs2")]
    [InlineData("users", "hs2,,,true,hs2,{moet:1002}", "hs2,,,true,hs2,{moet 1002}")]
    [InlineData("users", "gv1,,,true,", "hs2,,,true,hs2,,Cúc,Lê,,\ngv1,,,true,")]
    [InlineData("users", "Bình,Trần,Thị,6", "Bình,Trần,Thị")]
    [InlineData("users", "Bình,Trần", "B\"ình,Trần")]
    [InlineData("roles", "r2,,,hs2,", "r2,,,,")]
    [InlineData("roles", "r2,,,hs2,primary", "r2,,,hs2")]
    public async Task Where_somebody_cannot_be_told_nobody_is_a_leaver(string file, string from, string to)
    {
        using SetFolder set = SetFolder.Version12();
        set.Change(file, from, to);
        Roster roster = await set.ReadAsync();

        Assert.Single(roster.Issues);
        Assert.Empty(roster.Coverage.Complete);
    }

    [Theory]
    [InlineData("users", "hs2,,,true", "hs2,gone,,true", "users.csv:3:2 roster.bad-value")]
    [InlineData("roles", "r2,,,hs2,primary,student,,", "r2,,,hs2,primary,student,,2026-02-30", "roles.csv:3:8 roster.bad-date")]
    [InlineData("roles", "r2,,", "r 2,,", "roles.csv:3:1 roster.bad-id")]
    [InlineData("roles", "student,,,thcs,\nr3", "student,,,thpt,\nr3", "roles.csv:3:9 roster.unknown-org")]
    [InlineData("roles", "r2,,,hs2,primary,student,,,thcs,\n", "", "users.csv:3:1 roster.no-role")]
    [InlineData("enrollments", "6a1,thcs,hs2", "6a9,thcs,hs2", "enrollments.csv:3:4 roster.unknown-class")]
    [InlineData("enrollments", "thcs,hs2,student", "thcs,hs2,pupil", "enrollments.csv:3:7 roster.bad-value")]
    [InlineData("demographics", "hs1,,,2014-03-04", "hs2,,,4/3/2014", "demographics.csv:2:4 roster.bad-date")]
    public async Task A_fault_in_any_file_makes_its_person_faulty(string file, string from, string to, string fault)
    {
        using SetFolder set = SetFolder.Version12();
        set.Change(file, from, to);
        Roster roster = await set.ReadAsync();

        SetFolder.Faults(roster, fault);
        Assert.Equal(["oneroster:hs1", "oneroster:gv1"], roster.People.Select(person => person.ToString()));
        Assert.Contains(new PersonKey(CodeSystem.Moet, "1002"), roster.FaultyKeys);
    }

    [Theory]
    [InlineData("orgs", "thcs,,,Trường", "thcs,,,\"Trường", 0)]
    [InlineData("orgs", "name,type", "type", 0)]
    [InlineData("classes", "6a1,,,6A1", "6a1,,,", 0)]
    [InlineData("classes", "title", "Title", 1)]
    [InlineData("users", "familyName", "FamilyName", 1)]
    public async Task What_refers_to_an_unreadable_row_is_no_further_fault(string file, string from, string to, int unknownHeaders)
    {
        using SetFolder set = SetFolder.Version12();
        set.Change(file, from, to);
        Roster roster = await set.ReadAsync();

        Assert.Equal(1 + unknownHeaders, roster.Issues.Length);
        Assert.Equal(unknownHeaders, roster.Issues.Count(issue => issue.Code == "roster.unknown-header"));
        Assert.Empty(roster.People);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("absent")]
    public async Task A_file_that_is_not_there_is_one_fault(string how)
    {
        using SetFolder set = SetFolder.Version12();
        set.Files.Remove("roles");
        if (how == "absent")
        {
            set.Change("manifest", "file.roles,bulk", "file.roles,absent");
        }

        Roster roster = await set.ReadAsync();
        SetFolder.Faults(roster, "roles.csv roster.missing-file");
        Assert.Empty(roster.Coverage.Complete);
    }

    [Theory]
    [InlineData("users")]
    [InlineData("roles")]
    public async Task A_delta_covers_nothing(string file)
    {
        using SetFolder set = SetFolder.Version12();
        set.Change("manifest", $"file.{file},bulk", $"file.{file},delta");
        Roster roster = await set.ReadAsync();

        Assert.Empty(roster.Issues);
        Assert.Equal(3, roster.People.Length);
        Assert.Empty(roster.Coverage.Complete);
    }

    [Fact]
    public async Task Rows_to_be_deleted_do_not_count()
    {
        using SetFolder set = SetFolder.Version12();
        set.Change("users", "hs2,,", "hs2,tobedeleted,");
        set.Change("roles", "r2,,", "r2,tobedeleted,");
        set.Change("enrollments", "e2,,", "e2,tobedeleted,");
        Roster roster = await set.ReadAsync();

        Assert.Empty(roster.Issues);
        Assert.Equal(2, roster.People.Length);
        Assert.Empty(roster.FaultyKeys);
    }

    [Fact]
    public async Task Roles_count_on_their_days_only()
    {
        using SetFolder set = SetFolder.Version12();
        set.Change("roles", "r2,,,hs2,primary,student,,", "r2,,,hs2,primary,student,,2026-09-04");
        Assert.DoesNotContain((await set.ReadAsync()).People, person => person.ToString() == "oneroster:hs2");
        Assert.Contains((await set.ReadAsync(new RosterReaderOptions { Date = new LocalDate(2026, 9, 4) })).People, person => person.ToString() == "oneroster:hs2");
    }

    [Fact]
    public async Task Two_people_with_one_ministry_key_are_both_faulty()
    {
        using SetFolder set = SetFolder.Version12();
        set.Change("users", "moet:1002", "moet:1001");
        Roster roster = await set.ReadAsync();

        SetFolder.Faults(roster, "users.csv:3:1 roster.duplicate-key");
        Assert.Equal(["oneroster:gv1"], roster.People.Select(person => person.ToString()));
        Assert.Superset(new HashSet<string> { "oneroster:hs1", "oneroster:hs2" }, roster.FaultyKeys.Select(key => key.ToString()).ToHashSet());
    }

    [Fact]
    public async Task An_org_below_itself_is_told()
    {
        using SetFolder set = SetFolder.Version12();
        set.Change("orgs", "district,,", "district,,thcs");
        SetFolder.Faults(await set.ReadAsync(), "orgs.csv:2:7 roster.org-cycle", "orgs.csv:3:7 roster.org-cycle");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task Quoted_fields_of_several_lines_keep_the_lines_right(string newLine)
    {
        using SetFolder set = SetFolder.Version12();
        set.Change("orgs", "Sở GDĐT Vĩnh Long", "\"Sở \"\"GDĐT\"\"\n\nVĩnh Long\"");
        set.Add("orgs", "", "x,,,Trường X,college,,so");
        set.Files["orgs"] = set.Files["orgs"].Replace("\n", newLine, StringComparison.Ordinal);
        SetFolder.Faults(await set.ReadAsync(), "orgs.csv:7:5 roster.bad-value");
    }

    [Theory]
    [InlineData("hs9,,,true,hs9,,A\"n,Ng,,6", "users.csv:5 roster.bad-quotes")]
    [InlineData("hs9,,,true,hs9,,\"An\"x,Ng,,6", "users.csv:5 roster.bad-quotes")]
    [InlineData("hs9,,,true,hs9,,An,Ng,,\"6", "users.csv:5 roster.bad-quotes")]
    [InlineData("hs9,,,true,hs9,,An,Ng", "users.csv:5 roster.field-count")]
    [InlineData("hs9,,,true,hs9,,An,Ng,,6,,", "users.csv:5 roster.field-count")]
    public async Task Broken_rows_are_told_with_their_line(string row, string fault)
    {
        using SetFolder set = SetFolder.Version12();
        set.Add("users", row);
        Roster roster = await set.ReadAsync();
        SetFolder.Faults(roster, fault);
        Assert.Equal(3, roster.People.Length);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_does_not_eat_the_file()
    {
        using SetFolder set = SetFolder.Version12();
        set.Add("users", ",\"" + new string('x', 200_000));
        SetFolder.Faults(await set.ReadAsync(), "users.csv:5 roster.field-too-long");
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_told_with_their_line_wherever_they_stand()
    {
        foreach (int at in new[] { 0, 65_534, 65_535, 65_536, 65_537, 131_071 })
        {
            using SetFolder set = SetFolder.Version12();
            byte[] good = Encoding.UTF8.GetBytes(set.Files["users"]);
            byte[] filler = Encoding.UTF8.GetBytes(new string('\n', Math.Max(0, at - good.Length)));
            byte[] all = [.. good, .. filler, 0xE1, 0xBA, (byte)'x', (byte)'\n'];
            set.Files.Remove("users");
            await File.WriteAllBytesAsync(Path.Combine(set.Path, "users.csv"), all);
            SetFolder.Faults(await set.ReadAsync(), $"users.csv:{5 + filler.Length} roster.not-utf8");
        }
    }

    [Fact]
    public async Task A_character_cut_off_at_the_end_is_told_in_the_last_line()
    {
        using SetFolder set = SetFolder.Version12();
        byte[] all = [.. Encoding.UTF8.GetBytes(set.Files["users"]), 0xE1, 0xBA];
        set.Files.Remove("users");
        await File.WriteAllBytesAsync(Path.Combine(set.Path, "users.csv"), all);
        SetFolder.Faults(await set.ReadAsync(), "users.csv:5 roster.not-utf8");
    }

    [Fact]
    public async Task A_NUL_is_told_with_its_line()
    {
        using SetFolder set = SetFolder.Version12();
        set.Change("users", "Bình", "B\0nh");
        SetFolder.Faults(await set.ReadAsync(), "users.csv:3 roster.binary");
    }

    [Fact]
    public async Task Headers_twice_missing_and_unknown_are_told()
    {
        using SetFolder set = SetFolder.Version12();
        set.Change("orgs", "name,type,identifier", "name,name,Identifier");
        Roster roster = await set.ReadAsync();
        SetFolder.Faults(roster, "orgs.csv:1:5 roster.duplicate-header", "orgs.csv:1:6 roster.unknown-header", "orgs.csv:1 roster.missing-header");
    }

    [Fact]
    public async Task A_file_without_rows_and_an_empty_file_are_told()
    {
        using SetFolder set = SetFolder.Version12();
        set.Files["demographics"] = "sourcedId,status,dateLastModified,birthDate\n\n";
        set.Files["enrollments"] = "";
        SetFolder.Faults(await set.ReadAsync(), "demographics.csv:1 roster.no-rows", "enrollments.csv:1 roster.no-header");
    }

    [Theory]
    [InlineData("1.2", "2.0", "manifest.csv roster.version")]
    [InlineData("file.users,bulk", "file.users,full", "manifest.csv:5:2 roster.bad-value")]
    [InlineData("propertyName,value", "name,value", "manifest.csv:1 roster.bad-manifest")]
    [InlineData("file.users,bulk", "file.users", "manifest.csv:5 roster.field-count")]
    public async Task A_manifest_that_cannot_be_used_is_told(string from, string to, string fault)
    {
        using SetFolder set = SetFolder.Version12();
        set.Change("manifest", from, to);
        Roster roster = await set.ReadAsync();
        SetFolder.Faults(roster, fault);
        Assert.Empty(roster.People);
    }

    [Fact]
    public async Task Faults_beyond_the_limit_are_counted()
    {
        using SetFolder set = SetFolder.Version12();
        set.Add("users", [.. Enumerable.Range(0, 50).Select(i => $"x{i},,,true,x{i},,,,,")]);
        set.Add("roles", [.. Enumerable.Range(0, 50).Select(i => $"x{i},,,x{i},primary,student,,,thcs,")]);
        Roster roster = await set.ReadAsync(new RosterReaderOptions { MaxIssues = 7 });
        Assert.Equal(8, roster.Issues.Length);
        Assert.Equal("roster.more-faults", roster.Issues[^1].Code);
        Assert.Contains("43", roster.Issues[^1].Message.En, StringComparison.Ordinal);
        Assert.Equal(50, roster.FaultyKeys.Length);
    }
}
