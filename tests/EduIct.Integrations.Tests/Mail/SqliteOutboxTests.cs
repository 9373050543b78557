using System.Text;
using System.Text.Json;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.Mail;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>The outbox in the tenant's ledger.</summary>
public sealed class SqliteOutboxTests : OutboxSuite, IAsyncLifetime, IDisposable
{
    // The tables of version 1 that the outbox's step and the checks touch.
    private const string Version1 = """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE claim (latest INTEGER PRIMARY KEY AUTOINCREMENT, space INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, holder TEXT NOT NULL,
            provider TEXT NOT NULL, claimed_at INTEGER NOT NULL, UNIQUE (space, name)) STRICT;
        CREATE TABLE plan (id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE, header TEXT NOT NULL, accepted TEXT NOT NULL, state INTEGER NOT NULL,
            reason TEXT, admitted_at INTEGER NOT NULL, closed_at INTEGER) STRICT;
        CREATE TABLE operation (plan INTEGER NOT NULL REFERENCES plan (id), seq INTEGER NOT NULL, kind TEXT NOT NULL, provider TEXT NOT NULL, person TEXT, address TEXT,
            state INTEGER NOT NULL, reason TEXT, body TEXT NOT NULL, intended_at INTEGER, closed_at INTEGER, PRIMARY KEY (plan, seq)) STRICT, WITHOUT ROWID;
        INSERT INTO meta VALUES ('id', 'cu'), ('tenant', 'so-bentre');
        INSERT INTO claim (space, name, kind, holder, provider, claimed_at) VALUES (0, 'an.nv@bentre.edu.vn', 'person', 'moet:p1', 'g', 1);
        PRAGMA application_id = 0x45445549;
        PRAGMA user_version = 1;
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Now.ToDateTimeOffset());
    private SqliteLedger? _ledger;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => CloseAsync();

    public void Dispose() => _folder.Dispose();

    protected override async Task<IOutbox> CreateAsync() => (await OpenAsync()).Outbox;

    protected override async Task<IOutbox> ReopenAsync(IOutbox outbox)
    {
        await CloseAsync();
        return (await OpenAsync()).Outbox;
    }

    [Fact]
    public async Task A_ledger_of_the_first_version_gets_its_outbox_when_it_is_opened_for_writing_and_keeps_the_rest()
    {
        await ExecuteAsync(Version1);
        await using (SqliteLedger reader = await OpenAsync(LedgerAccess.Read))
        {
            Assert.Null(await reader.Outbox.FindAsync("k"));
            Assert.Empty(await reader.Outbox.ReadDueAsync(Now, 10));
            Assert.Null(await reader.Outbox.FindNextDueAsync());
            Assert.Null(await reader.Outbox.ReadMessageAsync(1));
            Assert.Equal(0, await reader.Outbox.CountTakenAsync(Now));
            Assert.Empty(await reader.Outbox.ReadAsync().ToListAsync());
            Assert.Equal(2, (await ExportAsync(reader)).Length);
        }

        IOutbox outbox = await CreateAsync();
        await AddAsync(outbox, "k");

        Assert.Equal("cu", _ledger!.Id);
        Assert.Equal("moet:p1", Assert.Single(await _ledger.ReadClaimsAsync()).Holder);
        Assert.Equal("k", (await (await ReopenAsync(outbox)).FindAsync("k"))!.Key);
    }

    [Fact]
    public async Task Another_process_may_look_into_it_while_one_holds_it_and_cannot_write()
    {
        await AddAsync(await CreateAsync(), "k");

        await using SqliteLedger reader = await OpenAsync(LedgerAccess.Read);
        Assert.Equal("k", (await reader.Outbox.FindAsync("k"))!.Key);
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.Outbox.EnqueueAsync(new OutboxMail("m", MailSample.Message()), Now));
        Assert.Equal(LedgerFault.Locked, (await Assert.ThrowsAsync<LedgerException>(() => OpenAsync(LedgerAccess.Write))).Fault);
    }

    [Fact]
    public async Task Nothing_of_a_closed_message_is_in_any_file_and_an_export_names_nobody()
    {
        IOutbox outbox = await CreateAsync();
        MailMessage message = MailMessage.Create(MailSample.Draft("k") with
        {
            Subject = "DAUVET-TIEUDE", Text = "DAUVET-NOIDUNG", Attachments = [new MailAttachment("DAUVET-TEP.pdf", "application/pdf", "DAUVET-BYTE"u8.ToArray())],
        });
        long id = await AddAsync(outbox, "k", message);
        await SettleAsync(outbox, id, OutboxState.Sent);

        JsonElement line = (await ExportAsync(_ledger!))[^1];
        Assert.Equal(("mail", "k", "sent", 1), (line.GetProperty("line").GetString(), line.GetProperty("key").GetString(), line.GetProperty("state").GetString(), line.GetProperty("taken").GetInt32()));
        Assert.DoesNotContain("truong@", line.GetRawText(), StringComparison.Ordinal);

        await CloseAsync();
        foreach (string file in Directory.GetFiles(_folder.Path))
        {
            string bytes = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file));
            Assert.DoesNotContain("DAUVET", bytes, StringComparison.Ordinal);
            Assert.DoesNotContain("truong@bentre", bytes, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_thousand_callers_with_the_same_hundred_keys_put_a_hundred_mails_in()
    {
        IOutbox outbox = await CreateAsync();

        bool[] added = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => outbox.EnqueueAsync(new OutboxMail($"k{i % 100}", MailSample.Message($"k{i % 100}")), Now)));

        Assert.Equal(100, added.Count(one => one));
        Assert.Equal(100, (await outbox.ReadDueAsync(Now, 1000)).Length);
    }

    private static async Task<JsonElement[]> ExportAsync(SqliteLedger ledger)
    {
        using MemoryStream stream = new();
        await ledger.ExportAsync(stream);
        return [.. Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private async Task<SqliteLedger> OpenAsync() => _ledger = await OpenAsync(LedgerAccess.Write);

    private Task<SqliteLedger> OpenAsync(LedgerAccess access) => SqliteLedger.OpenAsync(_folder["so.ledger"], PlanSketch.Tenant, _time, access);

    private async Task CloseAsync()
    {
        if (_ledger is not null)
        {
            await _ledger.DisposeAsync();
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using SqliteConnection connection = new($"Data Source={_folder["so.ledger"]};Pooling=False");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
