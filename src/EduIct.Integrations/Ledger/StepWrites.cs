using EduIct.Accounts;
using EduIct.Planning;
using EduIct.Posts;
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
        $"UPDATE operation SET state = @state, reason = @reason, closed_at = @now, body = {LedgerWrites.Redacted} WHERE {IsOpen} RETURNING json_extract(body, '$.set.holders')",
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
        if (_intend.Execute(transaction, planId, seq, now) != 1)
        {
            throw NotOpen(planId, seq);
        }

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

    /// <summary>Writes an outcome, and what follows from it.</summary>
    public void Settle(SqliteTransaction transaction, string ledger, long planId, int seq, OperationState state, string? reason, string? mailboxOf, long now)
    {
        object holders = _settle.Scalar(transaction, planId, seq, (int)state, reason, now) ?? throw NotOpen(planId, seq);
        if (holders is string text)
        {
            NoteHolders(transaction, ledger, planId, seq, state == OperationState.Done && HoldersDigest.TryParse(text, out HoldersDigest digest) ? digest : null, now);
        }

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

    // What the plan says of the holders is worth as much as their names to who has a list of people: only what is bound to the ledger stays.
    private static void NoteHolders(SqliteTransaction transaction, string ledger, long planId, int seq, HoldersDigest? done, long now)
    {
        using SqliteCommand forget = LedgerWrites.Command(transaction, "UPDATE operation SET body = json_remove(body, '$.set.holders', '$.expect.holders') WHERE plan = @plan AND seq = @seq RETURNING provider, person");
        forget.Parameters.AddWithValue("@plan", planId);
        forget.Parameters.AddWithValue("@seq", seq);
        string provider;
        string? post;
        using (SqliteDataReader reader = forget.ExecuteReader())
        {
            reader.Read();
            (provider, post) = (reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1));
        }

        if (done is not { } holders || post is null)
        {
            return;
        }

        using SqliteCommand note = LedgerWrites.Command(
            transaction,
            """
            INSERT INTO post_holders (provider, post, holders, noted_at) VALUES (@provider, @post, @holders, @now)
            ON CONFLICT (provider, post) DO UPDATE SET holders = excluded.holders, noted_at = excluded.noted_at
            """);
        note.Parameters.AddWithValue("@provider", provider);
        note.Parameters.AddWithValue("@post", post);
        note.Parameters.AddWithValue("@holders", holders.BoundTo(ledger).ToString());
        note.Parameters.AddWithValue("@now", now);
        note.ExecuteNonQuery();
    }

    private static InvalidOperationException NotOpen(long planId, int seq) => new($"Operation {seq} of plan {planId} is not open.");
}
