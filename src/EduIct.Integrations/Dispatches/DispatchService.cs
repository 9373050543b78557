using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using EduIct.Addresses;
using EduIct.Calendars;
using EduIct.Issues;
using EduIct.Mail;
using EduIct.Units;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Dispatches;

/// <summary>
/// Sends official letters (công văn), each once in effect to each addressee, keeps the register of who was to get which, and asks again those who do not confirm. It writes
/// into the register first and then into the outbox: killed between the two, sending again puts in what is missing and nothing twice. The outbox's next delivery sends.
/// </summary>
/// <param name="register">The register, such as a ledger's <see cref="Ledger.SqliteLedger.Dispatches"/>.</param>
/// <param name="outbox">The tenant's outbox.</param>
/// <param name="templates">The words.</param>
/// <param name="from">Whom letters come from; answers go there.</param>
/// <param name="language"><c>vi</c> or <c>en</c>.</param>
/// <param name="time">The clock.</param>
public sealed class DispatchService(IDispatchRegister register, MailOutbox outbox, MailTemplates templates, MailParty from, string language, TimeProvider time)
{
    private readonly DispatchLetters _letters = new(templates, from, language);

    /// <summary>What is wrong with sending a letter, before anything is sent: units without an address (<c>dispatch.no-address</c>), messages that cannot be (<c>mail.too-large</c> and others).</summary>
    /// <param name="dispatch">The letter.</param>
    /// <param name="addressees">To whom.</param>
    /// <param name="mailboxOf">The address of a unit; null where none is known.</param>
    public ImmutableArray<Issue> Check(Dispatch dispatch, IReadOnlyCollection<Unit> addressees, Func<Unit, EmailAddress?> mailboxOf)
    {
        ArgumentNullException.ThrowIfNull(dispatch);
        ArgumentNullException.ThrowIfNull(addressees);
        ArgumentNullException.ThrowIfNull(mailboxOf);
        return
        [
            .. addressees.Where(unit => mailboxOf(unit) is null).Select(unit => new Issue("dispatch.no-address", new SourcePlace(unit.Code.ToString()), new LocalizedText(
                $"Không có địa chỉ thư của {unit.Name}.", $"No mail address is known of {unit.Name}."))),
            .. FaultsOfMessages(dispatch, addressees, mailboxOf),
        ];
    }

    /// <summary>
    /// Sends a letter. To a unit to which it went before it does not go again, unless that failed or came back and the unit has another address now. Units without an
    /// address are entered into the register and get nothing.
    /// </summary>
    /// <param name="dispatch">The letter. With the number and day of one that says something else it is refused.</param>
    /// <param name="addressees">To whom; a unit that is named twice counts once.</param>
    /// <param name="mailboxOf">The address of a unit; null where none is known.</param>
    /// <param name="cancellationToken">Stops between addressees; sending again goes on.</param>
    public async Task<DispatchSending> SendAsync(
        Dispatch dispatch, IReadOnlyCollection<Unit> addressees, Func<Unit, EmailAddress?> mailboxOf, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dispatch);
        ArgumentNullException.ThrowIfNull(addressees);
        ArgumentNullException.ThrowIfNull(mailboxOf);
        ImmutableArray<Unit> units = [.. addressees.DistinctBy(unit => unit.Code)];
        ImmutableArray<Issue> faults = FaultsOfMessages(dispatch, units, mailboxOf);
        if (!faults.IsEmpty)
        {
            return new DispatchSending(0, 0, [], faults);
        }

        var record = new DispatchRecord(dispatch.Id, dispatch.IssuerName, dispatch.Subject, dispatch.Digest, Now());
        DispatchAdmission admission = await register.AdmitAsync(
            record, [.. units.Select(unit => Addressee(dispatch, unit, mailboxOf(unit)))], cancellationToken).ConfigureAwait(false);
        if (!string.Equals(admission.Record.Digest, dispatch.Digest, StringComparison.Ordinal))
        {
            return new DispatchSending(0, 0, [], [OtherContent(admission.Record)]);
        }

