using System.Security.Cryptography;
using System.Text;
using EduIct.Accounts;
using EduIct.Integrations.Tests.Running;
using EduIct.Planning;
using EduIct.Posts;

namespace EduIct.Integrations.Tests.Planning;

public sealed class PlanFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eduict-plan-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_written_is_read_back_with_the_same_digest()
    {
        Plan plan = EveryKind();
        string path = Path.Combine(_folder, "plan.jsonl");

        string digest = await PlanFile.WriteAsync(plan, path);
        PlanReading reading = await PlanFile.ReadAsync(path);

        Assert.Empty(reading.Issues);
        Assert.Equal(digest, reading.Digest);
        Assert.Equal(digest, PlanFile.DigestOf(plan));
        Assert.Equal(digest, PlanFile.DigestOf(reading.Plan!));
        Assert.Equal(await TextAsync(plan), await TextAsync(reading.Plan!));
        Assert.Equal(plan.Header with { Claims = [] }, reading.Plan!.Header with { Claims = [] });
        Assert.Equal(plan.Header.Claims.AsEnumerable(), reading.Plan.Header.Claims.AsEnumerable());
        Assert.Equal(plan.LeftAlone.AsEnumerable(), reading.Plan.LeftAlone.AsEnumerable());
        Assert.Equal(
            plan.Operations.Select(operation => operation with { After = [] }),
            reading.Plan.Operations.Select(operation => operation with { After = [] }));
    }

    [Fact]
    public async Task What_a_plan_of_posts_says_of_members_and_groups_is_read_back()
    {
        EduIct.Addresses.EmailAddress group = PlanSketch.Address("giamdoc.bentre");
        Plan plan = new PlanSketch { LeftAlone = { new LeftAlone("moet:p9", LeftAloneReason.HolderWithoutAccount) { Group = group } } }.Build();
        plan = plan with { Header = plan.Header with { PostMembers = 7 } };
        string path = Path.Combine(_folder, "posts.jsonl");

        await PlanFile.WriteAsync(plan, path);
        Plan read = (await PlanFile.ReadAsync(path)).Plan!;

        Assert.Equal((7, group), (read.Header.PostMembers, Assert.Single(read.LeftAlone).Group));
        Assert.Contains("""{"leftAlone":"moet:p9","reason":"holderWithoutAccount","group":"giamdoc.bentre@bentre.edu.vn"}""", await TextAsync(plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_the_one_of_the_contract()
    {
        PlanSketch sketch = new() { LeftAlone = { new LeftAlone("admin@bentre.edu.vn", LeftAloneReason.SuspendedByOthers) } };
        int unit = sketch.OrgUnit("/HocSinh");
        sketch.Create("an.nv", "p1", "/HocSinh", unit);

        string[] lines = (await TextAsync(sketch.Build("L1"))).Split('\n');

        Assert.Equal("", lines[^1]);
        Assert.Equal(5, lines.Length - 1);
        Assert.StartsWith(
            """{"format":"eduict-plan","version":1,"tenant":"so-bentre","ledger":"L1","rosterDigest":"roster","rosterDate":"2026-09-05","bookVersion":0,"created":"2026-09-05T07:30:00Z",""",
            lines[0],
            StringComparison.Ordinal);
        Assert.Contains("\"counts\":{\"ensureOrgUnit\":1,\"create\":1}", lines[0], StringComparison.Ordinal);
        Assert.Equal("""{"seq":1,"op":"ensureOrgUnit","provider":"g","unit":"/HocSinh","after":[],"expect":{},"set":{}}""", lines[1]);
        Assert.Equal(
            """{"seq":2,"op":"create","provider":"g","personKey":"moet:p1","after":[1],"expect":{},"set":{"address":"an.nv@bentre.edu.vn","givenName":"Ân","familyName":"Nguyễn Văn","orgUnit":"/HocSinh","placement":{"unit":"moet:79000001","unitName":"THPT Nguyễn Đình Chiểu","role":"student","class":"10A1","grade":"10"}}}""",
            lines[2]);
        Assert.Equal("""{"leftAlone":"admin@bentre.edu.vn","reason":"suspendedByOthers"}""", lines[3]);
        byte[] before = Encoding.UTF8.GetBytes(string.Join('\n', lines[..4]) + "\n");
        Assert.Equal($$"""{"end":true,"count":2,"digest":"{{Convert.ToHexStringLower(SHA256.HashData(before))}}"}""", lines[4]);
    }

    [Fact]
    public async Task A_plan_of_many_pieces_is_read_back()
    {
        PlanSketch sketch = new();
        for (int i = 0; i < 3000; i++)
        {
            sketch.Create($"hs{i}", $"p{i}");
        }

        Plan plan = sketch.Build();
        string path = Path.Combine(_folder, "plan.jsonl");
        string digest = await PlanFile.WriteAsync(plan, path);

        PlanReading reading = await PlanFile.ReadAsync(path);

        Assert.Empty(reading.Issues);
        Assert.Equal(digest, reading.Digest);
        Assert.Equal(3000, reading.Plan!.Operations.Length);
    }

    [Fact]
    public async Task Only_the_owner_can_read_it_and_nothing_half_written_is_left()
    {
        string path = Path.Combine(_folder, "plan.jsonl");
        await PlanFile.WriteAsync(new PlanSketch().Build(), path);
        await PlanFile.WriteAsync(EveryKind(), path);

        Assert.Equal([path], Directory.GetFiles(_folder));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task Every_change_of_a_byte_is_told()
    {
        string text = await TextAsync(EveryKind());
        Assert.Empty((await ReadAsync(text)).Issues);
        for (int i = 0; i < text.Length; i += 7)
        {
            string changed = string.Concat(text.AsSpan(0, i), text[i] == 'x' ? "y" : "x", text.AsSpan(i + 1));

            PlanReading reading = await ReadAsync(changed);

            Assert.NotEmpty(reading.Issues);
            Assert.Null(reading.Plan);
        }
    }

    [Fact]
    public async Task A_file_that_was_cut_is_told_wherever_it_was_cut()
    {
        string text = await TextAsync(EveryKind());
        for (int length = 0; length < text.Length - 1; length += 11)
        {
            Assert.NotEmpty((await ReadAsync(text[..length])).Issues);
        }
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "plan.version", 1)]
    [InlineData("\"format\":\"eduict-plan\"", "\"format\":\"other\"", "plan.no-header", 1)]
    [InlineData("\"provider\":\"g\",\"unit\"", "\"provider\":\"g\",\"secret\":1,\"unit\"", "plan.line-invalid", 2)]
    [InlineData("\"op\":\"ensureOrgUnit\"", "\"op\":\"explode\"", "plan.line-invalid", 2)]
    [InlineData("\"op\":\"ensureOrgUnit\"", "\"op\":0", "plan.line-invalid", 2)]
    [InlineData("\"unit\":\"/HocSinh\"", "\"unit\":\"HocSinh\"", "plan.line-invalid", 2)]
    [InlineData("\"unit\":\"/HocSinh\",", "", "plan.missing-field", 2)]
    [InlineData("\"seq\":2,", "\"seq\":1,", "plan.seq", 3)]
    [InlineData("\"after\":[1]", "\"after\":[2]", "plan.after", 3)]
    [InlineData("\"after\":[1]", "\"after\":[0]", "plan.after", 3)]
    [InlineData("\"address\":\"an.nv@bentre.edu.vn\",", "", "plan.missing-field", 3)]
    [InlineData("\"seq\":2,", "\"seq\":2,\"seq\":2,", "plan.line-invalid", 3)]
    [InlineData("\"count\":2", "\"count\":3", "plan.count", 4)]
    [InlineData("\"end\":true", "\"end\":false", "plan.count", 4)]
    public async Task What_is_wrong_is_told_with_its_line(string good, string bad, string code, int line)
    {
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1", "/HocSinh", sketch.OrgUnit("/HocSinh"));
        string text = await TextAsync(sketch.Build());
        Assert.Contains(good, text, StringComparison.Ordinal);

        PlanReading reading = await ReadAsync(text.Replace(good, bad, StringComparison.Ordinal));

        Assert.Contains(reading.Issues, issue => issue.Code == code && issue.Place.Line == line && issue.Place.Source == "plan.jsonl");
    }

    [Fact]
    public async Task All_faults_are_told_at_once_and_what_follows_the_end_too()
    {
        PlanSketch sketch = new();
        sketch.OrgUnit("/A");
        sketch.OrgUnit("/B");
        sketch.OrgUnit("/C");
        string text = (await TextAsync(sketch.Build()))
            .Replace("\"/A\"", "\"A\"", StringComparison.Ordinal)
            .Replace(",\"unit\":\"/C\"", "", StringComparison.Ordinal);

        string[] codes = [.. (await ReadAsync(text + "{}\n")).Issues.Select(issue => issue.Code)];

        Assert.Contains("plan.line-invalid", codes);
        Assert.Contains("plan.missing-field", codes);
        Assert.Contains("plan.after-end", codes);
    }

    [Fact]
    public async Task A_handover_that_does_not_say_from_whom_and_to_whom_is_told()
    {
        Account account = PlanSketch.Existing("id1", "binh.tt", "p2");
        PlanSketch sketch = new();
        sketch.Change(OperationKind.HandOver, account, OperationFields.None, OperationFields.None);
        sketch.Change(OperationKind.NoteHolders, account, OperationFields.None, OperationFields.None);

        PlanReading reading = await ReadAsync(await TextAsync(sketch.Build("ledger-1")));

        Assert.Equal([2, 2, 2, 3], reading.Issues.Where(issue => issue.Code == "plan.missing-field").Select(issue => issue.Place.Line));
        Assert.Null(reading.Plan);
    }

    [Fact]
    public async Task What_is_no_plan_at_all_is_told()
    {
        Assert.Equal("plan.unreadable", Assert.Single((await PlanFile.ReadAsync(Path.Combine(_folder, "none"))).Issues).Code);
        foreach (string text in (string[])["", "\n", "{}", "[]", "null\n", "id,name\n1,2\n", "\uFEFF{\"format\":\"eduict-plan\"}\n", new string('[', 5000)])
        {
            Assert.NotEmpty((await ReadAsync(text)).Issues);
        }
    }

    private static Plan EveryKind()
    {
        PlanSketch sketch = new() { LeftAlone = { new LeftAlone("moet:p9", LeftAloneReason.AcceptedFault) } };
        Account account = PlanSketch.Existing("id1", "binh.tt", "p2");
        int unit = sketch.OrgUnit("/HocSinh");
        int create = sketch.Create("an.nv", "p1", "/HocSinh", unit);
        sketch.Update(account, "Bình", create);
        sketch.Move(account, "/HocSinh/10A1");
        sketch.Rename(account, "binh.tta");
        sketch.Suspend(account, "/DaNghi");
        sketch.Reactivate(account with { Suspended = true }, "/HocSinh");
        sketch.Delete(account);
        int group = sketch.Group("lop.10a1", "class/moet:1/10a1");
        sketch.AddMember("lop.10a1", "an.nv", create, group);
        sketch.RemoveMember("lop.10a1", "binh.tt", group);
        HoldersDigest holders = HoldersDigest.Of(account.Keys[0], []);
        sketch.Change(OperationKind.HandOver, account, new OperationFields { Holders = holders.BoundTo("ledger-1") }, new OperationFields { Address = account.Address, Holders = holders });
        sketch.Change(OperationKind.NoteHolders, account, OperationFields.None, new OperationFields { Holders = holders });
        return sketch.Build("ledger-1");
    }

    private static async Task<string> TextAsync(Plan plan)
    {
        using MemoryStream stream = new();
        await PlanFile.WriteAsync(plan, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task<PlanReading> ReadAsync(string text)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        return await PlanFile.ReadAsync(stream, "plan.jsonl");
    }
}
