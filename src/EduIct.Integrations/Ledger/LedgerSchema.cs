using System.Globalization;
using EduIct.Issues;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace EduIct.Ledger;

/// <summary>The tables of a ledger file, and how a connection to it is set up.</summary>
internal static class LedgerSchema
{
    /// <summary>Version from which on there is an outbox.</summary>
    public const int OutboxVersion = 2;

    /// <summary>Version from which on there are duties.</summary>
    public const int DutyVersion = 3;

    /// <summary>Version from which on mailboxes are waited for.</summary>
    public const int MailboxVersion = 4;

    /// <summary>Version from which on what came in by mail is remembered.</summary>
    public const int InboxVersion = 5;

    /// <summary>Version from which on there is a register of official letters.</summary>
    public const int DispatchVersion = 6;

    /// <summary>Version from which on there is a register of guardians.</summary>
    public const int GuardianVersion = 7;

    /// <summary>Version from which on it is known who held the posts that are accounts.</summary>
    public const int HolderVersion = 8;

    // "EDUI": tells our files from other SQLite databases (sqlite.org/pragma.html#pragma_application_id).
    private const int ApplicationId = 0x45445549;

    private const string AccountTables = """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

        -- space 0: addresses of persons, groups and posts; 1: slugs of units. latest orders claims: claiming one's own name again moves it to the end.
        CREATE TABLE claim (
            latest INTEGER PRIMARY KEY AUTOINCREMENT,
            space INTEGER NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            holder TEXT NOT NULL,
            provider TEXT NOT NULL,
            claimed_at INTEGER NOT NULL,
            UNIQUE (space, name)) STRICT;

        -- state 0: open; 1: closed; 2: abandoned.
        CREATE TABLE plan (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            digest TEXT NOT NULL UNIQUE,
            header TEXT NOT NULL,
            accepted TEXT NOT NULL,
            state INTEGER NOT NULL,
            reason TEXT,
            admitted_at INTEGER NOT NULL,
            closed_at INTEGER) STRICT;
        CREATE UNIQUE INDEX plan_open ON plan (state) WHERE state = 0;

        -- state: the numbers of OperationState, of which 0 and 1 are open. Times are milliseconds since 1970.
        CREATE TABLE operation (
            plan INTEGER NOT NULL REFERENCES plan (id),
            seq INTEGER NOT NULL,
            kind TEXT NOT NULL,
            provider TEXT NOT NULL,
            person TEXT,
            address TEXT,
            state INTEGER NOT NULL,
            reason TEXT,
            body TEXT NOT NULL,
            intended_at INTEGER,
            closed_at INTEGER,
            PRIMARY KEY (plan, seq)) STRICT, WITHOUT ROWID;
        CREATE INDEX operation_open ON operation (plan) WHERE state < 2;
        CREATE INDEX operation_barring ON operation (provider, person, plan, seq) WHERE state = 2 AND kind IN ('create', 'suspend', 'reactivate', 'delete');

        CREATE TABLE password (
            provider TEXT NOT NULL,
            person TEXT NOT NULL,
            address TEXT NOT NULL,
            envelope BLOB NOT NULL,
            sealed_at INTEGER NOT NULL,
            PRIMARY KEY (provider, person)) STRICT, WITHOUT ROWID;
        """;

    // Step n makes a ledger of version n - 1 one of version n. A step that was released is never changed.
    private static readonly string[] s_steps =
    [
        AccountTables, OutboxTables.Sql, DutyTables.Sql, MailboxTables.Sql, InboxTables.Sql, DispatchTables.Sql, GuardianTables.Sql, HolderTables.Sql,
    ];

    /// <summary>Version in <c>user_version</c> of what this release writes.</summary>
    public static int Version => s_steps.Length;

    /// <summary>Opens a connection on a file that exists.</summary>
    /// <exception cref="LedgerException">The file is not a ledger, or is damaged.</exception>
    public static SqliteConnection Connect(string path, bool write)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = write ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly,
            ForeignKeys = true,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            if (write)
            {
                Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
            }

            // The first real read: a file that is no database is told here.
            Scalar(connection, "PRAGMA schema_version");
            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Damaged(path, exception);
        }
    }

    /// <summary>
    /// Makes the tables in an empty file, or checks that they are ours and for this tenant; for writing, those of an earlier release are brought up to this one's in one
    /// transaction. For reading they are left as they are.
    /// </summary>
    /// <returns>Identifier of the ledger.</returns>
    public static string Prepare(SqliteConnection connection, string path, string tenant, bool write, Instant now)
    {
        try
        {
            long version = Scalar(connection, "PRAGMA user_version");
            if (version == 0 && write && Scalar(connection, "SELECT count(*) FROM sqlite_schema") == 0)
            {
                Create(connection, tenant, now);
                version = Version;
            }

            if (version > Version)
            {
                throw new LedgerException(
                    LedgerFault.NewerVersion,
                    new LocalizedText($"Sổ '{path}' do bản mới hơn ghi; hãy cập nhật.", $"A later release wrote the ledger '{path}'; update this one."));
            }

            if (version < 1 || Scalar(connection, "PRAGMA application_id") != ApplicationId)
            {
                throw Damaged(path, null);
            }

            string bound = Meta(connection, "tenant");
            if (!string.Equals(bound, tenant, StringComparison.Ordinal))
            {
                throw new LedgerException(
                    LedgerFault.WrongTenant,
                    new LocalizedText($"Sổ '{path}' là của '{bound}', không phải của '{tenant}'.", $"The ledger '{path}' is of '{bound}', not of '{tenant}'."));
            }

            if (write && version < Version)
            {
                using SqliteTransaction transaction = connection.BeginTransaction();
                Advance(connection, (int)version);
                transaction.Commit();
            }

            return Meta(connection, "id");
        }
        catch (SqliteException exception)
        {
            throw Damaged(path, exception);
        }
    }

    /// <summary>Version of a ledger that was prepared.</summary>
    public static long VersionOf(SqliteConnection connection) => Scalar(connection, "PRAGMA user_version");

    /// <summary>Runs statements that take no values.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Create(SqliteConnection connection, string tenant, Instant now)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        Advance(connection, 0);
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO meta (name, value) VALUES ('id', @id), ('tenant', @tenant), ('created', @created)";
        insert.Parameters.AddWithValue("@id", Guid.NewGuid().ToString());
        insert.Parameters.AddWithValue("@tenant", tenant);
        insert.Parameters.AddWithValue("@created", now.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        insert.ExecuteNonQuery();
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId};"));
        transaction.Commit();
    }

    private static void Advance(SqliteConnection connection, int from)
    {
        foreach (string step in s_steps.Skip(from))
        {
            Execute(connection, step);
        }

        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version};"));
    }

    private static string Meta(SqliteConnection connection, string name)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM meta WHERE name = @name";
        command.Parameters.AddWithValue("@name", name);
        return command.ExecuteScalar() as string ?? "";
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static LedgerException Damaged(string path, Exception? why) => new(
        LedgerFault.Damaged,
        new LocalizedText(
            $"'{path}' không phải là sổ, hoặc đã hỏng; hãy khôi phục bản sao lưu hoặc dựng lại (eduict ledger rebuild).",
            $"'{path}' is not a ledger, or is damaged; restore a backup or rebuild it (eduict ledger rebuild)."),
        why);
}
