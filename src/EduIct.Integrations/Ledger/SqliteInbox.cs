using EduIct.Mail;
using Microsoft.Data.Sqlite;

namespace EduIct.Ledger;

/// <summary>What came in by mail, in a ledger's file and under its lock.</summary>
internal sealed class SqliteInbox(SqliteLedger ledger) : IInbox
{
    public Task<uint> FindDoneAsync(string mailbox, uint validity, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(mailbox);
        return ledger.ReadAsync(connection => LedgerSchema.VersionOf(connection) < LedgerSchema.InboxVersion ? 0 : Done(connection, mailbox, validity), cancellationToken);
    }

    public Task<InboxIntent> RecordIntentAsync(InboxPlace place, string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(place.Mailbox, nameof(place));
        ArgumentException.ThrowIfNullOrEmpty(key);
        return ledger.WriteAsync(transaction => Intend(transaction, place, key, ledger.Now()), alone: false, cancellationToken);
    }

    public Task RecordOutcomeAsync(InboxPlace place, InboxState state, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(place.Mailbox, nameof(place));
        if (state == InboxState.Intended)
        {
            throw new ArgumentException("An outcome is not an intent.", nameof(state));
        }

        return ledger.WriteAsync(
            transaction =>
            {
                using SqliteCommand update = At(
                    transaction,
                    """
                    UPDATE inbox_mail SET state = $state, reason = $reason, closed_at = CASE WHEN $state < 2 THEN NULL ELSE $now END
                    WHERE mailbox = $mailbox AND validity = $validity AND uid = $uid AND state = 1
                    """,
                    place);
                update.Parameters.AddWithValue("$state", (int)state);
                update.Parameters.AddWithValue("$reason", (object?)reason ?? DBNull.Value);
                update.Parameters.AddWithValue("$now", ledger.Now());
                return update.ExecuteNonQuery() == 1 ? true : throw new InvalidOperationException($"There is no open intent for {place}.");
            },
            alone: false,
            cancellationToken);
    }

    private static uint Done(SqliteConnection connection, string mailbox, uint validity)
    {
        using SqliteCommand command = LedgerReads.Command(
            connection,
            null,
            """
            SELECT coalesce(
                (SELECT min(uid) - 1 FROM inbox_mail WHERE mailbox = $mailbox AND validity = $validity AND state < 2),
                (SELECT max(uid) FROM inbox_mail WHERE mailbox = $mailbox AND validity = $validity),
                0)
            """);
        command.Parameters.AddWithValue("$mailbox", mailbox);
        command.Parameters.AddWithValue("$validity", (long)validity);
        return (uint)(long)command.ExecuteScalar()!;
    }

    private static InboxIntent Intend(SqliteTransaction transaction, InboxPlace place, string key, long now)
    {
        using SqliteCommand find = At(transaction, "SELECT state, attempts FROM inbox_mail WHERE mailbox = $mailbox AND validity = $validity AND uid = $uid", place);
        InboxIntent before = default;
        using (SqliteDataReader reader = find.ExecuteReader())
        {
            if (reader.Read())
            {
                before = new InboxIntent((InboxState)reader.GetInt32(0), reader.GetInt32(1));
            }
        }

        if (before.State is InboxState.Handled or InboxState.Copy or InboxState.GivenUp)
        {
            return before with { WasDone = true };
        }

        using SqliteCommand write = At(
            transaction,
            """
            INSERT INTO inbox_mail (mailbox, validity, uid, key, state, attempts, intended_at, closed_at)
            SELECT $mailbox, $validity, $uid, $key, CASE WHEN copies THEN 3 ELSE 1 END, $attempts + (NOT copies), $now, CASE WHEN copies THEN $now END
            FROM (SELECT EXISTS (SELECT 1 FROM inbox_mail WHERE mailbox = $mailbox AND key = $key AND state = 2) AS copies) WHERE true
            ON CONFLICT DO UPDATE SET key = excluded.key, state = excluded.state, attempts = excluded.attempts, intended_at = excluded.intended_at, closed_at = excluded.closed_at
            RETURNING state, attempts
            """,
            place);
        write.Parameters.AddWithValue("$key", key);
        write.Parameters.AddWithValue("$attempts", before.Attempts);
        write.Parameters.AddWithValue("$now", now);
        using SqliteDataReader written = write.ExecuteReader();
        written.Read();
        return new InboxIntent((InboxState)written.GetInt32(0), written.GetInt32(1));
    }

    private static SqliteCommand At(SqliteTransaction transaction, string sql, InboxPlace place)
    {
        SqliteCommand command = LedgerReads.Command(transaction.Connection!, transaction, sql);
        command.Parameters.AddWithValue("$mailbox", place.Mailbox);
        command.Parameters.AddWithValue("$validity", (long)place.Validity);
        command.Parameters.AddWithValue("$uid", (long)place.Uid);
        return command;
    }
}
