using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.Mail;
using EduIct.Running;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>Sending what is in an outbox, in virtual time.</summary>
public sealed class MailOutboxTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2016, 9, 5, 0, 30, 0, TimeSpan.Zero));
    private SqliteLedger _ledger = null!;

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    public async Task InitializeAsync() => _ledger = await SqliteLedger.OpenAsync(_folder["so"], PlanSketch.Tenant, _time);

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_key_is_sent_once_and_what_comes_of_it_is_recorded()
    {
        ScriptedTransport transport = new((message, _) => MailReceipt.ForAll(message));
        using MailOutbox outbox = Outbox(transport);
        Assert.True(await outbox.EnqueueAsync(new OutboxMail("a", MailSample.Message("a"))));
        Assert.False(await outbox.EnqueueAsync(new OutboxMail("a", MailSample.Message("a"))));
        await outbox.EnqueueAsync(new OutboxMail("b", MailSample.Message("b")) { NotBefore = Now + Duration.FromHours(1) });

        OutboxDelivery delivery = await outbox.DeliverAsync();

        Assert.Equal(new OutboxDelivery(1, 0, 0, OutboxStop.None, Now + Duration.FromHours(1)), delivery);
        Assert.Equal(MailSample.Message("a").MessageId, Assert.Single(transport.Tried).MessageId);
        Assert.Equal((OutboxState.Sent, 1), ((await FindAsync("a")).State, (await FindAsync("a")).Attempts));
        Assert.Equal(0, (await outbox.DeliverAsync()).Sent);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new OutboxDelivery(1, 0, 0, OutboxStop.None, null), await outbox.DeliverAsync());
    }

    [Fact]
    public async Task What_may_pass_is_tried_again_ever_more_rarely_and_given_up_at_the_cap()
    {
        List<Instant> at = [];
        ScriptedTransport transport = new((_, _) =>
        {
            at.Add(Now);
            throw ScriptedTransport.Fault(MailErrorKind.Transient, "451 4.3.0");
        });
        using MailOutbox outbox = Outbox(transport, options => (options.MaxAttempts, options.BaseDelay, options.MaxDelay) = (6, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)));
        await outbox.EnqueueAsync(new OutboxMail("k", MailSample.Message()));

        await DeliverInTimeAsync(outbox);

        Assert.Equal([1, 2, 4, 5, 5], at.Zip(at.Skip(1), (before, after) => (after - before).TotalMinutes));
        OutboxEntry entry = await FindAsync("k");
        Assert.Equal((OutboxState.Failed, 6, "451 4.3.0"), (entry.State, entry.Attempts, entry.Reason));
        Assert.Null(await _ledger.Outbox.ReadMessageAsync(entry.Id));
    }

    [Theory]
    [InlineData(MailErrorKind.RefusedRecipient)]
    [InlineData(MailErrorKind.RefusedMessage)]
    [InlineData(MailErrorKind.TooLarge)]
    public async Task What_will_not_pass_is_not_tried_again(MailErrorKind kind)
    {
        ScriptedTransport transport = new((_, _) => throw ScriptedTransport.Fault(kind, "550 5.1.1"));
        using MailOutbox outbox = Outbox(transport);
        await outbox.EnqueueAsync(new OutboxMail("k", MailSample.Message()));

        Assert.Equal(new OutboxDelivery(0, 1, 0, OutboxStop.None, null), await outbox.DeliverAsync());

        Assert.Single(transport.Tried);
        Assert.Equal("550 5.1.1", (await FindAsync("k")).Reason);
    }

    [Theory]
    [InlineData(MailErrorKind.Unreachable, OutboxStop.Unreachable)]
    [InlineData(MailErrorKind.Authentication, OutboxStop.Authentication)]
    public async Task A_transport_that_is_away_stops_the_delivery_and_costs_no_attempt_until_the_mail_is_too_old(MailErrorKind kind, OutboxStop stop)
    {
        ScriptedTransport transport = new((_, _) => throw ScriptedTransport.Fault(kind));
        using MailOutbox outbox = Outbox(transport, options => (options.Concurrency, options.MaxAttempts, options.GiveUpAfter) = (1, 2, TimeSpan.FromHours(1)));
        for (int i = 0; i < 5; i++)
        {
            await outbox.EnqueueAsync(new OutboxMail($"k{i}", MailSample.Message($"k{i}")));
        }

        OutboxDelivery delivery = await outbox.DeliverAsync();
        Assert.Equal((0, 0, 1, stop), (delivery.Sent, delivery.Failed, delivery.PutOff, delivery.Stop));
        Assert.Single(transport.Tried);
        Assert.Equal((OutboxState.Waiting, 0), ((await FindAsync("k0")).State, (await FindAsync("k0")).Attempts));

        await DeliverInTimeAsync(outbox);
        Assert.Equal((0, 0, 5), ((await outbox.ReportAsync()).Open, (await outbox.ReportAsync()).Sent, (await outbox.ReportAsync()).Failed));
        Assert.True(transport.Tried.Count > 10, "Tried until the age, not until the cap of attempts.");
    }

    [Fact]
    public async Task Only_those_whose_refusal_may_pass_are_sent_to_again_under_the_same_identifier()
    {
        ScriptedTransport transport = new((message, sending) => sending > 1 ? MailReceipt.ForAll(message) : new MailReceipt(
        [
            new(message.Recipients[0]),
            new(message.Recipients[1], MailErrorKind.Transient, "450 4.2.1"),
            new(message.Recipients[2], MailErrorKind.RefusedRecipient, "550 5.1.1"),
        ]));
        using MailOutbox outbox = Outbox(transport);
        await outbox.EnqueueAsync(new OutboxMail("k", MailSample.Message("k", "a@bentre.edu.vn", "b@bentre.edu.vn", "c@bentre.edu.vn")) { KeepsAddresses = true });

        await DeliverInTimeAsync(outbox);

        MailMessage[] tried = [.. transport.Tried];
        Assert.Equal(2, tried.Length);
        Assert.Equal(tried[0].MessageId, tried[1].MessageId);
        Assert.Equal(["b@bentre.edu.vn"], tried[1].Recipients.Select(address => address.ToString()));
        OutboxEntry entry = await FindAsync("k");
        Assert.Equal(OutboxState.Sent, entry.State);
        Assert.Equal([null, null, "550 5.1.1"], entry.Recipients.Select(recipient => recipient.Reason));
        Assert.Null(entry.Recipients[2].TakenAt);
    }

    [Fact]
    public async Task A_server_that_throttles_gets_the_rest_it_asks_for_from_every_mail()
    {
        List<Instant> at = [];
        ScriptedTransport transport = new((message, sending) =>
        {
            lock (at)
            {
                at.Add(Now);
            }

            return sending == 1 ? throw ScriptedTransport.Fault(MailErrorKind.Throttled, "421 4.7.0", TimeSpan.FromMinutes(10)) : MailReceipt.ForAll(message);
        });
        using MailOutbox outbox = Outbox(transport, options => (options.Concurrency, options.GiveUpAfter) = (1, TimeSpan.FromDays(30)));
        await outbox.EnqueueAsync(new OutboxMail("a", MailSample.Message("a")));
        await outbox.EnqueueAsync(new OutboxMail("b", MailSample.Message("b")));

        await PassUntilAsync(outbox.DeliverAllAsync());

        Assert.Equal(3, at.Count);
        Assert.All(at.Skip(1), time => Assert.True(time - at[0] >= Duration.FromMinutes(10)));
        Assert.Equal(2, (await outbox.ReportAsync()).Sent);
    }

    [Fact]
    public async Task No_more_goes_out_than_the_budget_of_the_minutes_that_passed()
    {
        List<Instant> at = [];
        ScriptedTransport transport = new((message, _) =>
        {
            lock (at)
            {
                at.Add(Now);
            }

            return MailReceipt.ForAll(message);
        });
        using MailOutbox outbox = Outbox(transport, callsPerMinute: 30);
        for (int i = 0; i < 100; i++)
        {
            await outbox.EnqueueAsync(new OutboxMail($"k{i}", MailSample.Message($"k{i}")));
        }

        Instant start = Now;
        await PassUntilAsync(outbox.DeliverAllAsync());

        // The clock runs on between a turn and its call, so that a call is never earlier than its turn, but now and then later.
        at.Sort();
        Assert.Equal(100, at.Count);
        Assert.All(at.Select((moment, i) => (moment, i)), one => Assert.True(one.moment - start >= Duration.FromMinutes(one.i / 30), $"{one.i}: {one.moment}"));
    }

    [Fact]
    public async Task The_limit_of_a_day_stops_the_delivery_until_it_is_over()
    {
        ScriptedTransport transport = new((message, _) => MailReceipt.ForAll(message));
        using MailOutbox outbox = Outbox(transport, options => (options.RecipientsPerDay, options.BaseDelay) = (5, TimeSpan.FromHours(1)));
        for (int i = 0; i < 4; i++)
        {
            await outbox.EnqueueAsync(new OutboxMail($"k{i}", MailSample.Message($"k{i}", "a@bentre.edu.vn", "b@bentre.edu.vn")));
        }

        OutboxDelivery delivery = await outbox.DeliverAsync();
        Assert.Equal((2, OutboxStop.DailyLimit), (delivery.Sent, delivery.Stop));

        await PassUntilAsync(outbox.DeliverAllAsync());
        Assert.Equal(4, transport.Tried.Count);
        Assert.True(Now - Instant.FromUtc(2016, 9, 5, 0, 30) >= Duration.FromDays(1));
    }

    [Fact]
    public async Task What_is_open_beyond_its_time_is_reported_oldest_first()
    {
        using MailOutbox outbox = Outbox(new ScriptedTransport((_, _) => throw ScriptedTransport.Fault(MailErrorKind.Transient)));
        await outbox.EnqueueAsync(new OutboxMail("four-hours", MailSample.Message("a")));
        await outbox.EnqueueAsync(new OutboxMail("one-hour", MailSample.Message("b")) { OverdueAt = Now + Duration.FromHours(1) });
        await outbox.EnqueueAsync(new OutboxMail("tomorrow", MailSample.Message("c")) { NotBefore = Now + Duration.FromDays(1) });
        await outbox.DeliverAsync();

        _time.Advance(TimeSpan.FromHours(5));

        OutboxReport report = await outbox.ReportAsync();
        Assert.Equal(3, report.Open);
        Assert.Equal(["one-hour", "four-hours"], report.Overdue.Select(entry => entry.Key));
        Assert.Equal("ly-do", report.Overdue[0].Reason);
    }

    [Fact]
    public async Task A_mail_that_ends_the_process_each_time_is_given_up_at_the_cap_and_the_others_go()
    {
        ScriptedTransport transport = new((message, _) => message.Subject == "chết" ? throw new InvalidOperationException() : MailReceipt.ForAll(message));
        using MailOutbox outbox = Outbox(transport, options => (options.MaxAttempts, options.Concurrency) = (3, 1));
        await outbox.EnqueueAsync(new OutboxMail("k", MailMessage.Create(MailSample.Draft() with { Subject = "chết" })));
        await outbox.EnqueueAsync(new OutboxMail("m", MailSample.Message("m")));
        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => outbox.DeliverAsync());
        }

        OutboxDelivery delivery = await outbox.DeliverAsync();
        Assert.Equal((1, 1), (delivery.Sent, delivery.Failed));
        Assert.Equal(("attempts", 3), ((await FindAsync("k")).Reason, (await FindAsync("k")).Attempts));
    }

    [Fact]
    public async Task A_cancelled_sending_is_made_again_under_the_same_identifier()
    {
        using CancellationTokenSource stop = new();
        ScriptedTransport transport = new((message, sending) =>
        {
            if (sending == 1)
            {
                stop.Cancel();
                stop.Token.ThrowIfCancellationRequested();
            }

            return MailReceipt.ForAll(message);
        });
        using MailOutbox outbox = Outbox(transport);
        await outbox.EnqueueAsync(new OutboxMail("k", MailSample.Message()));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outbox.DeliverAsync(stop.Token));
        Assert.Equal(OutboxState.Intended, (await FindAsync("k")).State);
        Assert.Equal(1, (await outbox.DeliverAsync()).Sent);
        Assert.Single(transport.Tried.Select(message => message.MessageId).Distinct());
    }

    [Fact]
    public async Task What_is_clear_is_not_asked_for()
    {
        ScriptedTransport sending = new((message, number) => number switch
        {
            1 => throw ScriptedTransport.Fault(MailErrorKind.Throttled),
            2 => throw ScriptedTransport.Fault(MailErrorKind.Unreachable),
            _ => MailReceipt.ForAll(message),
        });
        ScriptedSentMail transport = new(sending, (_, _) => null);
        using MailOutbox outbox = Outbox(transport);
        await outbox.EnqueueAsync(new OutboxMail("k", MailSample.Message()));

        await PassUntilAsync(DeliverInTimeAsync(outbox));

        Assert.Equal((3, 0), (sending.Tried.Count, transport.Looks));
    }

    [Theory]
    [InlineData(MailErrorKind.Transient)]
    [InlineData(MailErrorKind.Unreachable)]
    public async Task What_cannot_be_asked_for_is_not_sent_again_and_given_up_when_it_is_too_old(MailErrorKind kind)
    {
        ScriptedTransport sending = new((_, _) => throw ScriptedTransport.Fault(MailErrorKind.Transient, "503"));
        ScriptedSentMail transport = new(sending, (_, _) => throw ScriptedTransport.Fault(kind));
        using MailOutbox outbox = Outbox(transport, options => options.GiveUpAfter = TimeSpan.FromHours(1));
        await outbox.EnqueueAsync(new OutboxMail("k", MailSample.Message()));

        await DeliverInTimeAsync(outbox);

        Assert.Single(sending.Tried);
        Assert.InRange(transport.Looks, 50, 61);
        OutboxEntry entry = await FindAsync("k");
        Assert.Equal((OutboxState.Failed, 1, "503"), (entry.State, entry.Attempts, entry.Reason));
    }

    [Fact]
    public async Task What_is_not_found_is_sent_again_as_often_as_what_nobody_can_ask_for()
    {
        List<Instant> at = [];
        ScriptedTransport sending = new((_, _) =>
        {
            at.Add(Now);
            throw ScriptedTransport.Fault(MailErrorKind.Transient, "503");
        });
        using MailOutbox outbox = Outbox(new ScriptedSentMail(sending, (_, _) => null), options => options.MaxAttempts = 4);
        await outbox.EnqueueAsync(new OutboxMail("k", MailSample.Message()));

        await DeliverInTimeAsync(outbox);

        Assert.Equal([10, 10, 10], at.Zip(at.Skip(1), (before, after) => (after - before).TotalMinutes));
        Assert.Equal((OutboxState.Failed, 4, "503"), ((await FindAsync("k")).State, (await FindAsync("k")).Attempts, (await FindAsync("k")).Reason));
    }

    [Fact]
    public async Task A_transport_that_will_not_be_asked_is_asked_once_a_delivery_and_the_cap_holds()
    {
        ScriptedTransport sending = new((_, _) => throw ScriptedTransport.Fault(MailErrorKind.Transient));
        ScriptedSentMail transport = new(sending, (_, _) => throw ScriptedTransport.Fault(MailErrorKind.Authentication));
        using MailOutbox outbox = Outbox(transport, options => (options.MaxAttempts, options.Concurrency) = (3, 1));
        await outbox.EnqueueAsync(new OutboxMail("a", MailSample.Message("a")));
        await outbox.EnqueueAsync(new OutboxMail("b", MailSample.Message("b")));

        await DeliverInTimeAsync(outbox);

        Assert.Equal((6, 2), (sending.Tried.Count, (await outbox.ReportAsync()).Failed));
        Assert.InRange(transport.Looks, 2, 3);
    }

    [Fact]
    public void Options_out_of_range_are_named_all_at_once()
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Outbox(
            new ScriptedTransport((message, _) => MailReceipt.ForAll(message)), options => (options.MaxAttempts, options.Concurrency, options.RecipientsPerDay) = (0, 33, 0)));

        Assert.Equal(3, fault.Failures.Count());
    }

    private async Task<OutboxEntry> FindAsync(string key) => (await _ledger.Outbox.FindAsync(key))!;

    private MailOutbox Outbox(IMailTransport transport, Action<MailOutboxOptions>? configure = null, int callsPerMinute = 1_000_000)
    {
        MailOutboxOptions options = new();
        configure?.Invoke(options);
        return new MailOutbox(_ledger.Outbox, transport, new RateBudget(callsPerMinute, _time), _time, options);
    }

    /// <summary>Delivers each time that something is due, at that very moment.</summary>
    private async Task DeliverInTimeAsync(MailOutbox outbox)
    {
        while (await outbox.DeliverAsync() is { NextAt: { } next })
        {
            _time.Advance(Max(next.ToDateTimeOffset() - _time.GetUtcNow(), TimeSpan.FromSeconds(1)));
        }

        static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
    }

    // In steps of a second while something runs; what runs meanwhile is the ledger's work on its disk.
    private async Task PassUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await task;
    }
}
