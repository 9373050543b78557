using EduIct.Mail;
using NodaTime;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>What every <see cref="IOutbox"/> must do. An outbox's tests derive from it and say how to make a new one and open it again.</summary>
public abstract class OutboxSuite
{
    protected static readonly Instant Now = Instant.FromUtc(2016, 9, 5, 0, 30);

    /// <summary>A new outbox, on which it is <see cref="Now"/>.</summary>
    protected abstract Task<IOutbox> CreateAsync();

    /// <summary>Closes an outbox and opens it again, as another process would.</summary>
    protected abstract Task<IOutbox> ReopenAsync(IOutbox outbox);

    [Fact]
    public async Task A_message_comes_out_as_it_went_in()
    {
        IOutbox outbox = await CreateAsync();
        MailMessage message = MailMessage.Create(MailSample.Full().ToDraft() with { RequestsDeliveryStatus = true, Html = null, Language = null });

        Assert.True(await outbox.EnqueueAsync(new OutboxMail("nhac/1", message), Later(4)));
        outbox = await ReopenAsync(outbox);

        OutboxEntry entry = (await outbox.FindAsync("nhac/1"))!;
        Assert.Equal((OutboxState.Waiting, 0, message.MessageId), (entry.State, entry.Attempts, entry.MessageId));
        Assert.Equal((Now, Now, Now, Later(4)), (entry.QueuedAt, entry.ReadyAt, entry.DueAt, entry.OverdueAt));
        Assert.Equal(message.Recipients.Select(address => address.ToCanonicalString()), entry.Recipients.Select(recipient => recipient.Who));
        MailMessage back = (await outbox.ReadMessageAsync(entry.Id))!;
        Assert.Equal(MimeComposer.Compose(message), MimeComposer.Compose(back));
        Assert.True(back.RequestsDeliveryStatus);
        Assert.Equal(
            MimeComposer.Compose(MailSample.Full("b")),
            MimeComposer.Compose((await outbox.ReadMessageAsync(await AddAsync(outbox, "b", MailSample.Full("b"))))!));
    }

    [Fact]
    public async Task The_same_key_twice_is_one_mail_whatever_the_message_and_whether_it_was_sent()
    {
        IOutbox outbox = await CreateAsync();
        long id = await AddAsync(outbox, "k");
        Assert.False(await outbox.EnqueueAsync(new OutboxMail("k", MailSample.Message("khac")), Later(4)));

        await SettleAsync(outbox, id, OutboxState.Sent);
        outbox = await ReopenAsync(outbox);

        Assert.False(await outbox.EnqueueAsync(new OutboxMail("k", MailSample.Message()), Later(4)));
        Assert.Equal(OutboxState.Sent, Assert.Single(await AllAsync(outbox)).State);
    }

    [Fact]
    public async Task What_is_due_comes_with_open_intents_first_then_by_time()
    {
        IOutbox outbox = await CreateAsync();
        long first = await AddAsync(outbox, "first");
        long later = await AddAsync(outbox, "later", notBefore: Later(1));
        long intended = await AddAsync(outbox, "intended");
        await outbox.RecordIntentAsync(intended);
        outbox = await ReopenAsync(outbox);

        Assert.Equal([intended, first], (await outbox.ReadDueAsync(Now, 10)).Select(entry => entry.Id));
        Assert.Equal([intended], (await outbox.ReadDueAsync(Now, 1)).Select(entry => entry.Id));
        Assert.Equal([intended, first, later], (await outbox.ReadDueAsync(Later(1), 10)).Select(entry => entry.Id));
        Assert.Equal((OutboxState.Intended, 1), ((await outbox.FindAsync("intended"))!.State, (await outbox.FindAsync("intended"))!.Attempts));

        await SettleAsync(outbox, intended, OutboxState.Sent);
        await SettleAsync(outbox, first, OutboxState.Failed);
        Assert.Equal(Later(1), await outbox.FindNextDueAsync());
        Assert.Equal([later], (await AllAsync(outbox, openOnly: true)).Select(entry => entry.Id));
        await SettleAsync(outbox, later, OutboxState.Sent);
        Assert.Null(await outbox.FindNextDueAsync());
    }

    [Fact]
    public async Task Outcomes_are_kept_for_each_recipient_and_a_refund_gives_the_attempt_back()
    {
        IOutbox outbox = await CreateAsync();
        MailMessage message = MailSample.Message("k", "a@bentre.edu.vn", "B@bentre.edu.vn", "c@bentre.edu.vn");
        long id = await AddAsync(outbox, "k", message);
        await outbox.RecordIntentAsync(id);
        await outbox.RecordOutcomeAsync(id, new OutboxOutcome(
            OutboxState.Waiting,
            [new(message.Recipients[0]), new(message.Recipients[1], MailErrorKind.Transient, "450 4.2.1"), new(message.Recipients[2], MailErrorKind.RefusedRecipient, "550")],
            Later(2),
            "450 4.2.1",
            Counts: false));
        outbox = await ReopenAsync(outbox);

        OutboxEntry entry = (await outbox.FindAsync("k"))!;
        Assert.Equal((OutboxState.Waiting, 0, Later(2), "450 4.2.1"), (entry.State, entry.Attempts, entry.DueAt, entry.Reason));
        Assert.Equal([Now, null, null], entry.Recipients.Select(recipient => recipient.TakenAt));
        Assert.Equal([null, MailErrorKind.Transient, MailErrorKind.RefusedRecipient], entry.Recipients.Select(recipient => recipient.Fault));
        Assert.Equal("b@bentre.edu.vn", entry.Recipients[1].Who);
        Assert.Equal(1, await outbox.CountTakenAsync(Now - Duration.FromDays(1)));
        Assert.Equal(0, await outbox.CountTakenAsync(Now));
    }

