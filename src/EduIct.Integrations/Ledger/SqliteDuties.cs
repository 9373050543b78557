using System.Collections.Immutable;
using EduIct.Calendars;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace EduIct.Ledger;

/// <summary>What happened to duties, in a ledger's file and under its lock.</summary>
internal sealed class SqliteDuties(SqliteLedger ledger) : IDutyLedger
{
    public Task<bool> RecordAsync(DutyEvent step, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(step);
        return ledger.WriteAsync(
            transaction =>
            {
                using SqliteCommand command = LedgerReads.Command(
                    transaction.Connection!, transaction, "INSERT INTO duty_event (duty, unit, step, at, recorded_at) VALUES ($duty, $unit, $step, $at, $now) ON CONFLICT DO NOTHING");
                command.Parameters.AddWithValue("$duty", step.Duty);
                command.Parameters.AddWithValue("$unit", step.Unit);
                command.Parameters.AddWithValue("$step", (int)step.Step);
                command.Parameters.AddWithValue("$at", step.At.ToUnixTimeMilliseconds());
                command.Parameters.AddWithValue("$now", ledger.Now());
                return command.ExecuteNonQuery() == 1;
            },
            alone: false,
            cancellationToken);
    }

    public Task<ImmutableArray<DutyEvent>> ReadDutyEventsAsync(CancellationToken cancellationToken = default) => ledger.ReadAsync(Read, cancellationToken);

    // A ledger of an earlier release that was opened for reading has no such table.
    private static ImmutableArray<DutyEvent> Read(SqliteConnection connection)
    {
        var events = ImmutableArray.CreateBuilder<DutyEvent>();
        if (LedgerSchema.VersionOf(connection) >= LedgerSchema.DutyVersion)
        {
            using SqliteCommand command = LedgerReads.Command(connection, null, "SELECT duty, unit, step, at FROM duty_event ORDER BY at, id");
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                events.Add(new DutyEvent(reader.GetString(0), reader.GetString(1), (DutyStep)reader.GetInt32(2), Instant.FromUnixTimeMilliseconds(reader.GetInt64(3))));
            }
        }

        return events.ToImmutable();
    }
}
