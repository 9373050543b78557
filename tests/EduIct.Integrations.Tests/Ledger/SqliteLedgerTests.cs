using System.Text;
using System.Text.Json;
using EduIct.Addresses;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.People;
using EduIct.Planning;
using EduIct.Posts;
using Microsoft.Data.Sqlite;

namespace EduIct.Integrations.Tests.Ledger;

public sealed class SqliteLedgerTests : AccountLedgerSuite, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eduict-ledger-").FullName;

    private string LedgerPath => Path.Combine(_folder, "so.ledger");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override async Task<IAccountLedger> CreateAsync() => await OpenAsync();

    protected override async Task<IAccountLedger> ReopenAsync(IAccountLedger ledger)
    {
        await ledger.DisposeAsync();
        return await OpenAsync();
    }

    [Fact]
    public async Task What_was_reported_as_written_is_in_the_files_at_that_moment()
    {
        await using SqliteLedger ledger = await OpenAsync();
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");
        sketch.Create("binh.tt", "p2");
        long plan = (await AdmitAsync(ledger, sketch.Build())).Plan!.Id;
        await ledger.RecordIntentAsync(plan, 1, null);
        await ledger.RecordOutcomeAsync(plan, 1, OperationState.Done, null);
        await ledger.RecordIntentAsync(plan, 2, null);

        // What a power cut would leave: the files as they are, of a ledger that nobody closed.
        string copy = Path.Combine(_folder, "after-the-cut.ledger");
        foreach (string suffix in (string[])["", "-wal"])
        {
            File.Copy(LedgerPath + suffix, copy + suffix);
        }

        await using SqliteLedger after = await SqliteLedger.OpenAsync(copy, PlanSketch.Tenant, TimeProvider.System);
        Assert.Equal(ledger.Id, after.Id);
        Assert.Equal([OperationState.Done, OperationState.Intended], (await OperationsAsync(after, plan)).Select(operation => operation.State));
        Assert.Equal(2, (await after.ReadClaimsAsync()).Length);
    }

    [Fact]
    public async Task A_ledger_that_is_held_cannot_be_opened_for_writing_but_can_be_looked_into()
    {
        await using (SqliteLedger ledger = await OpenAsync())
        {
            await ledger.RebuildAsync([Claim.For(PlanSketch.Key("p1"), PlanSketch.Address("an.nv"), "g")]);

            Assert.Equal(LedgerFault.Locked, (await Assert.ThrowsAsync<LedgerException>(OpenAsync)).Fault);
            await using SqliteLedger reader = await OpenAsync(LedgerAccess.Read);
            Assert.Equal(ledger.Id, reader.Id);
            Assert.Single(await reader.ReadClaimsAsync());
            await Assert.ThrowsAsync<InvalidOperationException>(() => reader.RebuildAsync([]));
        }

        await using SqliteLedger again = await OpenAsync();
        Assert.Single(await again.ReadClaimsAsync());
    }

    [Fact]
    public async Task A_ledger_of_another_tenant_is_refused_and_left_as_it_is()
    {
        await (await OpenAsync()).DisposeAsync();

        foreach (LedgerAccess access in Enum.GetValues<LedgerAccess>())
        {
            LedgerException refused = await Assert.ThrowsAsync<LedgerException>(
                () => SqliteLedger.OpenAsync(LedgerPath, "so-tiengiang", TimeProvider.System, access));
            Assert.Equal(LedgerFault.WrongTenant, refused.Fault);
        }

        await using SqliteLedger own = await OpenAsync();
        Assert.Equal(PlanSketch.Tenant, own.Tenant);
    }

    [Fact]
    public async Task Looking_into_a_ledger_makes_none()
    {
        Assert.Equal(LedgerFault.Missing, (await Assert.ThrowsAsync<LedgerException>(() => OpenAsync(LedgerAccess.Read))).Fault);
        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Equal(
            LedgerFault.Missing,
            (await Assert.ThrowsAsync<LedgerException>(() => SqliteLedger.OpenAsync(Path.Combine(_folder, "no", "ledger"), "t", TimeProvider.System))).Fault);
    }

    [Fact]
    public async Task What_is_no_ledger_is_refused()
    {
        await File.WriteAllTextAsync(LedgerPath, string.Concat(Enumerable.Repeat("name,class\nAn,10A1\n", 100)));
        Assert.Equal(LedgerFault.Damaged, (await Assert.ThrowsAsync<LedgerException>(OpenAsync)).Fault);

        File.Delete(LedgerPath);
        await ExecuteAsync("CREATE TABLE other (x)");
        Assert.Equal(LedgerFault.Damaged, (await Assert.ThrowsAsync<LedgerException>(OpenAsync)).Fault);
        Assert.Equal(LedgerFault.Damaged, (await Assert.ThrowsAsync<LedgerException>(() => OpenAsync(LedgerAccess.Read))).Fault);
    }

    [Fact]
    public async Task A_ledger_of_a_later_release_is_refused()
    {
        await (await OpenAsync()).DisposeAsync();
        await ExecuteAsync("PRAGMA user_version = 1000");

        Assert.Equal(LedgerFault.NewerVersion, (await Assert.ThrowsAsync<LedgerException>(OpenAsync)).Fault);
    }

    [Fact]
    public async Task A_ledger_of_the_release_before_knows_no_holders_and_takes_them_once_it_is_written_to()
    {
        await (await OpenAsync()).DisposeAsync();
        await OlderLedger.MakeAsync(LedgerPath, version: 7);
        await using (SqliteLedger older = await OpenAsync(LedgerAccess.Read))
        {
            Assert.Empty(await older.ReadNotedHoldersAsync());
        }

        await using SqliteLedger ledger = await OpenAsync();
        PersonKey post = new(PostKey.System, "gso:83/giamdoc.bentre");
        PlanSketch sketch = new();
        sketch.Change(OperationKind.NoteHolders, PlanSketch.Existing("id", "p", "p") with { Keys = [post] }, OperationFields.None, new OperationFields { Holders = HoldersDigest.Of(post, []) });
        await ledger.RecordOutcomeAsync((await AdmitAsync(ledger, sketch.Build())).Plan!.Id, 1, OperationState.Done, null);

        Assert.Equal(post, Assert.Single(await ledger.ReadNotedHoldersAsync()).Post);
        using MemoryStream stream = new();
        await ledger.ExportAsync(stream);
        Assert.Contains("{\"line\":\"postHolders\",\"provider\":\"g\",\"post\":\"post:gso:83/giamdoc.bentre\",\"notedAt\":", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_owner_can_read_any_of_its_files()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using SqliteLedger ledger = await OpenAsync();
        await ledger.RebuildAsync([Claim.For(PlanSketch.Key("p1"), PlanSketch.Address("an.nv"), "g")]);
        await ledger.BackupAsync(Path.Combine(_folder, "copy.ledger"));

        string[] files = Directory.GetFiles(_folder);
        Assert.Contains(LedgerPath + "-wal", files);
        Assert.Contains(LedgerPath + "-shm", files);
        Assert.Contains(LedgerPath + ".lock", files);
        foreach (string file in files)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Names_of_closed_operations_are_in_no_file_once_it_is_closed()
    {
        await using (SqliteLedger ledger = await OpenAsync())
        {
            PlanSketch sketch = new();
            sketch.Create("an.nv", "p1");
            long plan = (await AdmitAsync(ledger, sketch.Build())).Plan!.Id;
            await ledger.RecordOutcomeAsync(plan, 1, OperationState.Done, null);
            await ledger.ClosePlanAsync(plan);
        }

        Assert.All(
            Directory.GetFiles(_folder),
            file => Assert.DoesNotContain("Nguyễn Văn", Encoding.UTF8.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_is_a_ledger_with_all_that_was_written()
    {
        string copy = Path.Combine(_folder, "copy.ledger");
        await using SqliteLedger ledger = await OpenAsync();
        await ledger.RebuildAsync([Claim.For(PlanSketch.Key("p1"), PlanSketch.Address("an.nv"), "g")]);

        await ledger.BackupAsync(copy);

        await using SqliteLedger restored = await SqliteLedger.OpenAsync(copy, PlanSketch.Tenant, TimeProvider.System);
        Assert.Equal(ledger.Id, restored.Id);
        Assert.Equal("moet:p1", Assert.Single(await restored.ReadClaimsAsync()).Holder);
        await Assert.ThrowsAsync<IOException>(() => ledger.BackupAsync(copy));
    }

    [Fact]
    public async Task An_export_tells_claims_and_outcomes_and_no_names()
    {
        await using SqliteLedger ledger = await OpenAsync();
        PlanSketch sketch = new();
        sketch.Create("an.nv", "p1");
        sketch.Create("binh.tt", "p2");
        long plan = (await AdmitAsync(ledger, sketch.Build())).Plan!.Id;
        await ledger.RecordOutcomeAsync(plan, 1, OperationState.Failed, "conflict");
        using MemoryStream stream = new();

        await ledger.ExportAsync(stream);

        string text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.DoesNotContain("Nguy", text, StringComparison.Ordinal);
        JsonElement[] lines = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(
            ["ledger", "claim", "claim", "plan", "operation", "operation"],
            lines.Select(line => line.GetProperty("line").GetString()));
        Assert.Equal(ledger.Id, lines[0].GetProperty("id").GetString());
        Assert.Equal("an.nv@bentre.edu.vn", lines[1].GetProperty("name").GetString());
        Assert.Equal("open", lines[3].GetProperty("state").GetString());
        Assert.Equal(("failed", "conflict"), (lines[4].GetProperty("state").GetString(), lines[4].GetProperty("reason").GetString()));
        Assert.Equal("moet:p1", lines[4].GetProperty("person").GetString());
        Assert.False(lines[5].TryGetProperty("reason", out _));
    }

    [Fact]
    public async Task A_closed_ledger_says_so()
    {
        SqliteLedger ledger = await OpenAsync();
        await ledger.DisposeAsync();
        await ledger.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => ledger.ReadClaimsAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ledger.RebuildAsync([]));
    }

    private Task<SqliteLedger> OpenAsync() => OpenAsync(LedgerAccess.Write);

    private Task<SqliteLedger> OpenAsync(LedgerAccess access) => SqliteLedger.OpenAsync(LedgerPath, PlanSketch.Tenant, TimeProvider.System, access);

    private async Task ExecuteAsync(string sql)
    {
        await using SqliteConnection connection = new($"Data Source={LedgerPath};Pooling=False");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