    [Fact]
    public async Task It_is_kept_since_when_an_attempt_is_unclear_until_an_outcome_is_clear()
    {
        IOutbox outbox = await CreateAsync();
        long id = await AddAsync(outbox, "k");
        Assert.Null((await outbox.FindAsync("k"))!.UnclearSince);

        await outbox.RecordIntentAsync(id);
        Assert.Equal(Now, (await outbox.FindAsync("k"))!.UnclearSince);
        for (int i = 1; i <= 2; i++)
        {
            await outbox.RecordOutcomeAsync(id, new OutboxOutcome(OutboxState.Waiting, [], Later(i), IsUnclear: true));
            outbox = await ReopenAsync(outbox);
            OutboxEntry entry = Assert.Single(await outbox.ReadDueAsync(Later(i), 10));
            Assert.Equal((OutboxState.Waiting, 1, Now, Later(i)), (entry.State, entry.Attempts, entry.UnclearSince, entry.DueAt));
        }

        await outbox.RecordOutcomeAsync(id, new OutboxOutcome(OutboxState.Waiting, [], Later(3)));
        Assert.Null((await outbox.FindAsync("k"))!.UnclearSince);
        await SettleAsync(outbox, id, OutboxState.Failed);
        Assert.Null((await outbox.FindAsync("k"))!.UnclearSince);
    }

    [Fact]
    public async Task A_closed_message_says_nothing_more_and_its_addresses_go_unless_they_are_kept()
    {
        IOutbox outbox = await CreateAsync();
        long gone = await AddAsync(outbox, "gone");
        await outbox.EnqueueAsync(new OutboxMail("kept", MailSample.Message("kept")) { KeepsAddresses = true }, Later(4));
        long kept = (await outbox.FindAsync("kept"))!.Id;

        await SettleAsync(outbox, gone, OutboxState.Sent);
        await SettleAsync(outbox, kept, OutboxState.Failed);

        Assert.Null(await outbox.ReadMessageAsync(gone));
        Assert.Null(await outbox.ReadMessageAsync(kept));
        Assert.StartsWith("sha256:", Assert.Single((await outbox.FindAsync("gone"))!.Recipients).Who, StringComparison.Ordinal);
        Assert.Equal("truong@bentre.edu.vn", Assert.Single((await outbox.FindAsync("kept"))!.Recipients).Who);
        Assert.Equal(Now, (await outbox.FindAsync("gone"))!.ClosedAt);
        await Assert.ThrowsAsync<InvalidOperationException>(() => outbox.RecordIntentAsync(gone));
        await Assert.ThrowsAsync<InvalidOperationException>(() => outbox.RecordOutcomeAsync(gone, new OutboxOutcome(OutboxState.Sent, [])));
    }

    [Fact]
    public async Task A_file_that_many_carry_stays_for_those_that_are_open()
    {
        IOutbox outbox = await CreateAsync();
        long first = await AddAsync(outbox, "1", MailSample.Full("1"));
        long second = await AddAsync(outbox, "2", MailSample.Full("2"));

        await SettleAsync(outbox, first, OutboxState.Sent);

        Assert.Equal(MimeComposer.Compose(MailSample.Full("2")), MimeComposer.Compose((await outbox.ReadMessageAsync(second))!));
    }

    [Fact]
    public async Task An_outcome_is_sent_failed_or_a_time_to_try_again()
    {
        IOutbox outbox = await CreateAsync();
        long id = await AddAsync(outbox, "k");

        await Assert.ThrowsAsync<ArgumentException>(() => outbox.RecordOutcomeAsync(id, new OutboxOutcome(OutboxState.Intended, [])));
        await Assert.ThrowsAsync<ArgumentException>(() => outbox.RecordOutcomeAsync(id, new OutboxOutcome(OutboxState.Waiting, [])));
        await Assert.ThrowsAsync<ArgumentException>(() => outbox.RecordOutcomeAsync(id, new OutboxOutcome(OutboxState.Sent, [], Later(1))));
    }

    protected static Instant Later(int hours) => Now + Duration.FromHours(hours);

    protected static async Task<long> AddAsync(IOutbox outbox, string key, MailMessage? message = null, Instant? notBefore = null)
    {
        Assert.True(await outbox.EnqueueAsync(new OutboxMail(key, message ?? MailSample.Message(key)) { NotBefore = notBefore }, Later(4)));
        return (await outbox.FindAsync(key))!.Id;
    }

    protected static async Task SettleAsync(IOutbox outbox, long id, OutboxState state)
    {
        MailMessage message = (await outbox.ReadMessageAsync(id))!;
        await outbox.RecordIntentAsync(id);
        await outbox.RecordOutcomeAsync(id, new OutboxOutcome(
            state, [.. message.Recipients.Select(address => new MailRecipientOutcome(address, state == OutboxState.Sent ? null : MailErrorKind.RefusedRecipient))]));
    }

    private static async Task<List<OutboxEntry>> AllAsync(IOutbox outbox, bool openOnly = false) => await outbox.ReadAsync(openOnly).ToListAsync();
}
