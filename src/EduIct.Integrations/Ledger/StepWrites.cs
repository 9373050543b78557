using EduIct.Accounts;
using EduIct.Planning;
using Microsoft.Data.Sqlite;

namespace EduIct.Ledger;

/// <summary>What a run writes for each of its operations: the intent and the outcome. They share the cost of a run with the provider's calls, so their statements are kept.</summary>
internal sealed class StepWrites(SqliteConnection connection) : IDisposable
{
    private const string IsOpen = "plan = @plan AND seq = @seq AND state < 2 AND EXISTS (SELECT 1 FROM plan WHERE id = @plan AND state = 0)";

    private readonly PreparedStatement _intend = new(connection, $"UPDATE operation SET state = 1, intended_at = @now WHERE {IsOpen}", "@plan", "@seq", "@now");

    private readonly PreparedStatement _password = new(
        connection,
        """
        INSERT INTO password (provider, person, address, envelope, sealed_at) VALUES (@provider, @person, @address, @envelope, @at)
        ON CONFLICT (provider, person) DO UPDATE SET address = excluded.address, envelope = excluded.envelope, sealed_at = excluded.sealed_at
        """,
        "@provider", "@person", "@address", "@envelope", "@at");

    private readonly PreparedStatement _settle = new(
        connection,
        $"UPDATE operation SET state = @state, reason = @reason, closed_at = @now, body = {LedgerWrites.Redacted} WHERE {IsOpen}",
        "@plan", "@seq", "@state", "@reason", "@now");

    // The same account again, after a kill, is waited for since the first time.
    private readonly PreparedStatement _await = new(
        connection,
        """
        INSERT INTO mailbox (provider, person, account, since) SELECT provider, person, @account, @now FROM operation WHERE plan = @plan AND seq = @seq AND person IS NOT NULL
        ON CONFLICT (provider, person) DO UPDATE SET account = excluded.account, since = excluded.since WHERE account <> excluded.account
        """,
        "@plan", "@seq", "@account", "@now");

    /// <summary>Writes an intent, with the password that goes with it.</summary>
    public void Intend(SqliteTransaction transaction, long planId, int seq, SealedPassword? password, long now)
    {
        MustChange(_intend.Execute(transaction, planId, seq, now), planId, seq);
        if (password is not null)
        {
            _password.Execute(
                transaction,
                password.Provider,
                password.Person.ToString(),
                password.Address.ToString(),
                password.Envelope.ToArray(),
                password.SealedAt.ToUnixTimeMilliseconds());
        }
    }

    /// <summary>Writes an outcome.</summary>
    public void Settle(SqliteTransaction transaction, long planId, int seq, OperationState state, string? reason, string? mailboxOf, long now)
    {
        MustChange(_settle.Execute(transaction, planId, seq, (int)state, reason, now), planId, seq);
        if (mailboxOf is not null)
        {
            _await.Execute(transaction, planId, seq, mailboxOf, now);
        }
    }

    public void Dispose()
    {
        _intend.Dispose();
        _password.Dispose();
        _settle.Dispose();
        _await.Dispose();
    }

    private static void MustChange(int changed, long planId, int seq)
    {
        if (changed != 1)
        {
            throw new InvalidOperationException($"Operation {seq} of plan {planId} is not open.");
        }
    }
}
