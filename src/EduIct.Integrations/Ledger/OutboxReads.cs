using System.Collections.Immutable;
using EduIct.Mail;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace EduIct.Ledger;

/// <summary>The reads of an outbox.</summary>
internal static class OutboxReads
{
    private const string Columns = "SELECT id, key, message_id, state, attempts, queued_at, due_at, overdue_at, closed_at, reason, ready_at, CASE WHEN state < 2 THEN intended_at END FROM mail ";

    public static OutboxEntry? Find(SqliteConnection connection, string key) =>
        Entries(connection, "WHERE key = @key", ("@key", key)).FirstOrDefault();

    public static List<OutboxEntry> Due(SqliteConnection connection, Instant now, int atMost) =>
        Entries(
            connection,
            "WHERE state < 2 AND (state = 1 OR due_at <= @now) ORDER BY state DESC, due_at, id LIMIT @most",
            ("@now", now.ToUnixTimeMilliseconds()),
            ("@most", atMost));

    public static List<OutboxEntry> After(SqliteConnection connection, long id, bool openOnly, int atMost) =>
        Entries(
            connection,
            openOnly ? "WHERE id > @id AND state < 2 ORDER BY id LIMIT @most" : "WHERE id > @id ORDER BY id LIMIT @most",
            ("@id", id),
            ("@most", atMost));

    public static Instant? NextDue(SqliteConnection connection)
    {
        using SqliteCommand command = LedgerReads.Command(connection, null, "SELECT min(CASE state WHEN 1 THEN intended_at ELSE due_at END) FROM mail WHERE state < 2");
        return command.ExecuteScalar() is long at ? Instant.FromUnixTimeMilliseconds(at) : null;
    }

    public static int CountTaken(SqliteConnection connection, Instant since)
    {
        using SqliteCommand command = LedgerReads.Command(connection, null, "SELECT count(*) FROM mail_recipient WHERE taken_at > @since");
        command.Parameters.AddWithValue("@since", since.ToUnixTimeMilliseconds());
        return (int)Math.Min(int.MaxValue, (long)command.ExecuteScalar()!);
    }

    public static MailMessage? Message(SqliteConnection connection, long id)
    {
        // One moment for the three reads: it must not be closed between them.
        using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
        using SqliteCommand command = LedgerReads.Command(connection, snapshot, "SELECT body, message_id FROM mail WHERE id = @id AND body IS NOT NULL");
        command.Parameters.AddWithValue("@id", id);
        string body;
        string messageId;
        using (SqliteDataReader reader = command.ExecuteReader())
        {
            if (!reader.Read())
            {
                return null;
            }

            (body, messageId) = (reader.GetString(0), reader.GetString(1));
        }

        using SqliteCommand files = LedgerReads.Command(
            connection,
            snapshot,
            "SELECT name, media_type, mail_content.content FROM mail_attachment JOIN mail_content ON digest = mail_attachment.content WHERE mail = @id ORDER BY position");
        files.Parameters.AddWithValue("@id", id);
        using SqliteDataReader rows = files.ExecuteReader();
        ImmutableArray<MailAttachment>.Builder attachments = ImmutableArray.CreateBuilder<MailAttachment>();
        while (rows.Read())
        {
            attachments.Add(new MailAttachment(rows.GetString(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2)));
        }

        return OutboxBody.Read(body, messageId, attachments.ToImmutable());
    }

    private static List<OutboxEntry> Entries(SqliteConnection connection, string where, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
        using SqliteCommand command = LedgerReads.Command(connection, snapshot, Columns + where);
        foreach ((string name, object value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        List<OutboxEntry> entries = [];
        using (SqliteDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                entries.Add(new OutboxEntry
                {
                    Id = reader.GetInt64(0),
                    Key = reader.GetString(1),
                    MessageId = reader.GetString(2),
                    State = (OutboxState)reader.GetInt32(3),
                    Attempts = reader.GetInt32(4),
                    QueuedAt = Time(reader, 5)!.Value,
                    ReadyAt = Time(reader, 10)!.Value,
                    DueAt = Time(reader, 6)!.Value,
                    OverdueAt = Time(reader, 7)!.Value,
                    ClosedAt = Time(reader, 8),
                    Reason = reader.IsDBNull(9) ? null : reader.GetString(9),
                    UnclearSince = Time(reader, 11),
                });
            }
        }

        for (int i = 0; i < entries.Count; i++)
        {
            entries[i] = entries[i] with { Recipients = Recipients(connection, snapshot, entries[i].Id) };
        }

        return entries;
    }

    private static ImmutableArray<OutboxRecipient> Recipients(SqliteConnection connection, SqliteTransaction snapshot, long id)
    {
        using SqliteCommand command = LedgerReads.Command(
            connection, snapshot, "SELECT who, taken_at, fault, reason FROM mail_recipient WHERE mail = @id ORDER BY position");
        command.Parameters.AddWithValue("@id", id);
        using SqliteDataReader reader = command.ExecuteReader();
        ImmutableArray<OutboxRecipient>.Builder recipients = ImmutableArray.CreateBuilder<OutboxRecipient>();
        while (reader.Read())
        {
            recipients.Add(new OutboxRecipient(
                reader.GetString(0),
                Time(reader, 1),
                reader.IsDBNull(2) ? null : Enum.Parse<MailErrorKind>(reader.GetString(2), ignoreCase: true),
                reader.IsDBNull(3) ? null : reader.GetString(3)));
        }

        return recipients.ToImmutable();
    }

    private static Instant? Time(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Instant.FromUnixTimeMilliseconds(reader.GetInt64(column));
}
