using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Planning;
using Microsoft.Data.Sqlite;

namespace EduIct.Ledger;

/// <summary>The writes of a ledger, each inside a transaction that the caller commits.</summary>
internal static class LedgerWrites
{
    private const int Open = 0;
    private const int Closed = 1;
    private const int Abandoned = 2;

    // Names and placement go as soon as they are no longer needed to send the operation.
    internal const string Redacted =
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
        string[] parameters = ["@space", "@name", "@kind", "@holder", "@provider", "@now"];
        SqliteConnection connection = transaction.Connection!;
        using PreparedStatement find = new(connection, "SELECT kind, holder FROM claim WHERE space = @space AND name = @name", parameters);
        using PreparedStatement insert = new(
            connection, "INSERT INTO claim (space, name, kind, holder, provider, claimed_at) VALUES (@space, @name, @kind, @holder, @provider, @now)", parameters);
        using PreparedStatement again = new(
            connection, "UPDATE claim SET latest = (SELECT max(latest) + 1 FROM claim), provider = @provider WHERE space = @space AND name = @name", parameters);
        ImmutableArray<Claim>.Builder lost = ImmutableArray.CreateBuilder<Claim>();
        foreach (Claim claim in claims)
        {
            object[] values = [claim.Kind == HolderKind.Unit ? 1 : 0, claim.Name.ToLowerInvariant(), LedgerText.Of(claim.Kind), claim.Holder, claim.Provider, now];
            (string Kind, string Holder)? holder = null;
            using (SqliteDataReader reader = find.Read(transaction, values))
            {
                if (reader.Read())
                {
                    holder = (reader.GetString(0), reader.GetString(1));
                }
            }

            if (holder is null)
            {
                insert.Execute(transaction, values);
            }
            else if (holder != (LedgerText.Of(claim.Kind), claim.Holder))
            {
                lost.Add(claim);
            }
            else if (renew)
            {
                again.Execute(transaction, values);
            }
        }

        return lost.ToImmutable();
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
        using PreparedStatement insert = new(
            transaction.Connection!,
            "INSERT INTO operation (plan, seq, kind, provider, person, address, state, body) VALUES (@plan, @seq, @kind, @provider, @person, @address, 0, @body)",
            "@plan", "@seq", "@kind", "@provider", "@person", "@address", "@body");
        foreach (PlanOperation operation in operations)
        {
            EmailAddress? address = operation.Set.Address ?? operation.Expect.Address ?? operation.Group;
            insert.Execute(
                transaction,
                planId,
                operation.Seq,
                LedgerText.Of(operation.Kind),
                operation.Provider,
                operation.Person?.ToString(),
                address?.ToString(),
                JsonSerializer.Serialize(PlanOperationLine.From(operation), PlanJson.Readable.PlanOperationLine));
        }
    }

    private static bool IsNew(SqliteTransaction transaction)
    {
        using SqliteCommand any = Command(transaction, "SELECT EXISTS (SELECT 1 FROM claim) OR EXISTS (SELECT 1 FROM plan)");
        return (long)any.ExecuteScalar()! == 0;
    }

    internal static SqliteCommand Command(SqliteTransaction transaction, string sql)
    {
        SqliteCommand command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }
}
