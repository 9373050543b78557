using EduIct.Mail;

namespace EduIct.Integrations.MailKit.Tests.Mail;

/// <summary>A real memory whose process may die before and after every write.</summary>
internal sealed class MortalInbox(IInbox inbox, Action die) : IInbox
{
    public Task<uint> FindDoneAsync(string mailbox, uint validity, CancellationToken cancellationToken = default) => inbox.FindDoneAsync(mailbox, validity, cancellationToken);

    public async Task<InboxIntent> RecordIntentAsync(InboxPlace place, string key, CancellationToken cancellationToken = default)
    {
        die();
        InboxIntent intent = await inbox.RecordIntentAsync(place, key, cancellationToken);
        die();
        return intent;
    }

    public async Task RecordOutcomeAsync(InboxPlace place, InboxState state, string? reason = null, CancellationToken cancellationToken = default)
    {
        die();
        await inbox.RecordOutcomeAsync(place, state, reason, cancellationToken);
        die();
    }
}
