using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.Mail;

namespace EduIct.Integrations.Tests.Ledger;

/// <summary>What a ledger remembers of mail that came in.</summary>
public sealed class SqliteInboxTests : IAsyncLifetime, IDisposable
{
    private const string Mailbox = "imap://phongcntt@bentre.edu.vn@thu.bentre.edu.vn/INBOX";

    private readonly TemporaryFolder _folder = new();
    private SqliteLedger _ledger = null!;

    private IInbox Inbox => _ledger.Inbox;

    public async Task InitializeAsync() => _ledger = await SqliteLedger.OpenAsync(_folder["so"], PlanSketch.Tenant, TimeProvider.System);

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_message_is_intended_once_handled_and_never_again()
    {
        Assert.Equal(new InboxIntent(InboxState.Intended, 1), await Inbox.RecordIntentAsync(At(7), "a"));
        await Inbox.RecordOutcomeAsync(At(7), InboxState.Handled);

        Assert.Equal(new InboxIntent(InboxState.Handled, 1, WasDone: true), await Inbox.RecordIntentAsync(At(7), "a"));
        Assert.Equal(new InboxIntent(InboxState.Copy, 0), await Inbox.RecordIntentAsync(At(8), "a"));
        Assert.Equal(new InboxIntent(InboxState.Copy, 0), await Inbox.RecordIntentAsync(At(3, validity: 2), "a"));
        Assert.Equal(new InboxIntent(InboxState.Copy, 0, WasDone: true), await Inbox.RecordIntentAsync(At(3, validity: 2), "a"));
        Assert.Equal(new InboxIntent(InboxState.Intended, 1), await Inbox.RecordIntentAsync(At(3) with { Mailbox = "imap://khac/INBOX" }, "a"));
    }

    [Fact]
    public async Task An_intent_without_outcome_survives_the_process_and_counts()
    {
        await Inbox.RecordIntentAsync(At(7), "a");
        await _ledger.DisposeAsync();
        await InitializeAsync();

        Assert.Equal(new InboxIntent(InboxState.Intended, 2), await Inbox.RecordIntentAsync(At(7), "a"));
        await Inbox.RecordOutcomeAsync(At(7), InboxState.Waiting, "IOException");
        Assert.Equal(new InboxIntent(InboxState.Intended, 3), await Inbox.RecordIntentAsync(At(7), "a"));
        await Inbox.RecordOutcomeAsync(At(7), InboxState.GivenUp, "attempts");
        Assert.Equal(new InboxIntent(InboxState.GivenUp, 3, WasDone: true), await Inbox.RecordIntentAsync(At(7), "a"));
    }

    [Fact]
    public async Task Done_is_all_before_the_first_that_is_open()
    {
        Assert.Equal(0u, await Inbox.FindDoneAsync(Mailbox, 1));
        foreach (uint uid in (uint[])[4, 9, uint.MaxValue])
        {
            await Inbox.RecordIntentAsync(At(uid), $"{uid}");
        }

        Assert.Equal(3u, await Inbox.FindDoneAsync(Mailbox, 1));
        await Inbox.RecordOutcomeAsync(At(4), InboxState.Handled);
        await Inbox.RecordOutcomeAsync(At(9), InboxState.Waiting, "x");
        await Inbox.RecordOutcomeAsync(At(uint.MaxValue), InboxState.GivenUp, "too-large");
        Assert.Equal(8u, await Inbox.FindDoneAsync(Mailbox, 1));
        await Inbox.RecordIntentAsync(At(9), "9");
        await Inbox.RecordOutcomeAsync(At(9), InboxState.Handled);
        Assert.Equal(uint.MaxValue, await Inbox.FindDoneAsync(Mailbox, 1));
        Assert.Equal(0u, await Inbox.FindDoneAsync(Mailbox, 2));
    }

    [Fact]
    public async Task An_outcome_needs_an_open_intent()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Inbox.RecordOutcomeAsync(At(1), InboxState.Handled));
        await Inbox.RecordIntentAsync(At(1), "a");
        await Inbox.RecordOutcomeAsync(At(1), InboxState.Handled);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Inbox.RecordOutcomeAsync(At(1), InboxState.Handled));
        await Assert.ThrowsAsync<ArgumentException>(() => Inbox.RecordOutcomeAsync(At(1), InboxState.Intended));
    }

    [Fact]
    public async Task The_export_tells_keys_and_states_and_no_mailbox()
    {
        await Inbox.RecordIntentAsync(At(1), "0123");
        await Inbox.RecordOutcomeAsync(At(1), InboxState.Handled);
        using MemoryStream export = new();
        await _ledger.ExportAsync(export);

        string text = System.Text.Encoding.UTF8.GetString(export.ToArray());
        Assert.Contains("\"key\":\"0123\",\"state\":\"handled\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("phongcntt", text, StringComparison.Ordinal);
    }

    private static InboxPlace At(uint uid, uint validity = 1) => new(Mailbox, validity, uid);
}
