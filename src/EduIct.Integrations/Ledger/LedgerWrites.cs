using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Planning;
using EduIct.Posts;
using Microsoft.Data.Sqlite;

namespace EduIct.Ledger;

/// <summary>The writes of a ledger, each inside a transaction that the caller commits.</summary>
internal static class LedgerWrites
{
    private const int Open = 0;
    private const int Closed = 1;
    private const int Abandoned = 2;

    // Names and placement go as soon as they are no longer needed to send the operation.
    private const string Redacted =
        "json_remove(body, '$.set.givenName', '$.set.familyName', '$.set.placement', '$.expect.givenName', '$.expect.familyName', '$.expect.placement')";

    /// <summary>Makes all claims of a plan and stores its operations.</summary>
    public static Admission Admit(SqliteTransaction transaction, Plan plan, string digest, string accepted, bool fits, long now)
    {
        if (!fits)
        {
            return new Admission(AdmissionOutcome.WrongLedger, null, []);
        }

        if (LedgerReads.FindPlan(transaction.Connection!, transaction, digest) is { } known)
        {
            return known.State == Open
                ? new Admission(AdmissionOutcome.Admitted, known.Plan, [])
                : new Admission(AdmissionOutcome.AlreadyApplied, null, []);
        }

        if (LedgerReads.FindOpenPlan(transaction.Connection!, transaction) is not null)
        {
            return new Admission(AdmissionOutcome.AnotherPlanOpen, null, []);
        }

        if (plan.Header.Ledger is null && !IsNew(transaction))
        {
            return new Admission(AdmissionOutcome.WrongLedger, null, []);
        }

        ImmutableArray<Claim> lost = MakeClaims(transaction, plan.Header.Claims.IsDefault ? [] : plan.Header.Claims, renew: true, now);
        if (!lost.IsEmpty)
        {
            return new Admission(AdmissionOutcome.ClaimsLost, null, lost);
        }

        PlanHeader header = plan.Header with { Claims = [] };
        using SqliteCommand insert = Command(
            transaction,
            "INSERT INTO plan (digest, header, accepted, state, admitted_at) VALUES (@digest, @header, @accepted, 0, @now) RETURNING id");
        insert.Parameters.AddWithValue("@digest", digest);
        insert.Parameters.AddWithValue(
            "@header",
            JsonSerializer.Serialize(PlanHeaderLine.From(header, ImmutableDictionary<string, int>.Empty), PlanJson.Readable.PlanHeaderLine));
        insert.Parameters.AddWithValue("@accepted", accepted);
        insert.Parameters.AddWithValue("@now", now);
        long id = (long)insert.ExecuteScalar()!;
        StoreOperations(transaction, id, plan.Operations);
        return new Admission(AdmissionOutcome.Admitted, new StoredPlan(id, digest, header), []);
    }

    /// <summary>Makes claims; when any is held by another, what was made must be rolled back by the caller.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="renew">Whether a claim that its holder has already becomes that holder's latest.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    public static ImmutableArray<Claim> MakeClaims(SqliteTransaction transaction, IReadOnlyCollection<Claim> claims, bool renew, long now)
    {
        using SqliteCommand find = Command(transaction, "SELECT kind, holder FROM claim WHERE space = @space AND name = @name");
        using SqliteCommand insert = Command(
            transaction,
            "INSERT INTO claim (space, name, kind, holder, provider, claimed_at) VALUES (@space, @name, @kind, @holder, @provider, @now)");
        using SqliteCommand again = Command(
            transaction,
            "UPDATE claim SET latest = (SELECT max(latest) + 1 FROM claim), provider = @provider WHERE space = @space AND name = @name");
        foreach (SqliteCommand command in (SqliteCommand[])[find, insert, again])
        {
            Declare(command, "@space", "@name", "@kind", "@holder", "@provider", "@now");
        }

        ImmutableArray<Claim>.Builder lost = ImmutableArray.CreateBuilder<Claim>();
        foreach (Claim claim in claims)
        {
            object[] values = [claim.Kind == HolderKind.Unit ? 1 : 0, claim.Name.ToLowerInvariant(), LedgerText.Of(claim.Kind), claim.Holder, claim.Provider, now];
            (string Kind, string Holder)? holder = null;
            using (SqliteDataReader reader = Bind(find, values).ExecuteReader())
            {
                if (reader.Read())
                {
                    holder = (reader.GetString(0), reader.GetString(1));
                }
            }

            if (holder is null)
            {
                Bind(insert, values).ExecuteNonQuery();
            }
            else if (holder != (LedgerText.Of(claim.Kind), claim.Holder))
            {
                lost.Add(claim);
            }
            else if (renew)
            {
                Bind(again, values).ExecuteNonQuery();
            }
        }

        return lost.ToImmutable();
    }