        DispatchReport report = await DispatchReport.ReadAsync(register, outbox.Outbox, admission.Record, Now(), cancellationToken).ConfigureAwait(false);
        Dictionary<UnitCode, DispatchStatus> statuses = report.Statuses.ToDictionary(status => status.Recipient.Unit);
        (int queued, int before) = (0, 0);
        var unreachable = ImmutableArray.CreateBuilder<Unit>();
        foreach (Unit unit in units)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DispatchRecipient recipient = await AtItsAddressAsync(statuses[unit.Code], mailboxOf(unit), dispatch.ConfirmBy, cancellationToken).ConfigureAwait(false);
            if (recipient.Address is not { } address)
            {
                unreachable.Add(unit);
                continue;
            }

            MailMessage message = MailMessage.Create(_letters.Letter(dispatch, recipient, address, Now()));
            bool isNew = await EnqueueAsync(DispatchReport.KeyOf(recipient), message, cancellationToken).ConfigureAwait(false);
            (queued, before) = isNew ? (queued + 1, before) : (queued, before + 1);
        }

        return new DispatchSending(queued, before, unreachable.DrainToImmutable(), []);
    }

    /// <summary>Asks again those who were sent a letter and did not confirm. Each step once for ever, and nobody twice on a day.</summary>
    /// <param name="policy">When. Null: now, whoever was not asked today.</param>
    /// <param name="isWanted">About which letters; null: all.</param>
    /// <param name="cancellationToken">Stops between addressees; reminding again goes on.</param>
    public async Task<DispatchReminding> RemindAsync(DispatchReminderPolicy? policy, Func<DispatchRecord, bool>? isWanted = null, CancellationToken cancellationToken = default)
    {
        LocalDate today = VietnamTime.DayOf(Now());
        int notYet = 0;
        var reminded = ImmutableArray.CreateBuilder<DispatchRecipient>();
        foreach (DispatchReport report in await DispatchReport.ReadAsync(register, outbox.Outbox, Now(), isWanted, cancellationToken).ConfigureAwait(false))
        {
            foreach (DispatchStatus status in report.Statuses.Where(status => status.State == DispatchState.Sent))
            {
                bool isAsked = status.RemindedAt is { } last && VietnamTime.DayOf(last) == today;
                string? step = isAsked ? null : policy is null ? "d" + LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd").Format(today) : policy.StepOn(status, today);
                if (step is not null && await RemindAsync(report.Dispatch, status, step, cancellationToken).ConfigureAwait(false))
                {
                    reminded.Add(status.Recipient);
                }
                else
                {
                    notYet++;
                }
            }
        }

        return new DispatchReminding(reminded.DrainToImmutable(), notYet);
    }

    /// <summary>Records that a unit confirmed, by the code that came back.</summary>
    /// <param name="code">The code, as <see cref="DispatchCode.TryFind"/> finds it in an answer.</param>
    /// <param name="at">When.</param>
    /// <param name="how">How it is known, such as <c>mail</c>; at most 200 characters, nothing personal.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<DispatchConfirmation> ConfirmAsync(DispatchCode code, Instant at, string how, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(how);
        return await RecordAsync(code, DispatchEventKind.Confirmed, _ => "", at, how, cancellationToken).ConfigureAwait(false) switch
        {
            null => DispatchConfirmation.Unknown,
            true => DispatchConfirmation.Recorded,
            false => DispatchConfirmation.Before,
        };
    }

    /// <summary>Records that a unit confirmed, by whatever way: also one that has the letter on paper only.</summary>
    /// <inheritdoc cref="ConfirmAsync(DispatchCode, Instant, string, CancellationToken)"/>
    /// <param name="dispatch">The letter.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="at">When.</param>
    /// <param name="how">How it is known.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<DispatchConfirmation> ConfirmAsync(DispatchId dispatch, UnitCode unit, Instant at, string how, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dispatch);
        ImmutableArray<DispatchRecipient> recipients = await register.ReadRecipientsAsync(dispatch, cancellationToken).ConfigureAwait(false);
        return recipients.FirstOrDefault(one => one.Unit == unit) is { } recipient
            ? await ConfirmAsync(recipient.Code, at, how, cancellationToken).ConfigureAwait(false)
            : DispatchConfirmation.Unknown;
    }

    /// <summary>Records that a letter came back undelivered from the address that the unit has in the register (RFC 3464).</summary>
    /// <param name="code">The code, as <see cref="DispatchCode.TryFind"/> finds it in the report.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">The server's code, such as <c>550 5.1.1</c>; at most 200 characters, nothing personal.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>False: it was recorded before. Null: there is no such code.</returns>
    public Task<bool?> RecordReturnAsync(DispatchCode code, Instant at, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return RecordAsync(code, DispatchEventKind.Returned, DispatchReport.ReturnMark, at, reason, cancellationToken);
    }

    /// <summary>How letters stand.</summary>
    /// <param name="isWanted">Which; null: all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Task<ImmutableArray<DispatchReport>> ReportAsync(Func<DispatchRecord, bool>? isWanted = null, CancellationToken cancellationToken = default) =>
        DispatchReport.ReadAsync(register, outbox.Outbox, Now(), isWanted, cancellationToken);

    private static DispatchRecipient Addressee(Dispatch dispatch, Unit unit, EmailAddress? address) => new()
    {
        Dispatch = dispatch.Id,
        Unit = unit.Code,
        UnitName = MailParty.ToDisplayName(unit.Name),
        Code = DispatchCode.Parse(DispatchCode.Prefix + RandomNumberGenerator.GetString(DispatchCode.Alphabet, DispatchCode.Length)),
        Address = address,
        Attempt = address is null ? 0 : 1,
        ConfirmBy = dispatch.ConfirmBy,
    };

    // What is wrong with one is mostly wrong with all of them: each fault is told once.
    private ImmutableArray<Issue> FaultsOfMessages(Dispatch dispatch, IEnumerable<Unit> addressees, Func<Unit, EmailAddress?> mailboxOf)
    {
        var faults = new HashSet<Issue>();
        foreach (Unit unit in addressees)
        {
            if (mailboxOf(unit) is { } address && !MailMessage.TryCreate(_letters.Letter(dispatch, Addressee(dispatch, unit, address), address, Now()), out _, out ImmutableArray<Issue> issues))
            {
                faults.UnionWith(issues);
            }
        }

        return [.. faults];
    }

    private static Issue OtherContent(DispatchRecord kept) => new("dispatch.other-content", new SourcePlace("dispatch", Field: "number"), new LocalizedText(
        $"Số {kept.Id.Number} ngày {kept.Id.Date:dd/MM/uuuu} đã gửi với nội dung khác ({kept.Subject}).",
        $"Number {kept.Id.Number} of {kept.Id.Date:uuuu-MM-dd} was sent with other content ({kept.Subject})."));

    private async Task<DispatchRecipient> AtItsAddressAsync(DispatchStatus status, EmailAddress? address, LocalDate? confirmBy, CancellationToken cancellationToken)
    {
        bool mayMove = status.State is DispatchState.NoAddress or DispatchState.NotQueued or DispatchState.Failed or DispatchState.Returned;
        return mayMove && address is { } given && status.Recipient.Address != given
            ? await register.ReaddressAsync(status.Recipient, given, confirmBy, cancellationToken).ConfigureAwait(false)
            : status.Recipient;
    }

    private async Task<bool> RemindAsync(DispatchRecord dispatch, DispatchStatus status, string step, CancellationToken cancellationToken)
    {
        DispatchRecipient recipient = status.Recipient;
        MailMessage message = MailMessage.Create(_letters.Reminder(dispatch, status, step, Now()));
        bool isNew = await EnqueueAsync($"{DispatchReport.KeyOf(recipient)}/{step}", message, cancellationToken).ConfigureAwait(false);
        string mark = string.Create(CultureInfo.InvariantCulture, $"{recipient.Attempt}/{step}");

        // Also where the reminder was there already: whoever put it in may have been killed before this.
        await register.RecordAsync(new DispatchEvent(recipient.Code, DispatchEventKind.Reminded, mark, Now(), "mail"), cancellationToken).ConfigureAwait(false);
        return isNew;
    }

    // A register of official letters keeps where they went.
    private Task<bool> EnqueueAsync(string key, MailMessage message, CancellationToken cancellationToken) =>
        outbox.EnqueueAsync(new OutboxMail(key, message) { KeepsAddresses = true }, cancellationToken);

    private async Task<bool?> RecordAsync(
        DispatchCode code, DispatchEventKind kind, Func<DispatchRecipient, string> markOf, Instant at, string how, CancellationToken cancellationToken) =>
        await register.FindAsync(code, cancellationToken).ConfigureAwait(false) is { } recipient
            ? await register.RecordAsync(new DispatchEvent(code, kind, markOf(recipient), at, how), cancellationToken).ConfigureAwait(false)
            : null;

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
