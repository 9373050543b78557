using System.Collections.Immutable;
using EduIct.Integrations.Tests.Running;
using EduIct.Mail;
using NodaTime;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>A real outbox whose process may die before and after every write.</summary>
internal sealed class MortalOutbox(IOutbox outbox, KillSwitch kill) : IOutbox
{
    public Task<bool> EnqueueAsync(OutboxMail mail, Instant overdueAt, CancellationToken cancellationToken = default) =>
        MortalAsync(() => outbox.EnqueueAsync(mail, overdueAt, cancellationToken));

    public Task<OutboxEntry?> FindAsync(string key, CancellationToken cancellationToken = default) => outbox.FindAsync(key, cancellationToken);

    public Task<ImmutableArray<OutboxEntry>> ReadDueAsync(Instant now, int atMost, CancellationToken cancellationToken = default) =>
        outbox.ReadDueAsync(now, atMost, cancellationToken);

    public Task<Instant?> FindNextDueAsync(CancellationToken cancellationToken = default) => outbox.FindNextDueAsync(cancellationToken);

    public Task<MailMessage?> ReadMessageAsync(long id, CancellationToken cancellationToken = default) => outbox.ReadMessageAsync(id, cancellationToken);

    public Task RecordIntentAsync(long id, CancellationToken cancellationToken = default) => MortalAsync(async () =>
    {
        await outbox.RecordIntentAsync(id, cancellationToken);
        return true;
    });

    public Task RecordOutcomeAsync(long id, OutboxOutcome outcome, CancellationToken cancellationToken = default) => MortalAsync(async () =>
    {
        await outbox.RecordOutcomeAsync(id, outcome, cancellationToken);
        return true;
    });

    public Task<int> CountTakenAsync(Instant since, CancellationToken cancellationToken = default) => outbox.CountTakenAsync(since, cancellationToken);

    public IAsyncEnumerable<OutboxEntry> ReadAsync(bool openOnly = false, CancellationToken cancellationToken = default) => outbox.ReadAsync(openOnly, cancellationToken);

    private async Task<T> MortalAsync<T>(Func<Task<T>> write)
    {
        kill.Moment();
        T result = await write();
        kill.Moment();
        return result;
    }
}
