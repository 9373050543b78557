using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using EduIct.Addresses;
using EduIct.Calendars;
using EduIct.Dispatches;
using EduIct.Guardians;
using EduIct.Mail;
using EduIct.People;
using EduIct.Planning;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Extensions;

namespace EduIct.Ledger;

/// <summary>
/// A ledger in one SQLite file, for one machine. Full synchronous write-ahead log, so that a power cut loses nothing that was reported as
/// written; the writes of many workers share a flush of the disk. The stored header of a plan has no claims: they are rows of their own.
/// </summary>
public sealed class SqliteLedger : IAccountLedger
{
    private const int RowsAtOnce = 1000;

    private readonly string _path;
    private readonly IClock _clock;
    private readonly FileStream? _lock;
    private readonly SqliteConnection? _writing;
    private readonly GroupCommit? _commits;
    private readonly StepWrites? _steps;
    private readonly SqliteConnection _reading;
    private readonly SemaphoreSlim _readTurn = new(1, 1);
    private bool _disposed;

    private SqliteLedger(string path, string tenant, string id, IClock clock, FileStream? held, SqliteConnection? writing, SqliteConnection reading)
    {
        _path = path;
        _clock = clock;
        _lock = held;
        _writing = writing;
        _reading = reading;
        _commits = writing is null ? null : new GroupCommit(writing);
        _steps = writing is null ? null : new StepWrites(writing);
        Tenant = tenant;
        Id = id;
        Outbox = new SqliteOutbox(this);
        Duties = new SqliteDuties(this);
        Inbox = new SqliteInbox(this);
        Dispatches = new SqliteDispatches(this);
        Guardians = new SqliteGuardians(this);
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public string Tenant { get; }

    /// <summary>The tenant's outbox, in the same file and under the same lock. It is open as long as the ledger.</summary>
    public IOutbox Outbox { get; }

    /// <summary>What happened to the duties of the tenant's units, in the same file and under the same lock.</summary>
    public IDutyLedger Duties { get; }

    /// <summary>Which messages of the tenant's mailboxes were handled, in the same file and under the same lock.</summary>
    public IInbox Inbox { get; }

    /// <summary>The register of the tenant's outgoing official letters, in the same file and under the same lock.</summary>
    public IDispatchRegister Dispatches { get; }

    /// <summary>The register of the guardians who asked the tenant's schools for results, in the same file and under the same lock.</summary>
    public IGuardianRegister Guardians { get; }

    /// <summary>Opens a ledger; for writing it is made where there is none, readable by its owner only.</summary>
    /// <param name="path">The file. Beside it lie <c>.lock</c> and, while it is open, SQLite's <c>-wal</c> and <c>-shm</c>.</param>
    /// <param name="tenant">The tenant that it is, or will be, bound to.</param>
    /// <param name="time">The clock.</param>
    /// <param name="access">Whether it is written to, which takes the lock.</param>
    /// <param name="cancellationToken">Stops before it is opened.</param>
    /// <exception cref="LedgerException">It is refused; <see cref="LedgerException.Fault"/> says why.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static Task<SqliteLedger> OpenAsync(
        string path,
        string tenant,
        TimeProvider time,
        LedgerAccess access = LedgerAccess.Write,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentNullException.ThrowIfNull(time);
        return Task.Run(() => Open(Path.GetFullPath(path), tenant, time, access == LedgerAccess.Write), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Claim>> ReadClaimsAsync(CancellationToken cancellationToken = default) => ReadAsync(LedgerReads.Claims, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Suspension>> ReadSuspensionsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(LedgerReads.Suspensions, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<NotedHolders>> ReadNotedHoldersAsync(CancellationToken cancellationToken = default) => ReadAsync(LedgerReads.NotedHolders, cancellationToken);

    /// <inheritdoc/>
    public Task<StoredPlan?> FindOpenPlanAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(connection => LedgerReads.FindOpenPlan(connection, null), cancellationToken);

    /// <summary>
    /// Makes all claims of a plan and stores its operations, in one transaction, or does nothing and says why. A plan with the digest of
    /// the open one is that plan, and admitted; one whose digest was closed or abandoned was applied before.
    /// </summary>
    /// <inheritdoc/>
    public Task<Admission> AdmitAsync(Plan plan, string digest, IReadOnlyDictionary<string, int> accepted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentException.ThrowIfNullOrEmpty(digest);
        ArgumentNullException.ThrowIfNull(accepted);
        bool fits = string.Equals(plan.Header.Tenant, Tenant, StringComparison.Ordinal)
            && (plan.Header.Ledger is null || string.Equals(plan.Header.Ledger, Id, StringComparison.Ordinal));
        string guards = LedgerText.Of(accepted);
        return WriteAsync(
            transaction =>
            {
                // A claim that is lost undoes the claims before it.
                transaction.Save("admission");
                Admission admission = LedgerWrites.Admit(transaction, plan, digest, guards, fits, Now());
                if (admission.Outcome == AdmissionOutcome.ClaimsLost)
                {
                    transaction.Rollback("admission");
                }

                return admission;
            },
            alone: true,
            cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerOperation> ReadOperationsAsync(
        long planId, string? provider = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        int last = 0;
        List<LedgerOperation> next;
        do
        {
            next = await ReadAsync(connection => LedgerReads.Operations(connection, planId, provider, last, RowsAtOnce), cancellationToken).ConfigureAwait(false);
            foreach (LedgerOperation operation in next)
            {
                last = operation.Operation.Seq;
                yield return operation;
            }
        }
        while (next.Count == RowsAtOnce);
    }

    /// <inheritdoc/>
    public Task RecordIntentAsync(long planId, int seq, SealedPassword? password, CancellationToken cancellationToken = default) =>
        WriteAsync(
            transaction =>
            {
                _steps!.Intend(transaction, planId, seq, password, Now());
                return true;
            },
            alone: false,
            cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The state is not one of an outcome.</exception>
    /// <exception cref="InvalidOperationException">The operation is not open.</exception>
    public Task RecordOutcomeAsync(long planId, int seq, OperationState state, string? reason, string? mailboxOf = null, CancellationToken cancellationToken = default)
    {
        if (state is not (OperationState.Done or OperationState.Stale or OperationState.Failed))
        {
            throw new ArgumentOutOfRangeException(nameof(state), state, "An outcome is done, stale or failed.");
        }

        return WriteAsync(
            transaction =>
            {
                _steps!.Settle(transaction, Id, planId, seq, state, reason, mailboxOf, Now());
                return true;
            },
            alone: false,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<AwaitedMailbox>> ReadAwaitedMailboxesAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(LedgerReads.AwaitedMailboxes, cancellationToken);

    /// <inheritdoc/>
    public Task RecordMailboxReadyAsync(string provider, PersonKey person, string accountId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(provider);
        ArgumentException.ThrowIfNullOrEmpty(accountId);
        return WriteAsync(
            transaction =>
            {
                LedgerWrites.MailboxReady(transaction, provider, person.ToString(), accountId);
                return true;
            },
            alone: false,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task ClosePlanAsync(long planId, CancellationToken cancellationToken = default) =>
        WriteAsync(
            transaction =>
            {
                LedgerWrites.Close(transaction, planId, Now());
                return true;
            },
            alone: true,
            cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The plan is not open.</exception>
    public Task AbandonPlanAsync(long planId, string reason, CancellationToken cancellationToken = default) =>
        WriteAsync(
            transaction =>
            {
                LedgerWrites.Abandon(transaction, planId, reason, Now());
                return true;
            },
            alone: true,
            cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SealedPassword> ReadSealedPasswordsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (string provider, string person) = ("", "");
        List<SealedPassword> next;
        do
        {
            next = await ReadAsync(connection => LedgerReads.Passwords(connection, provider, person, RowsAtOnce), cancellationToken).ConfigureAwait(false);
            foreach (SealedPassword password in next)
            {
                (provider, person) = (password.Provider, password.Person.ToString());
                yield return password;
            }
        }
        while (next.Count == RowsAtOnce);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Claim>> RebuildAsync(IReadOnlyCollection<Claim> claims, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return WriteAsync(
            transaction =>
            {
                transaction.Save("rebuild");
                ImmutableArray<Claim> lost = LedgerWrites.MakeClaims(transaction, claims, renew: false, Now());
                if (!lost.IsEmpty)
                {
                    transaction.Rollback("rebuild");
                }

                return lost;
            },
            alone: true,
            cancellationToken);
    }

    /// <summary>Writes a copy of the ledger as it is now, also while it is used (SQLite's online backup).</summary>
    /// <param name="path">The file to make, readable by its owner only.</param>
    /// <param name="cancellationToken">Stops before the copy.</param>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    public Task BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Path.GetFullPath(path);
        return ReadAsync(
            connection =>
            {
                OwnerOnlyFile.Create(target).Dispose();
                using SqliteConnection copy = LedgerSchema.Connect(target, write: true);
                connection.BackupDatabase(copy);
                return true;
            },
            cancellationToken);
    }

    /// <summary>
    /// Writes the ledger as JSON Lines for people and other programs: <c>{"line":"ledger"|"claim"|"plan"|"operation"|"mail"|"duty"|"dispatch"|…,…}</c>. Keys and addresses are in it, names
    /// of people and passwords are not.
    /// </summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="cancellationToken">Stops between two pieces.</param>
    public async Task ExportAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);

        // A connection of its own: a long export holds up nobody.
        using SqliteConnection connection = LedgerSchema.Connect(_path, write: false);
        using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
        await LedgerExport.WriteAsync(snapshot, stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finishes what is being written, closes the file and frees the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_commits is not null)
        {
            await _commits.DisposeAsync().ConfigureAwait(false);
        }

        _steps?.Dispose();

        await _readTurn.WaitAsync().ConfigureAwait(false);
        _readTurn.Dispose();
        await _reading.DisposeAsync().ConfigureAwait(false);
        if (_writing is not null)
        {
            await _writing.DisposeAsync().ConfigureAwait(false);
        }

        if (_lock is not null)
        {
            await _lock.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static SqliteLedger Open(string path, string tenant, TimeProvider time, bool write)
    {
        if (!write && !File.Exists(path))
        {
            throw LedgerFiles.Missing(path);
        }

        LedgerFiles.RefuseNetworkShare(path);
        FileStream? held = write ? LedgerFiles.Lock(path) : null;
        SqliteConnection? writing = null;
        SqliteConnection? reading = null;
        try
        {
            IClock clock = time.ToClock();
            string? id = null;
            if (write)
            {
                LedgerFiles.CreateIfMissing(path);
                writing = LedgerSchema.Connect(path, write: true);
                id = LedgerSchema.Prepare(writing, path, tenant, write: true, clock.GetCurrentInstant());
            }

            reading = LedgerSchema.Connect(path, write: false);
            id ??= LedgerSchema.Prepare(reading, path, tenant, write: false, clock.GetCurrentInstant());
            return new SqliteLedger(path, tenant, id, clock, held, writing, reading);
        }
        catch
        {
            reading?.Dispose();
            writing?.Dispose();
            held?.Dispose();
            throw;
        }
    }

    internal long Now() => _clock.GetCurrentInstant().ToUnixTimeMilliseconds();

    internal Task<T> WriteAsync<T>(Func<SqliteTransaction, T> work, bool alone, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _commits?.RunAsync(work, alone, cancellationToken)
            ?? throw new InvalidOperationException("The ledger was opened for reading only.");
    }

    // SQLite works on the thread that calls it; a long read must not hold the caller's.
    internal async Task<T> ReadAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _readTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => work(_reading), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _readTurn.Release();
        }
    }
}
