using System.IO.Compression;
using System.Text;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Issues;
using EduIct.Rosters;
using NodaTime;

namespace EduIct.Integrations.Tests.Rosters;

/// <summary>A OneRoster set of text files that a test breaks as it needs.</summary>
internal sealed class SetFolder : IDisposable
{
    public static readonly LocalDate Day = new(2026, 9, 5);

    private readonly TemporaryFolder _folder = new();

    public Dictionary<string, string> Files { get; } = [];

    public string Path => _folder.Path;

    public static SetFolder Version12()
    {
        var set = new SetFolder();
        set.Files["manifest"] = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.orgs,bulk\nfile.users,bulk\nfile.roles,bulk\nfile.classes,bulk\nfile.enrollments,bulk\nfile.demographics,bulk\n";
        set.Files["orgs"] = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\nso,,,Sở GDĐT Vĩnh Long,district,,\nthcs,,,Trường THCS Lê Lợi,school,,so\n";
        set.Files["users"] = "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,grades\n"
            + "hs1,,,true,hs1,{moet:1001},An,Nguyễn,Văn,06\nhs2,,,true,hs2,{moet:1002},Bình,Trần,Thị,6\ngv1,,,true,gv1,,Cúc,Lê,,\n";
        set.Files["roles"] = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n"
            + "r1,,,hs1,primary,student,,,thcs,\nr2,,,hs2,primary,student,,,thcs,\nr3,,,gv1,primary,teacher,,,thcs,\n";
        set.Files["classes"] = "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classType,schoolSourcedId\n6a1,,,6A1,6,c,homeroom,thcs\n";
        set.Files["enrollments"] = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
            + "e1,,,6a1,thcs,hs1,student,,,\ne2,,,6a1,thcs,hs2,student,,,\ne3,,,6a1,thcs,gv1,teacher,,,\n";
        set.Files["demographics"] = "sourcedId,status,dateLastModified,birthDate\nhs1,,,2014-03-04\n";
        return set;
    }

    public static SetFolder Version11()
    {
        SetFolder set = Version12();
        set.Change("manifest", "1.2", "1.1");
        set.Change("manifest", "file.roles,bulk\n", "");
        set.Files.Remove("roles");
        set.Files["users"] = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,grades\n"
            + "hs1,,,true,thcs,student,hs1,{moet:1001},An,Nguyễn,Văn,06\nhs2,,,true,thcs,student,hs2,{moet:1002},Bình,Trần,Thị,6\ngv1,,,true,\"thcs,so\",teacher,gv1,,Cúc,Lê,,\n";
        return set;
    }

    /// <summary>The set of 1.2 or 1.1 with the mother of both pupils and the father of the second, and a teacher who is an agent too.</summary>
    public static SetFolder WithGuardians(bool version11 = false)
    {
        SetFolder set = version11 ? Version11() : Version12();
        string Row(string id, string role, string rest) => version11 ? $"{id},,,true,thcs,{role},{id},{rest}" : $"{id},,,true,{id},{rest}";
        set.Files["users"] = (version11 ? "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username" : "sourcedId,status,dateLastModified,enabledUser,username")
            + ",userIds,givenName,familyName,middleName,grades,email,agentSourcedIds\n";
        set.Add("users",
            Row("hs1", "student", "{moet:1001},An,Nguyễn,Văn,06,,me"),
            Row("hs2", "student", "{moet:1002},Bình,Nguyễn,Thị,6,,\"me, ba ,gv1\""),
            Row("gv1", "teacher", ",Cúc,Lê,,,cuc@x.vn,"),
            Row("me", "parent", ",Mai,Trần,Thị,,Me@x.vn,\"hs1,hs2\""),
            Row("ba", "guardian", ",Ba,Nguyễn,,,ba@x.vn,"));
        if (!version11)
        {
            set.Add("roles", "r4,,,me,primary,parent,,,thcs,", "r5,,,ba,primary,guardian,,,thcs,");
        }

        return set;
    }

    public void Change(string file, string from, string to)
    {
        Assert.Contains(from, Files[file], StringComparison.Ordinal);
        Files[file] = Files[file].Replace(from, to, StringComparison.Ordinal);
    }

    public void Add(string file, params string[] rows) => Files[file] += string.Concat(rows.Select(row => row + "\n"));

    public async Task<Roster> ReadAsync(RosterReaderOptions? options = null)
    {
        foreach ((string name, string text) in Files)
        {
            await File.WriteAllTextAsync(System.IO.Path.Combine(Path, $"{name}.csv"), text, new UTF8Encoding(false));
        }

        return await new RosterReader().ReadAsync(Path, (options ?? new RosterReaderOptions()) with { Date = options?.Date ?? Day });
    }

    public Task<Roster> ReadZipAsync(string prefix = "", RosterReaderOptions? options = null) =>
        ReadZipAsync(Files.Select(file => ($"{prefix}{file.Key}.csv", Encoding.UTF8.GetBytes(file.Value))), options);

    /// <summary>Reads an archive of any entries; the archive lies outside of the set's folder.</summary>
    public static async Task<Roster> ReadZipAsync(IEnumerable<(string Name, byte[] Content)> entries, RosterReaderOptions? options = null, Action<byte[]>? patch = null)
    {
        using var folder = new TemporaryFolder();
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                await using Stream stream = await archive.CreateEntry(name).OpenAsync();
                await stream.WriteAsync(content);
            }
        }

        byte[] bytes = packed.ToArray();
        patch?.Invoke(bytes);
        await File.WriteAllBytesAsync(folder["set.zip"], bytes);
        return await new RosterReader().ReadAsync(folder["set.zip"], (options ?? new RosterReaderOptions()) with { Date = options?.Date ?? Day });
    }

    /// <summary>A fault as <c>users.csv:3:6 code</c>.</summary>
    public static string Shown(Issue issue) =>
        $"{System.IO.Path.GetFileName(issue.Place.Source)}{(issue.Place.Line is { } line ? $":{line}" : "")}{(issue.Place.Column is { } column ? $":{column}" : "")} {issue.Code}";

    public static void Faults(Roster roster, params string[] expected) => Assert.Equal(expected.Order(StringComparer.Ordinal), roster.Issues.Select(Shown).Order(StringComparer.Ordinal));

    public void Dispose() => _folder.Dispose();
}
