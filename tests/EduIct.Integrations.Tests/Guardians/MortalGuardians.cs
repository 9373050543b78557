using System.Collections.Immutable;
using EduIct.Calendars;
using EduIct.Guardians;
using EduIct.Integrations.Tests.Running;
using EduIct.Mail;
using EduIct.Units;
using NodaTime;

namespace EduIct.Integrations.Tests.Guardians;

/// <summary>A real register whose process may die before and after every write.</summary>
internal sealed class MortalGuardians(IGuardianRegister register, KillSwitch kill) : IGuardianRegister
{
    public string DigestOf(string text) => register.DigestOf(text);

    public Task<GuardianConsent> AskAsync(GuardianConsent consent, CancellationToken cancellationToken = default) => MortalAsync(() => register.AskAsync(consent, cancellationToken));

    public Task<GuardianConsent?> StopAsync(StopCode code, Instant at, string reason, CancellationToken cancellationToken = default) =>
        MortalAsync(() => register.StopAsync(code, at, reason, cancellationToken));

    public Task<GuardianConsent?> FindConsentAsync(UnitCode school, string contact, CancellationToken cancellationToken = default) =>
        register.FindConsentAsync(school, contact, cancellationToken);

    public Task<ImmutableArray<GuardianConsent>> ReadConsentsAsync(CancellationToken cancellationToken = default) => register.ReadConsentsAsync(cancellationToken);

    public Task<ImmutableArray<ResultNotice>> ReadNoticesAsync(UnitCode school, SchoolYear year, string term, string contact, CancellationToken cancellationToken = default) =>
        register.ReadNoticesAsync(school, year, term, contact, cancellationToken);

    public Task<bool> EnterAsync(ResultNotice notice, OutboxMail? mail, Instant overdueAt, CancellationToken cancellationToken = default) =>
        MortalAsync(() => register.EnterAsync(notice, mail, overdueAt, cancellationToken));

    private async Task<T> MortalAsync<T>(Func<Task<T>> write)
    {
        kill.Moment();
        T result = await write();
        kill.Moment();
        return result;
    }
}
