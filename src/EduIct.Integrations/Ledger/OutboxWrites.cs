using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EduIct.Mail;
using Microsoft.Data.Sqlite;

namespace EduIct.Ledger;

/// <summary>The writes of an outbox, each inside a transaction that the caller commits.</summary>
internal static class OutboxWrites
{
    public static bool Enqueue(SqliteTransaction transaction, OutboxMail mail, long overdueAt, long now)
    {
        MailMessage message = mail.Message;
        using SqliteCommand insert = Command(
            transaction,
            """
            INSERT INTO mail (key, message_id, state, attempts, keeps_addresses, body, queued_at, ready_at, due_at, overdue_at)
            VALUES (@key, @message, 0, 0, @keeps, @body, @now, @due, @due, @overdue) ON CONFLICT (key) DO NOTHING RETURNING id
            """);
        insert.Parameters.AddWithValue("@key", mail.Key);
        insert.Parameters.AddWithValue("@message", message.MessageId);
        insert.Parameters.AddWithValue("@keeps", mail.KeepsAddresses ? 1 : 0);
        insert.Parameters.AddWithValue("@body", OutboxBody.Write(message));
        insert.Parameters.AddWithValue("@now", now);
        insert.Parameters.AddWithValue("@due", Math.Max(now, mail.NotBefore?.ToUnixTimeMilliseconds() ?? now));
        insert.Parameters.AddWithValue("@overdue", overdueAt);
        if (insert.ExecuteScalar() is not long id)
        {
            return false;
        }

        for (int i = 0; i < message.Recipients.Length; i++)
        {
            using SqliteCommand recipient = Command(transaction, "INSERT INTO mail_recipient (mail, position, who) VALUES (@id, @position, @who)");
            recipient.Parameters.AddWithValue("@id", id);
            recipient.Parameters.AddWithValue("@position", i);
            recipient.Parameters.AddWithValue("@who", message.Recipients[i].ToCanonicalString());
            recipient.ExecuteNonQuery();
        }

        for (int i = 0; i < message.Attachments.Length; i++)
        {
            Attach(transaction, id, i, message.Attachments[i]);
        }

        return true;
    }

    public static void Intend(SqliteTransaction transaction, long id, long now)
    {
        using SqliteCommand update = Command(
            transaction, "UPDATE mail SET state = 1, attempts = attempts + 1, intended_at = @now WHERE id = @id AND state < 2");
        update.Parameters.AddWithValue("@id", id);
        update.Parameters.AddWithValue("@now", now);
        RequireOpen(update.ExecuteNonQuery(), id);
    }

    public static void Settle(SqliteTransaction transaction, string ledger, long id, OutboxOutcome outcome, long now)
    {
        bool closed = outcome.State != OutboxState.Waiting;
        using SqliteCommand update = Command(
            transaction,
            """
            UPDATE mail SET state = @state, reason = @reason, attempts = attempts - @refund, due_at = coalesce(@next, due_at), closed_at = @closed,
                intended_at = CASE WHEN @closed IS NOT NULL OR @unclear THEN intended_at END, body = CASE WHEN @closed IS NULL THEN body END
            WHERE id = @id AND state < 2 RETURNING keeps_addresses
            """);
        update.Parameters.AddWithValue("@id", id);
        update.Parameters.AddWithValue("@state", (int)outcome.State);
        update.Parameters.AddWithValue("@reason", (object?)outcome.Reason ?? DBNull.Value);
        update.Parameters.AddWithValue("@refund", outcome.Counts ? 0 : 1);
        update.Parameters.AddWithValue("@unclear", outcome.IsUnclear ? 1 : 0);
        update.Parameters.AddWithValue("@next", closed ? DBNull.Value : outcome.NextAt!.Value.ToUnixTimeMilliseconds());
        update.Parameters.AddWithValue("@closed", closed ? now : DBNull.Value);
        object? keeps = update.ExecuteScalar();
        RequireOpen(keeps is long ? 1 : 0, id);

        foreach (MailRecipientOutcome recipient in outcome.Recipients)
        {
            using SqliteCommand settle = Command(
                transaction,
                "UPDATE mail_recipient SET fault = @fault, reason = @reason, taken_at = @taken WHERE mail = @id AND who = @who AND taken_at IS NULL");
            settle.Parameters.AddWithValue("@id", id);
            settle.Parameters.AddWithValue("@who", recipient.Address.ToCanonicalString());
            settle.Parameters.AddWithValue("@fault", recipient.Fault is { } fault ? JsonNamingPolicy.CamelCase.ConvertName(fault.ToString()) : DBNull.Value);
            settle.Parameters.AddWithValue("@reason", (object?)recipient.Reason ?? DBNull.Value);
            settle.Parameters.AddWithValue("@taken", recipient.IsTaken ? now : DBNull.Value);
            settle.ExecuteNonQuery();
        }

        if (closed)
        {
            DropContent(transaction, id);
            if (keeps is 0L)
            {
                DropAddresses(transaction, ledger, id);
            }
        }
    }

