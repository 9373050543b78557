using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Addresses;
using EduIct.People;
using EduIct.Planning;
using EduIct.Posts;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace EduIct.Ledger;

/// <summary>The reads of a ledger.</summary>
internal static class LedgerReads
{
    public static ImmutableArray<Claim> Claims(SqliteConnection connection)
    {
        using SqliteCommand command = Command(connection, null, "SELECT kind, name, holder, provider FROM claim ORDER BY latest");
        using SqliteDataReader reader = command.ExecuteReader();
        ImmutableArray<Claim>.Builder claims = ImmutableArray.CreateBuilder<Claim>();
        while (reader.Read())
        {
            claims.Add(new Claim(LedgerText.HolderOf(reader.GetString(0)), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        }

        return claims.ToImmutable();
    }

    /// <summary>Of the outcomes that bar or open an account the last of each person at each provider, where it is a suspension.</summary>
    public static ImmutableArray<Suspension> Suspensions(SqliteConnection connection)
    {
        using SqliteCommand command = Command(
            connection,
            null,
            """
            SELECT person, provider, closed_at FROM operation AS barred
            WHERE state = 2 AND kind = 'suspend' AND kind IN ('create', 'suspend', 'reactivate', 'delete') AND person IS NOT NULL
                AND NOT EXISTS (
                    SELECT 1 FROM operation AS later
                    WHERE later.state = 2 AND later.kind IN ('create', 'suspend', 'reactivate', 'delete')
                        AND later.provider = barred.provider AND later.person = barred.person
                        AND (later.plan, later.seq) > (barred.plan, barred.seq))
            ORDER BY closed_at, plan, seq
            """);
        using SqliteDataReader reader = command.ExecuteReader();
        ImmutableArray<Suspension>.Builder suspensions = ImmutableArray.CreateBuilder<Suspension>();
        while (reader.Read())
        {
            suspensions.Add(new Suspension(Person(reader, 0), reader.GetString(1), Time(reader, 2)));
        }

        return suspensions.ToImmutable();
    }

    public static ImmutableArray<NotedHolders> NotedHolders(SqliteConnection connection)
    {
        ImmutableArray<NotedHolders>.Builder noted = ImmutableArray.CreateBuilder<NotedHolders>();
        if (LedgerSchema.VersionOf(connection) >= LedgerSchema.HolderVersion)
        {
            using SqliteCommand command = Command(connection, null, "SELECT provider, post, holders FROM post_holders ORDER BY provider, post");
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                noted.Add(new NotedHolders(reader.GetString(0), Person(reader, 1), Holders(reader.GetString(2))));
            }
        }

        return noted.ToImmutable();
    }

    // A ledger of an earlier release that was opened for reading has no such table.
    public static ImmutableArray<AwaitedMailbox> AwaitedMailboxes(SqliteConnection connection)
    {
        ImmutableArray<AwaitedMailbox>.Builder mailboxes = ImmutableArray.CreateBuilder<AwaitedMailbox>();
        if (LedgerSchema.VersionOf(connection) >= LedgerSchema.MailboxVersion)
        {
            using SqliteCommand command = Command(connection, null, "SELECT provider, person, account, since FROM mailbox ORDER BY since, provider, person");
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                mailboxes.Add(new AwaitedMailbox(reader.GetString(0), Person(reader, 1), reader.GetString(2), Time(reader, 3)));
            }
        }

        return mailboxes.ToImmutable();
    }

    public static StoredPlan? FindOpenPlan(SqliteConnection connection, SqliteTransaction? transaction)
    {
        using SqliteCommand command = Command(connection, transaction, "SELECT id, digest, header, state FROM plan WHERE state = 0");
        return ReadPlan(command)?.Plan;
    }

    public static (StoredPlan Plan, long State)? FindPlan(SqliteConnection connection, SqliteTransaction? transaction, string digest)
    {
        using SqliteCommand command = Command(connection, transaction, "SELECT id, digest, header, state FROM plan WHERE digest = @digest");
        command.Parameters.AddWithValue("@digest", digest);
        return ReadPlan(command);
    }

    /// <summary>The next operations of a plan after a number, so that no read stays open while others write.</summary>
    public static List<LedgerOperation> Operations(SqliteConnection connection, long planId, string? provider, int afterSeq, int atMost)
    {
        using SqliteCommand command = Command(
            connection,
            null,
            "SELECT body, state, reason FROM operation WHERE plan = @plan AND seq > @seq AND (@provider IS NULL OR provider = @provider) ORDER BY seq LIMIT @most");
        command.Parameters.AddWithValue("@plan", planId);
        command.Parameters.AddWithValue("@provider", (object?)provider ?? DBNull.Value);
        command.Parameters.AddWithValue("@seq", afterSeq);
        command.Parameters.AddWithValue("@most", atMost);
        using SqliteDataReader reader = command.ExecuteReader();
        List<LedgerOperation> operations = [];
        while (reader.Read())
        {
            PlanOperation operation = JsonSerializer.Deserialize(reader.GetString(0), PlanJson.Readable.PlanOperationLine)!.ToOperation();
            operations.Add(new LedgerOperation(operation, (OperationState)reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        }

        return operations;
    }

    /// <summary>The next passwords in the order of provider and person.</summary>
    public static List<SealedPassword> Passwords(SqliteConnection connection, string afterProvider, string afterPerson, int atMost)
    {
        using SqliteCommand command = Command(
            connection,
            null,
            """
            SELECT provider, person, address, envelope, sealed_at FROM password
            WHERE (provider, person) > (@provider, @person) ORDER BY provider, person LIMIT @most
            """);
        command.Parameters.AddWithValue("@provider", afterProvider);
        command.Parameters.AddWithValue("@person", afterPerson);
        command.Parameters.AddWithValue("@most", atMost);
        using SqliteDataReader reader = command.ExecuteReader();
        List<SealedPassword> passwords = [];
        while (reader.Read())
        {
            passwords.Add(new SealedPassword(
                Person(reader, 1),
                reader.GetString(0),
                EmailAddress.Parse(reader.GetString(2)),
                reader.GetFieldValue<byte[]>(3),
                Time(reader, 4)));
        }

        return passwords;
    }

    public static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }

    private static (StoredPlan Plan, long State)? ReadPlan(SqliteCommand command)
    {
        using SqliteDataReader reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        PlanHeader header = JsonSerializer.Deserialize(reader.GetString(2), PlanJson.Readable.PlanHeaderLine)!.ToHeader();
        return (new StoredPlan(reader.GetInt64(0), reader.GetString(1), header), reader.GetInt64(3));
    }

    private static PersonKey Person(SqliteDataReader reader, int column) =>
        PersonKey.TryParse(reader.GetString(column), out PersonKey key) ? key : throw new InvalidDataException("The ledger holds a person's key that is none.");

    private static HoldersDigest Holders(string text) =>
        HoldersDigest.TryParse(text, out HoldersDigest holders) ? holders : throw new InvalidDataException("The ledger holds a digest of holders that is none.");

    private static Instant Time(SqliteDataReader reader, int column) => Instant.FromUnixTimeMilliseconds(reader.GetInt64(column));
}
