using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.Dispatches;
using EduIct.Units;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Ledger;

/// <summary>The register of official letters, in a ledger's file and under its lock.</summary>
internal sealed class SqliteDispatches(SqliteLedger ledger) : IDispatchRegister
{
    private const string RecipientColumns =
        """
        SELECT issuer, number, date, unit, unit_name, code, address, attempt, confirm_by, dispatch_recipient.registered_at
        FROM dispatch_recipient JOIN dispatch ON dispatch.id = dispatch_recipient.dispatch
        """;

    public Task<DispatchAdmission> AdmitAsync(DispatchRecord dispatch, ImmutableArray<DispatchRecipient> recipients, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dispatch);
        if (recipients.IsDefault || recipients.Any(recipient => recipient.Dispatch != dispatch.Id || recipient.Code == default || recipient.Address is null != (recipient.Attempt == 0)))
        {
            throw new ArgumentException("An addressee is one of the letter, has a code, and an attempt where it has an address.", nameof(recipients));
        }

        return ledger.WriteAsync(transaction => Admit(transaction, dispatch, recipients), alone: true, cancellationToken);
    }

    public Task<DispatchRecipient> ReaddressAsync(DispatchRecipient recipient, EmailAddress address, LocalDate? confirmBy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return ledger.WriteAsync(
            transaction =>
            {
                using SqliteCommand update = Command(
                    transaction, "UPDATE dispatch_recipient SET address = $address, attempt = attempt + 1, confirm_by = $by WHERE code = $code AND attempt = $attempt");
                update.Parameters.AddWithValue("$address", address.ToString());
                update.Parameters.AddWithValue("$by", Day(confirmBy));
                update.Parameters.AddWithValue("$code", recipient.Code.ToString());
                update.Parameters.AddWithValue("$attempt", recipient.Attempt);
                update.ExecuteNonQuery();
                return Find(transaction.Connection!, transaction, recipient.Code) ?? throw NoSuchCode();
            },
            alone: true,
            cancellationToken);
    }

    public Task<bool> RecordAsync(DispatchEvent step, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(step);
        return ledger.WriteAsync(
            transaction =>
            {
                if (Find(transaction.Connection!, transaction, step.Code) is null)
                {
                    throw NoSuchCode();
                }

                using SqliteCommand insert = Command(
                    transaction,
                    """
                    INSERT INTO dispatch_event (recipient, kind, mark, how, at, recorded_at)
                    SELECT id, $kind, $mark, $how, $at, $now FROM dispatch_recipient WHERE code = $code ON CONFLICT DO NOTHING
                    """);
                insert.Parameters.AddWithValue("$kind", (int)step.Kind);
                insert.Parameters.AddWithValue("$mark", step.Mark);
                insert.Parameters.AddWithValue("$how", step.How.Length <= 200 ? step.How : step.How[..200]);
                insert.Parameters.AddWithValue("$at", step.At.ToUnixTimeMilliseconds());
                insert.Parameters.AddWithValue("$now", ledger.Now());
                insert.Parameters.AddWithValue("$code", step.Code.ToString());
                return insert.ExecuteNonQuery() == 1;
            },
            alone: false,
            cancellationToken);
    }

    public Task<DispatchRecipient?> FindAsync(DispatchCode code, CancellationToken cancellationToken = default) =>
        ledger.ReadAsync(connection => Has(connection) ? Find(connection, null, code) : null, cancellationToken);

    public Task<ImmutableArray<DispatchRecord>> ReadDispatchesAsync(CancellationToken cancellationToken = default) =>
        ledger.ReadAsync(
            connection => Has(connection) ? Records(LedgerReads.Command(connection, null, "SELECT issuer, number, date, issuer_name, subject, digest, registered_at FROM dispatch ORDER BY id")) : [],
            cancellationToken);

    public Task<ImmutableArray<DispatchRecipient>> ReadRecipientsAsync(DispatchId dispatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dispatch);
        return ledger.ReadAsync(
            connection =>
            {
                if (!Has(connection))
                {
                    return [];
                }

                SqliteCommand select = LedgerReads.Command(
                    connection, null, RecipientColumns + " WHERE issuer = $issuer AND number = $number AND date = $date ORDER BY dispatch_recipient.id");
                AddId(select, dispatch);
                return Recipients(select);
            },
            cancellationToken);
    }

    public Task<ImmutableArray<DispatchEvent>> ReadDispatchEventsAsync(DispatchId dispatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dispatch);
        return ledger.ReadAsync(connection => Has(connection) ? Events(connection, dispatch) : [], cancellationToken);
    }

    private static ImmutableArray<DispatchEvent> Events(SqliteConnection connection, DispatchId dispatch)
    {
        using SqliteCommand select = LedgerReads.Command(
            connection,
            null,
            """
            SELECT code, kind, mark, at, how
            FROM dispatch_event JOIN dispatch_recipient ON dispatch_recipient.id = recipient JOIN dispatch ON dispatch.id = dispatch
            WHERE issuer = $issuer AND number = $number AND date = $date ORDER BY at, dispatch_event.id
            """);
        AddId(select, dispatch);
        using SqliteDataReader reader = select.ExecuteReader();
        var events = ImmutableArray.CreateBuilder<DispatchEvent>();
        while (reader.Read())
        {
            events.Add(new DispatchEvent(
                CodeAt(reader, 0), (DispatchEventKind)reader.GetInt32(1), reader.GetString(2), Instant.FromUnixTimeMilliseconds(reader.GetInt64(3)), reader.GetString(4)));
        }

        return events.ToImmutable();
    }

    // A ledger of an earlier release that was opened for reading has no such tables.
    private static bool Has(SqliteConnection connection) => LedgerSchema.VersionOf(connection) >= LedgerSchema.DispatchVersion;

    private DispatchAdmission Admit(SqliteTransaction transaction, DispatchRecord dispatch, ImmutableArray<DispatchRecipient> recipients)
    {
        using (SqliteCommand insert = Command(
            transaction,
            """
            INSERT INTO dispatch (issuer, number, date, issuer_name, subject, digest, registered_at)
            VALUES ($issuer, $number, $date, $name, $subject, $digest, $now) ON CONFLICT DO NOTHING
            """))
        {
            AddId(insert, dispatch.Id);
            insert.Parameters.AddWithValue("$name", dispatch.IssuerName);
            insert.Parameters.AddWithValue("$subject", dispatch.Subject);
            insert.Parameters.AddWithValue("$digest", dispatch.Digest);
            insert.Parameters.AddWithValue("$now", ledger.Now());
            insert.ExecuteNonQuery();
        }

        SqliteCommand select = Command(
            transaction, "SELECT issuer, number, date, issuer_name, subject, digest, registered_at FROM dispatch WHERE issuer = $issuer AND number = $number AND date = $date");
        AddId(select, dispatch.Id);
        DispatchRecord kept = Records(select)[0];
        return new DispatchAdmission(
            kept, string.Equals(kept.Digest, dispatch.Digest, StringComparison.Ordinal) ? [.. recipients.Select(recipient => Enter(transaction, recipient))] : []);
    }

    private DispatchRecipient Enter(SqliteTransaction transaction, DispatchRecipient recipient)
    {
        using (SqliteCommand insert = Command(
            transaction,
            """
            INSERT INTO dispatch_recipient (dispatch, unit, unit_name, code, address, attempt, confirm_by, registered_at)
            SELECT id, $unit, $name, $code, $address, $attempt, $by, $now FROM dispatch WHERE issuer = $issuer AND number = $number AND date = $date
            ON CONFLICT (dispatch, unit) DO NOTHING
            """))
        {
            AddId(insert, recipient.Dispatch);
            insert.Parameters.AddWithValue("$unit", recipient.Unit.ToString());
            insert.Parameters.AddWithValue("$name", recipient.UnitName);
            insert.Parameters.AddWithValue("$code", recipient.Code.ToString());
            insert.Parameters.AddWithValue("$address", (object?)recipient.Address?.ToString() ?? DBNull.Value);
            insert.Parameters.AddWithValue("$attempt", recipient.Attempt);
            insert.Parameters.AddWithValue("$by", Day(recipient.ConfirmBy));
            insert.Parameters.AddWithValue("$now", ledger.Now());
            insert.ExecuteNonQuery();
        }

        SqliteCommand select = Command(transaction, RecipientColumns + " WHERE issuer = $issuer AND number = $number AND date = $date AND unit = $unit");
        AddId(select, recipient.Dispatch);
        select.Parameters.AddWithValue("$unit", recipient.Unit.ToString());
        return Recipients(select)[0];
    }

    private static DispatchRecipient? Find(SqliteConnection connection, SqliteTransaction? transaction, DispatchCode code)
    {
        SqliteCommand select = LedgerReads.Command(connection, transaction, RecipientColumns + " WHERE code = $code");
        select.Parameters.AddWithValue("$code", code.ToString());
        return Recipients(select).FirstOrDefault();
    }

    private static ImmutableArray<DispatchRecord> Records(SqliteCommand select)
    {
        using SqliteCommand closing = select;
        using SqliteDataReader reader = select.ExecuteReader();
        var records = ImmutableArray.CreateBuilder<DispatchRecord>();
        while (reader.Read())
        {
            records.Add(new DispatchRecord(IdAt(reader), reader.GetString(3), reader.GetString(4), reader.GetString(5), Instant.FromUnixTimeMilliseconds(reader.GetInt64(6))));
        }

        return records.ToImmutable();
    }

    private static ImmutableArray<DispatchRecipient> Recipients(SqliteCommand select)
    {
        using SqliteCommand closing = select;
        using SqliteDataReader reader = select.ExecuteReader();
        var recipients = ImmutableArray.CreateBuilder<DispatchRecipient>();
        while (reader.Read())
        {
            recipients.Add(new DispatchRecipient
            {
                Dispatch = IdAt(reader),
                Unit = UnitAt(reader, 3),
                UnitName = reader.GetString(4),
                Code = CodeAt(reader, 5),
                Address = reader.IsDBNull(6) ? null : EmailAddress.Parse(reader.GetString(6)),
                Attempt = reader.GetInt32(7),
                ConfirmBy = reader.IsDBNull(8) ? null : LocalDatePattern.Iso.Parse(reader.GetString(8)).Value,
                RegisteredAt = Instant.FromUnixTimeMilliseconds(reader.GetInt64(9)),
            });
        }

        return recipients.ToImmutable();
    }

    private static DispatchId IdAt(SqliteDataReader reader) => new(UnitAt(reader, 0), reader.GetString(1), LocalDatePattern.Iso.Parse(reader.GetString(2)).Value);

    private static UnitCode UnitAt(SqliteDataReader reader, int column) =>
        UnitCode.TryParse(reader.GetString(column), out UnitCode code) ? code : throw new InvalidOperationException("The ledger holds a code of a unit that is none.");

    private static DispatchCode CodeAt(SqliteDataReader reader, int column) =>
        DispatchCode.TryParse(reader.GetString(column), out DispatchCode code) ? code : throw new InvalidOperationException("The ledger holds a code of a letter that is none.");

    private static void AddId(SqliteCommand command, DispatchId id)
    {
        command.Parameters.AddWithValue("$issuer", id.Issuer.ToString());
        command.Parameters.AddWithValue("$number", id.Number);
        command.Parameters.AddWithValue("$date", LocalDatePattern.Iso.Format(id.Date));
    }

    private static object Day(LocalDate? day) => day is { } given ? LocalDatePattern.Iso.Format(given) : DBNull.Value;

    private static KeyNotFoundException NoSuchCode() => new("The register has no such code.");

    private static SqliteCommand Command(SqliteTransaction transaction, string sql) => LedgerReads.Command(transaction.Connection!, transaction, sql);
}
