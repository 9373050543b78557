using System.Collections.Immutable;
using EduIct.Issues;
using EduIct.Mail;
using EduIct.Units;
using NodaTime;

namespace EduIct.Guardians;

/// <summary>
/// Tells guardians who asked for it of term results and conduct, free of charge (letter 9772/BGDĐT-CNTT of 2008, section I.12): one message for each guardian with all their
/// children in it, once in effect for a school, year and term; what changes later goes out as one correction. Nothing of a child is in a subject, a key or a log, and what a
/// message says is not kept once it is sent.
/// </summary>
/// <param name="register">The register of the same ledger as the outbox, such as <see cref="Ledger.SqliteLedger.Guardians"/>.</param>
/// <param name="outbox">The tenant's outbox.</param>
/// <param name="templates">The words.</param>
/// <param name="from">Whom messages come from; who wants no more of them answers there.</param>
/// <param name="language"><c>vi</c> or <c>en</c>.</param>
/// <param name="time">The clock.</param>
/// <param name="options">The options; null: the defaults.</param>
public sealed class TermResultService(
    IGuardianRegister register,
    MailOutbox outbox,
    MailTemplates templates,
    MailParty from,
    string language,
    TimeProvider time,
    TermResultOptions? options = null)
{
    private const int LongestTerm = 40;
    private const int LongestText = 200;

    private readonly TermResultLetters _letters = new(templates, from, language);
    private readonly TermResultOptions _options = options ?? new TermResultOptions();

    /// <summary>Records that a guardian wants no more. What still waits in the outbox for that guardian is not sent.</summary>
    /// <param name="code">The code, as <see cref="StopCode.TryFind"/> finds it in an answer.</param>
    /// <param name="at">Since when.</param>
    /// <param name="reason">Why or how; at most 200 characters, nothing personal.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>The wish as it is kept; null: there is no such code.</returns>
    public Task<GuardianConsent?> StopAsync(StopCode code, Instant at, string reason, CancellationToken cancellationToken = default) =>
        outbox.BetweenDeliveriesAsync(token => register.StopAsync(code, at, reason, token), cancellationToken);

    /// <summary>Records that a guardian wants no more, by the contact.</summary>
    /// <param name="school">The school.</param>
    /// <param name="contact">The contact that the guardian asked with.</param>
    /// <param name="at">Since when.</param>
    /// <param name="reason">Why or how; at most 200 characters, nothing personal.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>The wish as it is kept; null: that guardian never asked that school.</returns>
    public async Task<GuardianConsent?> StopAsync(UnitCode school, GuardianContact contact, Instant at, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return await register.FindConsentAsync(school, GuardianConsents.DigestOf(register, contact), cancellationToken).ConfigureAwait(false) is { } consent
            ? await StopAsync(consent.Code, at, reason, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>
    /// Puts messages to those guardians who asked into the outbox. Told of the same results again nobody gets anything; told of others, a correction. Killed and called
    /// again, nobody gets two and nobody none.
    /// </summary>
    /// <param name="occasion">School, year and term.</param>
    /// <param name="results">The results, each student once for each guardian.</param>
    /// <param name="cancellationToken">Stops between guardians.</param>
    public async Task<TermResultSending> SendAsync(TermOccasion occasion, IReadOnlyCollection<TermResult> results, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        ArgumentNullException.ThrowIfNull(results);
        ImmutableArray<Issue> faults = Check(occasion, results);
        if (!faults.IsEmpty)
        {
            return new TermResultSending(0, 0, 0, [], faults);
        }

        (int queued, int corrected, int before) = (0, 0, 0);
        List<ResultNotSent> notSent = [.. results.Where(result => result.Guardian is null).Select(result => new ResultNotSent(result, NotSentReason.NoContact))];
        foreach (ImmutableArray<TermResult> family in Families(results))
        {
            cancellationToken.ThrowIfCancellationRequested();
            (Told told, NotSentReason reason) = await TellAsync(occasion, family, cancellationToken).ConfigureAwait(false);
            queued += told == Told.First ? 1 : 0;
            corrected += told == Told.Correction ? 1 : 0;
            before += told == Told.Before ? 1 : 0;
            notSent.AddRange(told == Told.Not ? family.Select(result => new ResultNotSent(result, reason)) : []);
        }

        return new TermResultSending(queued, corrected, before, [.. notSent], []);
    }

    /// <summary>All that is wrong with results, before anything is sent.</summary>
    /// <param name="occasion">School, year and term.</param>
    /// <param name="results">The results.</param>
    /// <returns>Issues as <see cref="TermResultSending.Issues"/> names them; none of their texts shows anything of a child.</returns>
    public ImmutableArray<Issue> Check(TermOccasion occasion, IReadOnlyCollection<TermResult> results)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        ArgumentNullException.ThrowIfNull(results);
        var issues = ImmutableArray.CreateBuilder<Issue>();
        if (occasion.Term is not { Length: > 0 and <= LongestTerm } || !MailParty.IsDisplayName(occasion.Term) || string.IsNullOrWhiteSpace(occasion.Term))
        {
            issues.Add(new Issue("results.term", new SourcePlace("results", Field: "term"), new LocalizedText(
                $"Tên học kỳ phải có 1 đến {LongestTerm} ký tự trên một dòng.", $"The name of the term must have 1 to {LongestTerm} characters on one line.")));
        }

        var seen = new HashSet<(GuardianContact, string)>();
        foreach ((int index, TermResult result) in results.Index())
        {
            SourcePlace place = result.Source ?? new SourcePlace("results", index + 1);
            if (string.IsNullOrWhiteSpace(result.StudentName) || string.IsNullOrWhiteSpace(result.StudentKey) || !Texts(result).All(IsText))
            {
                issues.Add(new Issue("results.text", place, new LocalizedText(
                    $"Thiếu mã hoặc tên học sinh, hoặc có ô không phải văn bản trên một dòng, dài nhất {LongestText} ký tự.",
                    $"The student's code or name is missing, or a field is no text on one line of at most {LongestText} characters.")));
            }

            if (result.Guardian is { } guardian && !seen.Add((guardian, result.StudentKey)))
            {
                issues.Add(new Issue("results.duplicate-student", place, new LocalizedText(
                    "Học sinh này đã có ở trên, với cùng người giám hộ.", "This student stands above already, with the same guardian.")));
            }
        }

        if (issues.Count == 0)
        {
            issues.AddRange(FaultsOfMessages(occasion, results));
        }

        return issues.ToImmutable();
    }

    private static IEnumerable<string> Texts(TermResult result) =>
        [result.StudentKey, result.StudentName, result.ClassName, result.Conduct, result.GuardianName, .. result.Results.SelectMany(subject => new[] { subject.Subject, subject.Result })];

    private static bool IsText(string text) => text is { Length: <= LongestText } && MailParty.IsDisplayName(text);

    // The same family whatever the order of the rows: students by their keys.
    private static IEnumerable<ImmutableArray<TermResult>> Families(IEnumerable<TermResult> results) =>
        from result in results
        where result.Guardian is not null
        group result by result.Guardian! into family
        select family.OrderBy(result => result.StudentKey, StringComparer.Ordinal).ToImmutableArray();

    private ImmutableArray<Issue> FaultsOfMessages(TermOccasion occasion, IReadOnlyCollection<TermResult> results)
    {
        var faults = new HashSet<Issue>();
        StopCode any = StopCode.Parse(StopCode.Prefix + new string('a', StopCode.Length));
        foreach (ImmutableArray<TermResult> family in Families(results).Where(family => family[0].Guardian!.Address is not null))
        {
            foreach (bool isCorrection in new[] { false, true })
            {
                MailDraft draft = _letters.Draft(_letters.Content(occasion, family, any, isCorrection), family[0].Guardian!, any, "results", Now());
                if (!MailMessage.TryCreate(draft, out _, out ImmutableArray<Issue> issues))
                {
                    faults.UnionWith(issues);
                }
            }
        }

        return [.. faults];
    }

    private async Task<(Told, NotSentReason)> TellAsync(TermOccasion occasion, ImmutableArray<TermResult> family, CancellationToken cancellationToken)
    {
        GuardianContact contact = family[0].Guardian!;
        string digest = GuardianConsents.DigestOf(register, contact);
        GuardianConsent? consent = await register.FindConsentAsync(occasion.School.Code, digest, cancellationToken).ConfigureAwait(false);
        IResultChannel? channel = _options.Channels.FirstOrDefault(one => one.Channel == contact.Channel);
        NotSentReason? hindrance = consent is null ? NotSentReason.NotAsked
            : !consent.IsActive ? NotSentReason.Stopped
            : contact.Channel.IsPaid && !_options.AllowPaidChannels ? NotSentReason.PaidChannel
            : contact.Address is null && channel is null ? NotSentReason.NoSender
            : null;
        if (hindrance is { } reason)
        {
            return (Told.Not, reason);
        }

        ImmutableArray<ResultNotice> notices = await register.ReadNoticesAsync(occasion.School.Code, occasion.Year, occasion.Term, digest, cancellationToken).ConfigureAwait(false);
        string content = register.DigestOf(TermResultLetters.Canonical(family));
        ImmutableArray<ResultNotice> told = await WithoutWithdrawnAsync(notices, cancellationToken).ConfigureAwait(false);
        bool isSame = told is [.., { } last] && string.Equals(last.Content, content, StringComparison.Ordinal);
        bool isCorrection = told.Length > (isSame ? 1 : 0);
        int number = isSame ? told[^1].Number : notices.Length + 1;
        var notice = new ResultNotice(occasion.School.Code, occasion.Year, occasion.Term, digest, number, content, ResultNotices.KeyOf(occasion, digest, number));
        MailContent message = _letters.Content(occasion, family, consent!.Code, isCorrection);
        bool isNew = !isSame && await register.EnterAsync(notice, Mail(notice, message, contact, consent.Code), outbox.OverdueFrom(Now()), cancellationToken).ConfigureAwait(false);
        if (contact.Address is null)
        {
            // Also where it was entered before: whoever did may have been killed before the channel took it.
            await channel!.EnqueueAsync(notice.Key, contact, message.Subject, message.Text, cancellationToken).ConfigureAwait(false);
        }

        return !isSame && !isNew ? (Told.Not, NotSentReason.Stopped) : (isSame ? Told.Before : isCorrection ? Told.Correction : Told.First, default);
    }

    private OutboxMail? Mail(ResultNotice notice, MailContent content, GuardianContact contact, StopCode code) =>
        contact.Address is null ? null : new OutboxMail(notice.Key, MailMessage.Create(_letters.Draft(content, contact, code, notice.Key, Now())));

    // What was closed unsent since the guardian had stopped was never told: who asks again is told it, and of no correction.
    private async Task<ImmutableArray<ResultNotice>> WithoutWithdrawnAsync(ImmutableArray<ResultNotice> notices, CancellationToken cancellationToken)
    {
        var told = ImmutableArray.CreateBuilder<ResultNotice>();
        foreach (ResultNotice notice in notices)
        {
            OutboxEntry? entry = await outbox.Outbox.FindAsync(notice.Key, cancellationToken).ConfigureAwait(false);
            if (entry is not { State: OutboxState.Failed, Reason: ResultNotices.Withdrawn })
            {
                told.Add(notice);
            }
        }

        return told.ToImmutable();
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());

    private enum Told
    {
        Not,
        Before,
        First,
        Correction,
    }
}