    /// <summary>Writes an intent, with the password that goes with it.</summary>
    public static void Intend(SqliteTransaction transaction, long planId, int seq, SealedPassword? password, long now)
    {
        using SqliteCommand update = Command(
            transaction,
            """
            UPDATE operation SET state = 1, intended_at = @now
            WHERE plan = @plan AND seq = @seq AND state < 2 AND EXISTS (SELECT 1 FROM plan WHERE id = @plan AND state = 0)
            """);
        update.Parameters.AddWithValue("@plan", planId);
        update.Parameters.AddWithValue("@seq", seq);
        update.Parameters.AddWithValue("@now", now);
        MustChange(update, planId, seq);
        if (password is not null)
        {
            using SqliteCommand insert = Command(
                transaction,
                """
                INSERT INTO password (provider, person, address, envelope, sealed_at) VALUES (@provider, @person, @address, @envelope, @at)
                ON CONFLICT (provider, person) DO UPDATE SET address = excluded.address, envelope = excluded.envelope, sealed_at = excluded.sealed_at
                """);
            insert.Parameters.AddWithValue("@provider", password.Provider);
            insert.Parameters.AddWithValue("@person", password.Person.ToString());
            insert.Parameters.AddWithValue("@address", password.Address.ToString());
            insert.Parameters.AddWithValue("@envelope", password.Envelope.ToArray());
            insert.Parameters.AddWithValue("@at", password.SealedAt.ToUnixTimeMilliseconds());
            insert.ExecuteNonQuery();
        }
    }

    /// <summary>Writes an outcome, and what follows from it.</summary>
    public static void Settle(SqliteTransaction transaction, string ledger, long planId, int seq, OperationState state, string? reason, string? mailboxOf, long now)
    {
        using SqliteCommand update = Command(
            transaction,
            $"""
            UPDATE operation SET state = @state, reason = @reason, closed_at = @now, body = {Redacted}
            WHERE plan = @plan AND seq = @seq AND state < 2 AND EXISTS (SELECT 1 FROM plan WHERE id = @plan AND state = 0)
            RETURNING json_extract(body, '$.set.holders')
            """);
        update.Parameters.AddWithValue("@plan", planId);
        update.Parameters.AddWithValue("@seq", seq);
        update.Parameters.AddWithValue("@state", (int)state);
        update.Parameters.AddWithValue("@reason", (object?)reason ?? DBNull.Value);
        update.Parameters.AddWithValue("@now", now);
        object holders = update.ExecuteScalar() ?? throw NotOpen(planId, seq);
        if (holders is string text)
        {
            NoteHolders(transaction, ledger, planId, seq, state == OperationState.Done && HoldersDigest.TryParse(text, out HoldersDigest digest) ? digest : null, now);
        }

        if (mailboxOf is not null)
        {
            // The same account again, after a kill, is waited for since the first time.
            using SqliteCommand wait = Command(
                transaction,
                """
                INSERT INTO mailbox (provider, person, account, since) SELECT provider, person, @account, @now FROM operation WHERE plan = @plan AND seq = @seq AND person IS NOT NULL
                ON CONFLICT (provider, person) DO UPDATE SET account = excluded.account, since = excluded.since WHERE account <> excluded.account
                """);
            wait.Parameters.AddWithValue("@plan", planId);
            wait.Parameters.AddWithValue("@seq", seq);
            wait.Parameters.AddWithValue("@account", mailboxOf);
            wait.Parameters.AddWithValue("@now", now);
            wait.ExecuteNonQuery();
        }
    }

    /// <summary>Waits no longer for the mailbox of an account.</summary>
    public static void MailboxReady(SqliteTransaction transaction, string provider, string person, string account)
    {
        using SqliteCommand delete = Command(transaction, "DELETE FROM mailbox WHERE provider = @provider AND person = @person AND account = @account");
        delete.Parameters.AddWithValue("@provider", provider);
        delete.Parameters.AddWithValue("@person", person);
        delete.Parameters.AddWithValue("@account", account);
        delete.ExecuteNonQuery();
    }