    /// <summary>What stands for an address that is not kept: bound to the ledger, so that two ledgers cannot be joined by it.</summary>
    public static string DigestOf(string ledger, string canonicalAddress) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{ledger}\n{canonicalAddress}")));

    private static void Attach(SqliteTransaction transaction, long id, int position, MailAttachment attachment)
    {
        byte[] bytes = attachment.Content.ToArray();
        string digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        using SqliteCommand content = Command(transaction, "INSERT INTO mail_content (digest, content) VALUES (@digest, @content) ON CONFLICT (digest) DO NOTHING");
        content.Parameters.AddWithValue("@digest", digest);
        content.Parameters.AddWithValue("@content", bytes);
        content.ExecuteNonQuery();

        using SqliteCommand insert = Command(
            transaction, "INSERT INTO mail_attachment (mail, position, name, media_type, content) VALUES (@id, @position, @name, @type, @digest)");
        insert.Parameters.AddWithValue("@id", id);
        insert.Parameters.AddWithValue("@position", position);
        insert.Parameters.AddWithValue("@name", attachment.FileName);
        insert.Parameters.AddWithValue("@type", attachment.MediaType);
        insert.Parameters.AddWithValue("@digest", digest);
        insert.ExecuteNonQuery();
    }

    private static void DropContent(SqliteTransaction transaction, long id)
    {
        List<string> digests = [];
        using (SqliteCommand delete = Command(transaction, "DELETE FROM mail_attachment WHERE mail = @id RETURNING content"))
        {
            delete.Parameters.AddWithValue("@id", id);
            using SqliteDataReader reader = delete.ExecuteReader();
            while (reader.Read())
            {
                digests.Add(reader.GetString(0));
            }
        }

        foreach (string digest in digests)
        {
            using SqliteCommand drop = Command(
                transaction, "DELETE FROM mail_content WHERE digest = @digest AND NOT EXISTS (SELECT 1 FROM mail_attachment WHERE content = @digest)");
            drop.Parameters.AddWithValue("@digest", digest);
            drop.ExecuteNonQuery();
        }
    }

    private static void DropAddresses(SqliteTransaction transaction, string ledger, long id)
    {
        List<(long Position, string Who)> recipients = [];
        using (SqliteCommand select = Command(transaction, "SELECT position, who FROM mail_recipient WHERE mail = @id"))
        {
            select.Parameters.AddWithValue("@id", id);
            using SqliteDataReader reader = select.ExecuteReader();
            while (reader.Read())
            {
                recipients.Add((reader.GetInt64(0), reader.GetString(1)));
            }
        }

        foreach ((long position, string who) in recipients)
        {
            using SqliteCommand update = Command(transaction, "UPDATE mail_recipient SET who = @who WHERE mail = @id AND position = @position");
            update.Parameters.AddWithValue("@id", id);
            update.Parameters.AddWithValue("@position", position);
            update.Parameters.AddWithValue("@who", DigestOf(ledger, who));
            update.ExecuteNonQuery();
        }
    }

    private static void RequireOpen(int changed, long id)
    {
        if (changed == 0)
        {
            throw new InvalidOperationException($"No message {id} is open.");
        }
    }

    private static SqliteCommand Command(SqliteTransaction transaction, string sql) => LedgerReads.Command(transaction.Connection!, transaction, sql);
}
