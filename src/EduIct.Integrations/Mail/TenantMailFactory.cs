using EduIct.Directives;
using EduIct.Dispatches;
using EduIct.Guardians;
using EduIct.Ledger;
using Microsoft.Extensions.Options;

namespace EduIct.Mail;

/// <summary>Opens tenants' mail, each on the ledger of that tenant. Registered by <c>AddEduIctTenantMail</c>.</summary>
public sealed class TenantMailFactory
{
    private readonly MailOutboxFactory _outboxes;
    private readonly MailTemplates _templates;
    private readonly MailParty _from;
    private readonly string _language;
    private readonly TermResultOptions _results;
    private readonly DirectiveLibrary _library;
    private readonly TimeProvider _time;

    /// <summary>A factory.</summary>
    /// <param name="outboxes">Makes outboxes, all of them on one transport and its budget.</param>
    /// <param name="templates">The words.</param>
    /// <param name="options">Whom letters come from, and in which language.</param>
    /// <param name="time">The clock.</param>
    /// <param name="results">How guardians are told of results; null: the defaults.</param>
    /// <param name="library">The directives, for the clauses on paid channels; null: the embedded ones.</param>
    /// <exception cref="OptionsValidationException">Settings are wrong; every fault is named.</exception>
    public TenantMailFactory(
        MailOutboxFactory outboxes, MailTemplates templates, IOptions<MailOptions> options, TimeProvider time, TermResultOptions? results = null, DirectiveLibrary? library = null)
    {
        ArgumentNullException.ThrowIfNull(outboxes);
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (new TenantMailValidator().Validate(null, options.Value) is { Failed: true } refused)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(MailOptions), refused.Failures);
        }

        (_outboxes, _templates, _from, _language) = (outboxes, templates, options.Value.From!, options.Value.Language);
        (_time, _results, _library) = (time, results ?? new TermResultOptions(), library ?? DirectiveLibrary.Embedded);
    }

    /// <summary>Opens a tenant's mail; nobody else writes into the ledger meanwhile.</summary>
    /// <param name="ledgerPath">The ledger's file; made where there is none.</param>
    /// <param name="tenant">The tenant's name, to which the ledger is bound, as <c>tenant.json</c> has it.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="LedgerException">The ledger is held by another process, is another tenant's, or cannot be used.</exception>
    public async Task<TenantMail> OpenAsync(string ledgerPath, string tenant, CancellationToken cancellationToken = default)
    {
        SqliteLedger ledger = await SqliteLedger.OpenAsync(ledgerPath, tenant, _time, LedgerAccess.Write, cancellationToken).ConfigureAwait(false);
        MailOutbox outbox = _outboxes.Create(ledger.Outbox);
        return new TenantMail(
            ledger,
            outbox,
            new DispatchService(ledger.Dispatches, outbox, _templates, _from, _language, _time),
            new GuardianConsents(ledger.Guardians, _library, _results.AllowPaidChannels),
            new TermResultService(ledger.Guardians, outbox, _templates, _from, _language, _time, _results));
    }
}