    /// <summary>Closes a plan without open operations.</summary>
    public static void Close(SqliteTransaction transaction, long planId, long now)
    {
        using SqliteCommand open = Command(transaction, "SELECT count(*) FROM operation WHERE plan = @plan AND state < 2");
        open.Parameters.AddWithValue("@plan", planId);
        if ((long)open.ExecuteScalar()! is > 0 and long count)
        {
            throw new InvalidOperationException($"{count} operations of plan {planId} are open.");
        }

        End(transaction, planId, Closed, null, now);
    }

    /// <summary>Abandons a plan. Its open operations keep their state, which is the truth, and lose their names.</summary>
    public static void Abandon(SqliteTransaction transaction, long planId, string reason, long now)
    {
        End(transaction, planId, Abandoned, reason, now);
        using SqliteCommand redact = Command(transaction, $"UPDATE operation SET body = json_remove({Redacted}, '$.set.holders', '$.expect.holders') WHERE plan = @plan AND state < 2");
        redact.Parameters.AddWithValue("@plan", planId);
        redact.ExecuteNonQuery();
    }

    // What the plan says of the holders is worth as much as their names to who has a list of people: only what is bound to the ledger stays.
    private static void NoteHolders(SqliteTransaction transaction, string ledger, long planId, int seq, HoldersDigest? done, long now)
    {
        using SqliteCommand forget = Command(transaction, "UPDATE operation SET body = json_remove(body, '$.set.holders', '$.expect.holders') WHERE plan = @plan AND seq = @seq RETURNING provider, person");
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

        using SqliteCommand note = Command(
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

    private static void End(SqliteTransaction transaction, long planId, int state, string? reason, long now)
    {
        using SqliteCommand update = Command(transaction, "UPDATE plan SET state = @state, reason = @reason, closed_at = @now WHERE id = @plan AND state = 0");
        update.Parameters.AddWithValue("@plan", planId);
        update.Parameters.AddWithValue("@state", state);
        update.Parameters.AddWithValue("@reason", (object?)reason ?? DBNull.Value);
        update.Parameters.AddWithValue("@now", now);
        if (update.ExecuteNonQuery() != 1)
        {
            throw new InvalidOperationException($"Plan {planId} is not open.");
        }
    }

    private static void StoreOperations(SqliteTransaction transaction, long planId, ImmutableArray<PlanOperation> operations)
    {
        using SqliteCommand insert = Command(
            transaction,
            "INSERT INTO operation (plan, seq, kind, provider, person, address, state, body) VALUES (@plan, @seq, @kind, @provider, @person, @address, 0, @body)");
        Declare(insert, "@plan", "@seq", "@kind", "@provider", "@person", "@address", "@body");
        foreach (PlanOperation operation in operations)
        {
            EmailAddress? address = operation.Set.Address ?? operation.Expect.Address ?? operation.Group;
            Bind(
                insert,
                [
                    planId,
                    operation.Seq,
                    LedgerText.Of(operation.Kind),
                    operation.Provider,
                    (object?)operation.Person?.ToString() ?? DBNull.Value,
                    (object?)address?.ToString() ?? DBNull.Value,
                    JsonSerializer.Serialize(PlanOperationLine.From(operation), PlanJson.Readable.PlanOperationLine),
                ]).ExecuteNonQuery();
        }
    }

    private static bool IsNew(SqliteTransaction transaction)
    {
        using SqliteCommand any = Command(transaction, "SELECT EXISTS (SELECT 1 FROM claim) OR EXISTS (SELECT 1 FROM plan)");
        return (long)any.ExecuteScalar()! == 0;
    }

    private static void MustChange(SqliteCommand update, long planId, int seq)
    {
        if (update.ExecuteNonQuery() != 1)
        {
            throw NotOpen(planId, seq);
        }
    }

    private static InvalidOperationException NotOpen(long planId, int seq) => new($"Operation {seq} of plan {planId} is not open.");

    private static SqliteCommand Command(SqliteTransaction transaction, string sql)
    {
        SqliteCommand command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }

    // Statements that run a million times are prepared once: parameters are declared first and filled for each row.
    private static void Declare(SqliteCommand command, params string[] names)
    {
        foreach (string name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name, Value = DBNull.Value });
        }
    }

    private static SqliteCommand Bind(SqliteCommand command, object[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }
}
