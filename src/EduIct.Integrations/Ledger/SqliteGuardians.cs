using System.Collections.Immutable;
using EduIct.Calendars;
using EduIct.Guardians;
using EduIct.Mail;
using EduIct.Units;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace EduIct.Ledger;

/// <summary>The register of guardians, in a ledger's file and under its lock.</summary>
internal sealed class SqliteGuardians(SqliteLedger ledger) : IGuardianRegister
{
    private const string ConsentColumns = "SELECT school, contact, channel, is_paid, code, asked_at, how, stopped_at, stop_reason FROM guardian_consent ";

    public string DigestOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return OutboxWrites.DigestOf(ledger.Id, text);
    }

    public Task<GuardianConsent> AskAsync(GuardianConsent consent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consent);
        if (!consent.IsActive || consent.Code == default)
        {
            throw new ArgumentException("Whoever asks has a code and has not stopped.", nameof(consent));
        }

        return ledger.WriteAsync(
            transaction =>
            {
                using SqliteCommand insert = Command(
                    transaction,
                    """
                    INSERT INTO guardian_consent (school, contact, channel, is_paid, code, asked_at, how, recorded_at)
                    VALUES ($school, $contact, $channel, $paid, $code, $asked, $how, $now) ON CONFLICT (school, contact) WHERE stopped_at IS NULL DO NOTHING
                    """);
                insert.Parameters.AddWithValue("$school", consent.School.ToString());
                insert.Parameters.AddWithValue("$contact", consent.Contact);
                insert.Parameters.AddWithValue("$channel", consent.Channel.Name);
                insert.Parameters.AddWithValue("$paid", consent.Channel.IsPaid ? 1 : 0);
                insert.Parameters.AddWithValue("$code", consent.Code.ToString());
                insert.Parameters.AddWithValue("$asked", consent.AskedAt.ToUnixTimeMilliseconds());
                insert.Parameters.AddWithValue("$how", Short(consent.How));
                insert.Parameters.AddWithValue("$now", ledger.Now());
                insert.ExecuteNonQuery();
                return Latest(transaction.Connection!, transaction, consent.School, consent.Contact)!;
            },
            alone: true,
            cancellationToken);
    }

    public Task<GuardianConsent?> StopAsync(StopCode code, Instant at, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return ledger.WriteAsync(transaction => Stop(transaction, code, at, reason), alone: true, cancellationToken);
    }

    public Task<GuardianConsent?> FindConsentAsync(UnitCode school, string contact, CancellationToken cancellationToken = default) =>
        ledger.ReadAsync(connection => Has(connection) ? Latest(connection, null, school, contact) : null, cancellationToken);

    public Task<ImmutableArray<GuardianConsent>> ReadConsentsAsync(CancellationToken cancellationToken = default) =>
        ledger.ReadAsync(connection => Has(connection) ? Consents(LedgerReads.Command(connection, null, ConsentColumns + "ORDER BY id")) : [], cancellationToken);

    public Task<ImmutableArray<ResultNotice>> ReadNoticesAsync(UnitCode school, SchoolYear year, string term, string contact, CancellationToken cancellationToken = default) =>
        ledger.ReadAsync(connection => Has(connection) ? Notices(connection, school, year, term, contact) : [], cancellationToken);

    public Task<bool> EnterAsync(ResultNotice notice, OutboxMail? mail, Instant overdueAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notice);
        if (mail is not null && mail.Key != notice.Key)
        {
            throw new ArgumentException("A notice and its message have one key.", nameof(mail));
        }

        return ledger.WriteAsync(
            transaction => Enter(transaction, notice) && (mail is null || OutboxWrites.Enqueue(transaction, mail, (mail.OverdueAt ?? overdueAt).ToUnixTimeMilliseconds(), ledger.Now())),
            alone: true,
            cancellationToken);
    }

    // A ledger of an earlier release that was opened for reading has no such tables.
    private static bool Has(SqliteConnection connection) => LedgerSchema.VersionOf(connection) >= LedgerSchema.GuardianVersion;

    private GuardianConsent? Stop(SqliteTransaction transaction, StopCode code, Instant at, string reason)
    {
        using (SqliteCommand update = Command(transaction, "UPDATE guardian_consent SET stopped_at = $at, stop_reason = $reason WHERE code = $code AND stopped_at IS NULL"))
        {
            update.Parameters.AddWithValue("$at", at.ToUnixTimeMilliseconds());
            update.Parameters.AddWithValue("$reason", Short(reason));
            update.Parameters.AddWithValue("$code", code.ToString());
            if (update.ExecuteNonQuery() == 1)
            {
                Withdraw(transaction, code);
            }
        }

        SqliteCommand select = Command(transaction, ConsentColumns + "WHERE code = $code");
        select.Parameters.AddWithValue("$code", code.ToString());
        return Consents(select).FirstOrDefault();
    }

    private void Withdraw(SqliteTransaction transaction, StopCode code)
    {
        List<long> open = [];
        using (SqliteCommand select = Command(
            transaction,
            """
            SELECT mail.id FROM guardian_consent
            JOIN result_notice ON result_notice.school = guardian_consent.school AND result_notice.contact = guardian_consent.contact
            JOIN mail ON mail.key = result_notice.key
            WHERE code = $code AND mail.state < 2
            """))
        {
            select.Parameters.AddWithValue("$code", code.ToString());
            using SqliteDataReader reader = select.ExecuteReader();
            while (reader.Read())
            {
                open.Add(reader.GetInt64(0));
            }
        }

        foreach (long id in open)
        {
            OutboxWrites.Settle(transaction, ledger.Id, id, new OutboxOutcome(OutboxState.Failed, [], Reason: ResultNotices.Withdrawn), ledger.Now());
        }
    }

    private bool Enter(SqliteTransaction transaction, ResultNotice notice)
    {
        using SqliteCommand insert = Command(
            transaction,
            """
            INSERT INTO result_notice (school, year, term, contact, number, content, key, recorded_at)
            SELECT $school, $year, $term, $contact, $number, $content, $key, $now
            WHERE EXISTS (SELECT 1 FROM guardian_consent WHERE school = $school AND contact = $contact AND stopped_at IS NULL)
            ON CONFLICT DO NOTHING
            """);
        insert.Parameters.AddWithValue("$school", notice.School.ToString());
        insert.Parameters.AddWithValue("$year", notice.Year.ToString());
        insert.Parameters.AddWithValue("$term", notice.Term);
        insert.Parameters.AddWithValue("$contact", notice.Contact);
        insert.Parameters.AddWithValue("$number", notice.Number);
        insert.Parameters.AddWithValue("$content", notice.Content);
        insert.Parameters.AddWithValue("$key", notice.Key);
        insert.Parameters.AddWithValue("$now", ledger.Now());
        return insert.ExecuteNonQuery() == 1;
    }

    private static ImmutableArray<ResultNotice> Notices(SqliteConnection connection, UnitCode school, SchoolYear year, string term, string contact)
    {
        using SqliteCommand select = LedgerReads.Command(
            connection,
            null,
            "SELECT number, content, key FROM result_notice WHERE school = $school AND year = $year AND term = $term AND contact = $contact ORDER BY number");
        select.Parameters.AddWithValue("$school", school.ToString());
        select.Parameters.AddWithValue("$year", year.ToString());
        select.Parameters.AddWithValue("$term", term);
        select.Parameters.AddWithValue("$contact", contact);
        using SqliteDataReader reader = select.ExecuteReader();
        var notices = ImmutableArray.CreateBuilder<ResultNotice>();
        while (reader.Read())
        {
            notices.Add(new ResultNotice(school, year, term, contact, reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        }

        return notices.ToImmutable();
    }

    private static GuardianConsent? Latest(SqliteConnection connection, SqliteTransaction? transaction, UnitCode school, string contact)
    {
        SqliteCommand select = LedgerReads.Command(connection, transaction, ConsentColumns + "WHERE school = $school AND contact = $contact ORDER BY id DESC LIMIT 1");
        select.Parameters.AddWithValue("$school", school.ToString());
        select.Parameters.AddWithValue("$contact", contact);
        return Consents(select).FirstOrDefault();
    }

    private static ImmutableArray<GuardianConsent> Consents(SqliteCommand select)
    {
        using SqliteCommand closing = select;
        using SqliteDataReader reader = select.ExecuteReader();
        var consents = ImmutableArray.CreateBuilder<GuardianConsent>();
        while (reader.Read())
        {
            consents.Add(new GuardianConsent
            {
                School = UnitCode.TryParse(reader.GetString(0), out UnitCode school) ? school : throw new InvalidOperationException("The ledger holds a code of a unit that is none."),
                Contact = reader.GetString(1),
                Channel = new ResultChannel(reader.GetString(2), reader.GetInt64(3) != 0),
                Code = StopCode.Parse(reader.GetString(4)),
                AskedAt = Instant.FromUnixTimeMilliseconds(reader.GetInt64(5)),
                How = reader.GetString(6),
                StoppedAt = reader.IsDBNull(7) ? null : Instant.FromUnixTimeMilliseconds(reader.GetInt64(7)),
                StopReason = reader.IsDBNull(8) ? null : reader.GetString(8),
            });
        }

        return consents.ToImmutable();
    }

    private static string Short(string text) => text.Length <= 200 ? text : text[..200];

    private static SqliteCommand Command(SqliteTransaction transaction, string sql) => LedgerReads.Command(transaction.Connection!, transaction, sql);
}
