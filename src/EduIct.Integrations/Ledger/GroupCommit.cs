using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace EduIct.Ledger;

/// <summary>
/// The one writer of a ledger. What many callers write while a commit is on its way to the disk goes into the next one together: one flush
/// of the disk for all of them. A caller's task completes after the commit that holds its write.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MostTogether = 512;

    private readonly SqliteConnection _connection;
    private readonly Channel<Write> _queue = Channel.CreateUnbounded<Write>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;

    public GroupCommit(SqliteConnection connection)
    {
        _connection = connection;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Does a write, with others or alone.</summary>
    /// <param name="work">What to do. It throws only before its first change, unless the whole transaction has to go.</param>
    /// <param name="alone">Whether it gets a transaction of its own, which an exception rolls back.</param>
    /// <param name="cancellationToken">Stops it before its turn.</param>
    public async Task<T> RunAsync<T>(Func<SqliteTransaction, T> work, bool alone, CancellationToken cancellationToken)
    {
        Write<T> write = new(work, alone, cancellationToken);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(write), typeof(SqliteLedger));
        return await write.Completion.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task LoopAsync()
    {
        List<Write> together = [];
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (together.Count < MostTogether && _queue.Reader.TryPeek(out Write? next) && (together.Count == 0 || !next.Alone))
            {
                _queue.Reader.TryRead(out _);
                together.Add(next);
                if (next.Alone)
                {
                    break;
                }
            }

            Commit(together);
            together.Clear();
        }
    }

    private void Commit(List<Write> together)
    {
        try
        {
            using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
            foreach (Write write in together)
            {
                write.Do(transaction);
            }

            if (together is [{ Alone: true, Failed: true }])
            {
                transaction.Rollback();
            }
            else
            {
                transaction.Commit();
            }
        }
        catch (SqliteException exception)
        {
            // The disk is full or failing: nothing of this transaction is there, and everybody in it must know.
            foreach (Write write in together)
            {
                write.Fail(exception);
            }
        }

        foreach (Write write in together)
        {
            write.Finish();
        }
    }

    private abstract class Write(bool alone)
    {
        public bool Alone { get; } = alone;

        public abstract bool Failed { get; }

        public abstract void Do(SqliteTransaction transaction);

        public abstract void Fail(Exception exception);

        public abstract void Finish();
    }

    private sealed class Write<T>(Func<SqliteTransaction, T> work, bool alone, CancellationToken cancellationToken) : Write(alone)
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _fault;

        public Task<T> Completion => _completion.Task;

        public override bool Failed => _fault is not null;

        public override void Do(SqliteTransaction transaction)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                _result = work(transaction);
            }
            catch (Exception exception) when (exception is not SqliteException)
            {
                _fault = exception;
            }
        }

        public override void Fail(Exception exception) => _fault ??= exception;

        public override void Finish()
        {
            if (_fault is OperationCanceledException)
            {
                _completion.TrySetCanceled(cancellationToken);
            }
            else if (_fault is not null)
            {
                _completion.TrySetException(_fault);
            }
            else
            {
                _completion.TrySetResult(_result!);
            }
        }
    }
}
