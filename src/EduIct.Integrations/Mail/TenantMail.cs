using EduIct.Dispatches;
using EduIct.Guardians;
using EduIct.Ledger;

namespace EduIct.Mail;

/// <summary>A tenant's mail on its ledger: official letters, results to guardians, and the outbox that sends both. Close it when nothing more is to be sent.</summary>
public sealed class TenantMail : IAsyncDisposable
{
    private readonly SqliteLedger _ledger;

    internal TenantMail(SqliteLedger ledger, MailOutbox outbox, DispatchService dispatches, GuardianConsents consents, TermResultService results) =>
        (_ledger, Outbox, Dispatches, Consents, Results) = (ledger, outbox, dispatches, consents, results);

    /// <summary>What is to be sent; <see cref="MailOutbox.DeliverAsync"/> sends what is due.</summary>
    public MailOutbox Outbox { get; }

    /// <summary>Official letters.</summary>
    public DispatchService Dispatches { get; }

    /// <summary>Which guardians asked for results.</summary>
    public GuardianConsents Consents { get; }

    /// <summary>Results to guardians.</summary>
    public TermResultService Results { get; }

    /// <summary>Closes the outbox and the ledger.</summary>
    public async ValueTask DisposeAsync()
    {
        Outbox.Dispose();
        await _ledger.DisposeAsync().ConfigureAwait(false);
    }
}
