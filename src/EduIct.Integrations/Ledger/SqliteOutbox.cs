using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using EduIct.Mail;
using NodaTime;

namespace EduIct.Ledger;

/// <summary>The outbox in a ledger's file: it uses the ledger's connections, its lock and its one writer, so mail and accounts share the flushes of the disk.</summary>
internal sealed class SqliteOutbox(SqliteLedger ledger) : IOutbox
{
    private const int RowsAtOnce = 500;

    public Task<bool> EnqueueAsync(OutboxMail mail, Instant overdueAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        long overdue = (mail.OverdueAt ?? overdueAt).ToUnixTimeMilliseconds();

        return ledger.WriteAsync(transaction => OutboxWrites.Enqueue(transaction, mail, overdue, ledger.Now()), alone: false, cancellationToken);
    }

    public Task<OutboxEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return ledger.ReadAsync(connection => Has(connection) ? OutboxReads.Find(connection, key) : null, cancellationToken);
    }

    public Task<ImmutableArray<OutboxEntry>> ReadDueAsync(Instant now, int atMost, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 1);
        return ledger.ReadAsync(
            connection => Has(connection) ? OutboxReads.Due(connection, now, atMost).ToImmutableArray() : ImmutableArray<OutboxEntry>.Empty, cancellationToken);
    }

    public Task<Instant?> FindNextDueAsync(CancellationToken cancellationToken = default) =>
        ledger.ReadAsync(connection => Has(connection) ? OutboxReads.NextDue(connection) : null, cancellationToken);

    public Task<MailMessage?> ReadMessageAsync(long id, CancellationToken cancellationToken = default) =>
        ledger.ReadAsync(connection => Has(connection) ? OutboxReads.Message(connection, id) : null, cancellationToken);

    public Task RecordIntentAsync(long id, CancellationToken cancellationToken = default) =>
        ledger.WriteAsync(
            transaction =>
            {
                OutboxWrites.Intend(transaction, id, ledger.Now());
                return true;
            },
            alone: false,
            cancellationToken);

    public Task RecordOutcomeAsync(long id, OutboxOutcome outcome, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.Recipients.IsDefault || outcome.State == OutboxState.Intended || (outcome.State == OutboxState.Waiting) != outcome.NextAt.HasValue)
        {
            throw new ArgumentException("An outcome is sent, failed, or waiting until a time.", nameof(outcome));
        }

        return ledger.WriteAsync(
            transaction =>
            {
                OutboxWrites.Settle(transaction, ledger.Id, id, outcome, ledger.Now());
                return true;
            },
            alone: false,
            cancellationToken);
    }

    public Task<int> CountTakenAsync(Instant since, CancellationToken cancellationToken = default) =>
        ledger.ReadAsync(connection => Has(connection) ? OutboxReads.CountTaken(connection, since) : 0, cancellationToken);

    public async IAsyncEnumerable<OutboxEntry> ReadAsync(bool openOnly = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long last = 0;
        List<OutboxEntry> next;
        do
        {
            next = await ledger.ReadAsync(
                connection => Has(connection) ? OutboxReads.After(connection, last, openOnly, RowsAtOnce) : [], cancellationToken).ConfigureAwait(false);
            foreach (OutboxEntry entry in next)
            {
                last = entry.Id;
                yield return entry;
            }
        }
        while (next.Count == RowsAtOnce);
    }

    // A ledger of an earlier release that was opened for reading has no such tables.
    private static bool Has(Microsoft.Data.Sqlite.SqliteConnection connection) => LedgerSchema.VersionOf(connection) >= LedgerSchema.OutboxVersion;
}
