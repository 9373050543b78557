using System.Text.Json;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Ledger;

/// <summary>A ledger as JSON Lines: its identity, claims, plans, operations, mail that went and came, duties, mailboxes that are waited for, official letters,
/// guardians and posts whose holders are noted. No names of people, no addresses that mail went to, and no passwords, sealed or not.</summary>
internal static class LedgerExport
{
    private const int FlushAt = 64 * 1024;

    // Column names are the properties; those that end in _at are times.
    private static readonly (string Line, int Since, string Sql)[] Parts =
    [
        ("ledger", 1, "SELECT max(CASE name WHEN 'id' THEN value END) AS id, max(CASE name WHEN 'tenant' THEN value END) AS tenant FROM meta"),
        ("claim", 1, "SELECT kind, name, holder, provider, claimed_at FROM claim ORDER BY latest"),
        ("plan", 1, "SELECT id, digest, CASE state WHEN 0 THEN 'open' WHEN 1 THEN 'closed' ELSE 'abandoned' END AS state, reason, admitted_at, closed_at FROM plan ORDER BY id"),
        (
            "operation", 1,
            """
            SELECT plan, seq, kind, provider, person, address,
                CASE state WHEN 0 THEN 'planned' WHEN 1 THEN 'intended' WHEN 2 THEN 'done' WHEN 3 THEN 'stale' ELSE 'failed' END AS state,
                reason, intended_at, closed_at
            FROM operation ORDER BY plan, seq
            """),
        (
            "mail", LedgerSchema.OutboxVersion,
            """
            SELECT id, key, message_id AS messageId, CASE state WHEN 0 THEN 'waiting' WHEN 1 THEN 'intended' WHEN 2 THEN 'sent' ELSE 'failed' END AS state, attempts, reason,
                (SELECT count(*) FROM mail_recipient WHERE mail = id) AS recipients, (SELECT count(taken_at) FROM mail_recipient WHERE mail = id) AS taken,
                queued_at, due_at, intended_at, closed_at
            FROM mail ORDER BY id
            """),
        (
            "duty", LedgerSchema.DutyVersion,
            "SELECT duty, unit, CASE step WHEN 0 THEN 'submitted' WHEN 1 THEN 'accepted' ELSE 'returned' END AS step, at AS happened_at, recorded_at FROM duty_event ORDER BY at, id"),
        ("mailbox", LedgerSchema.MailboxVersion, "SELECT provider, person, account, since AS waited_for_since_at FROM mailbox ORDER BY since, provider, person"),
        (
            "inbox", LedgerSchema.InboxVersion,
            """
            SELECT key, CASE state WHEN 0 THEN 'waiting' WHEN 1 THEN 'intended' WHEN 2 THEN 'handled' WHEN 3 THEN 'copy' ELSE 'givenUp' END AS state, attempts, reason,
                intended_at, closed_at
            FROM inbox_mail ORDER BY mailbox, validity, uid
            """),
        ("dispatch", LedgerSchema.DispatchVersion, "SELECT issuer, number, date, issuer_name AS issuerName, subject, digest, registered_at FROM dispatch ORDER BY id"),
        (
            "dispatchRecipient", LedgerSchema.DispatchVersion,
            """
            SELECT issuer, number, date, unit, unit_name AS unitName, attempt, confirm_by AS confirmBy, dispatch_recipient.registered_at
            FROM dispatch_recipient JOIN dispatch ON dispatch.id = dispatch ORDER BY dispatch_recipient.id
            """),
        (
            "dispatchEvent", LedgerSchema.DispatchVersion,
            """
            SELECT issuer, number, date, unit, CASE kind WHEN 0 THEN 'confirmed' WHEN 1 THEN 'returned' ELSE 'reminded' END AS kind, mark, how, at AS happened_at, recorded_at
            FROM dispatch_event JOIN dispatch_recipient ON dispatch_recipient.id = recipient JOIN dispatch ON dispatch.id = dispatch ORDER BY at, dispatch_event.id
            """),
        (
            "guardianConsent", LedgerSchema.GuardianVersion,
            "SELECT school, contact, channel, is_paid AS isPaid, asked_at, how, stopped_at, stop_reason AS stopReason, recorded_at FROM guardian_consent ORDER BY id"),
        ("resultNotice", LedgerSchema.GuardianVersion, "SELECT school, year, term, contact, number, key, recorded_at FROM result_notice ORDER BY id"),
        ("postHolders", LedgerSchema.HolderVersion, "SELECT provider, post, noted_at FROM post_holders ORDER BY provider, post"),
    ];

    public static async Task WriteAsync(SqliteTransaction snapshot, Stream stream, CancellationToken cancellationToken)
    {
        MemoryStream buffer = new();
        Utf8JsonWriter json = new(buffer);
        await using (json.ConfigureAwait(false))
        {
            long version = LedgerSchema.VersionOf(snapshot.Connection!);
            foreach ((string line, int since, string sql) in Parts)
            {
                if (version < since)
                {
                    continue;
                }

                using SqliteCommand command = LedgerReads.Command(snapshot.Connection!, snapshot, sql);
                using SqliteDataReader reader = command.ExecuteReader();
                while (reader.Read())
                {
                    WriteRow(json, line, reader);
                    json.Flush();
                    json.Reset();
                    buffer.WriteByte((byte)'\n');
                    if (buffer.Length >= FlushAt)
                    {
                        await FlushAsync().ConfigureAwait(false);
                    }
                }
            }
        }

        await FlushAsync().ConfigureAwait(false);

        async Task FlushAsync()
        {
            await stream.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken).ConfigureAwait(false);
            buffer.SetLength(0);
        }
    }

    private static void WriteRow(Utf8JsonWriter json, string line, SqliteDataReader reader)
    {
        json.WriteStartObject();
        json.WriteString("line", line);
        for (int i = 0; i < reader.FieldCount; i++)
        {
            if (reader.IsDBNull(i))
            {
                continue;
            }

            string column = reader.GetName(i);
            if (column.EndsWith("_at", StringComparison.Ordinal))
            {
                json.WriteString(column[..^3] + "At", InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeMilliseconds(reader.GetInt64(i))));
            }
            else if (reader.GetFieldType(i) == typeof(long))
            {
                json.WriteNumber(column, reader.GetInt64(i));
            }
            else
            {
                json.WriteString(column, reader.GetString(i));
            }
        }

        json.WriteEndObject();
    }
}
