using EduIct.Emulator;
using EduIct.Emulator.Faults;
using EduIct.Integrations.Exchange.Tests.Emulator;
using EduIct.Integrations.Exchange.Tests.Exchange;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Mail;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.Mail;
using EduIct.Running;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace EduIct.Integrations.Exchange.Tests.Mail;

/// <summary>Where the outcome of a sending is not clear, Sent Items are asked, and nobody gets a second copy; in virtual time, over loopback.</summary>
public sealed class ExchangeSentMailTests : IAsyncLifetime, IDisposable
{
    private const string Sender = "phongcntt@bentre.edu.vn";
    private const int Mails = 2;

    // Writes that put in, and for each mail intent, sending and outcome: before and after each.
    private const int MomentsInAll = 2 * (Mails + (3 * Mails));

    private static readonly TimeSpan s_foundWithin = TimeSpan.FromMinutes(15);

    // A ledger keeps whole milliseconds.
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
    private readonly TemporaryFolder _folder = new();
    private ExchangeTenant? _tenant;
    private DateTimeOffset _start;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_tenant is not null)
        {
            await _tenant.DisposeAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("drop-after@graph.users.sendMail=#1", 1)]
    [InlineData("drop-before@graph.users.sendMail=#1", 2)]
    [InlineData("503@graph.users.sendMail=#1", 2)]
    public async Task Without_an_answer_the_message_is_looked_for_and_goes_out_once(string fault, int attempts)
    {
        await StartAsync(null, fault);

        OutboxEntry entry = await SendAsync();

        Assert.Equal((OutboxState.Sent, attempts), (entry.State, entry.Attempts));
        Assert.NotNull(Assert.Single(entry.Recipients).TakenAt);
        EmulatedMessage sent = Assert.Single(_tenant!.Server.SentMessages);
        Assert.Equal(attempts == 1, sent.SentAt < _start + TimeSpan.FromMinutes(1));
        Assert.Equal(attempts == 2, sent.SentAt >= _start + s_foundWithin);
    }

    [Fact]
    public async Task While_Sent_Items_trail_nothing_is_sent_again()
    {
        await StartAsync(null, "drop-after@graph.users.sendMail=#1", $"lag@graph.users.mailFolders.messages=1,{TimeSpan.FromMinutes(10).TotalMilliseconds}");

        OutboxEntry entry = await SendAsync();

        Assert.Equal((OutboxState.Sent, 1), (entry.State, entry.Attempts));
        Assert.Single(_tenant!.Server.SentMessages);
        Assert.Equal(2, _tenant.Server.Requests["graph.users.mailFolders.messages"]);
    }

    [Fact]
    public async Task While_Sent_Items_cannot_be_asked_nothing_is_sent_again()
    {
        await StartAsync(
            null, "drop-after@graph.users.sendMail=#1", "503@graph.users.mailFolders.messages=#1", "drop-before@graph.users.mailFolders.messages=#2", "429@graph.users.mailFolders.messages=#3,600000");

        OutboxEntry entry = await SendAsync();

        Assert.Equal((OutboxState.Sent, 1), (entry.State, entry.Attempts));
        Assert.Single(_tenant!.Server.SentMessages);
        Assert.Equal(4, _tenant.Server.Requests["graph.users.mailFolders.messages"]);
    }

    [Theory]
    [InlineData("drop-after", OutboxState.Sent, 1)]
    [InlineData("drop-before", OutboxState.Failed, 0)]
    public async Task Nothing_is_given_up_before_it_was_looked_for(string fault, OutboxState state, int copies)
    {
        await StartAsync(null, $"{fault}@graph.users.sendMail=1");

        OutboxEntry entry = await SendAsync(options => options.MaxAttempts = 1);

        Assert.Equal((state, 1), (entry.State, entry.Attempts));
        Assert.Equal(copies, _tenant!.Server.SentMessages.Count);
    }

    [Fact]
    public async Task Without_the_permission_to_look_it_is_sent_again_and_that_is_said_once_without_addresses()
    {
        await StartAsync(
            ["User.ReadWrite.All", "LicenseAssignment.ReadWrite.All", "Mail.Send"], "drop-after@graph.users.sendMail=#1", "drop-after@graph.users.sendMail=#2");
        RecordingLogger log = new();

        OutboxEntry entry = await SendAsync(log: log);

        Assert.Equal((OutboxState.Sent, 3), (entry.State, entry.Attempts));
        Assert.Equal(3, _tenant!.Server.SentMessages.Count);
        Assert.Single(_tenant.Server.SentMessages.Select(message => message.Mime).Distinct());
        Assert.Equal(2, _tenant.Server.Requests["graph.users.mailFolders.messages"]);
        Assert.Single(log.Lines, line => line.Contains("cannot be asked", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Killed_at_any_boundary_and_started_again_each_message_went_out_exactly_once()
    {
        await StartAsync(null);
        for (int at = 1; at <= MomentsInAll; at++)
        {
            int sentBefore = _tenant!.Server.SentMessages.Count;
            await Assert.ThrowsAsync<KillSwitch.KilledException>(() => RunAsync($"{at}", new KillSwitch(at)));

            await RunAsync($"{at}", new KillSwitch(int.MaxValue));

            Assert.Equal(
                Enumerable.Range(0, Mails).Select(i => Message($"{at}/{i}").MessageId).Order(StringComparer.Ordinal),
                _tenant.Server.SentMessages.Skip(sentBefore).Select(IdentifierOf).Order(StringComparer.Ordinal));
            await using SqliteLedger ledger = await SqliteLedger.OpenAsync(_folder[$"{at}"], PlanSketch.Tenant, _time, LedgerAccess.Read);
            Assert.All(await ledger.Outbox.ReadAsync().ToListAsync(), entry => Assert.Equal(OutboxState.Sent, entry.State));
        }
    }

    [Fact]
    public async Task A_message_is_found_by_its_whole_identifier_in_the_mailbox_that_sent_it()
    {
        await StartAsync(null);
        using ExchangeMailTransport transport = Open();
        using ExchangeMailTransport set = new(new ExchangeMailOptions { Application = _tenant!.Options, Sender = Sender }, _time);
        MailMessage message = MailMessage.Create(Message("k").ToDraft() with { MessageId = "o'brien+1@bentre.edu.vn" });
        Assert.Null(await transport.FindAsync(message));

        await transport.SendAsync(message);

        Assert.Equal(MailReceipt.ForAll(message).Recipients.AsEnumerable(), (await transport.FindAsync(message))!.Recipients);
        Assert.NotNull(await set.FindAsync(message));
        Assert.Null(await transport.FindAsync(Message("khac")));
        Assert.Null(await transport.FindAsync(MailMessage.Create(message.ToDraft() with { From = MailSample.Party("vanphong@bentre.edu.vn") })));
        Assert.Equal(MailErrorKind.RefusedMessage, (await Assert.ThrowsAsync<MailException>(
            () => transport.FindAsync(MailMessage.Create(message.ToDraft() with { From = MailSample.Party("khong-co@bentre.edu.vn") })))).Kind);
    }

    [Fact]
    public async Task The_emulator_has_sent_messages_in_one_folder_and_asks_for_the_permission()
    {
        await StartAsync(["User.ReadWrite.All", "LicenseAssignment.ReadWrite.All", "Mail.Send", "Mail.ReadBasic.All"]);
        await using GraphSession session = await GraphSession.AttachAsync(_tenant!.Server);
        using ExchangeMailTransport transport = Open();
        await transport.SendAsync(Message("k"));

        Assert.Single((await session.SendAsync("GET", $"users/{Sender}/mailFolders/SentItems/messages?$select=id,subject")).Json!["value"]!.AsArray());
        Assert.Equal("404 ErrorItemNotFound", (await session.SendAsync("GET", $"users/{Sender}/mailFolders/khong-co/messages")).Fault);
        Assert.Equal("400 BadRequest", (await session.SendAsync("GET", $"users/{Sender}/mailFolders/sentitems/messages?$filter=body eq 'x'")).Fault);
    }

    private static MailMessage Message(string key) =>
        MailMessage.Create(MailSample.Draft(key) with { From = MailSample.Party(Sender, MailSample.SenderName) });

    private static string IdentifierOf(EmulatedMessage message) => MimeReading.Read(System.Text.Encoding.ASCII.GetBytes(message.Mime!))["Message-ID"].Trim('<', '>');

    private async Task StartAsync(string[]? permissions, params string[] faults)
    {
        _tenant = await ExchangeTenant.StartAsync(new EmulatorOptions { TimeProvider = _time, Faults = [.. faults.Select(Fault.Parse)], Permissions = permissions });
        await using (GraphSession session = await GraphSession.AttachAsync(_tenant.Server))
        {
            await session.LicenseAsync(await session.NewUserAsync(Sender.Split('@')[0]));
            await session.LicenseAsync(await session.NewUserAsync("vanphong"));
        }

        // What trails sees the mailboxes.
        _time.Advance(TimeSpan.FromHours(1));
        _start = _time.GetUtcNow();
    }

    private ExchangeMailTransport Open() => new(new ExchangeMailOptions { Application = _tenant!.Options }, _time);

    /// <summary>Sends one message, however long it takes.</summary>
    private async Task<OutboxEntry> SendAsync(Action<MailOutboxOptions>? configure = null, RecordingLogger? log = null)
    {
        MailOutboxOptions options = new();
        configure?.Invoke(options);
        using ExchangeMailTransport transport = Open();
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(_folder["so"], PlanSketch.Tenant, _time);
        using MailOutbox outbox = new(ledger.Outbox, transport, new RateBudget(1_000_000, _time), _time, options, log);
        await outbox.EnqueueAsync(new OutboxMail("k", Message("k")));
        await DeliverInTimeAsync(outbox);
        return (await ledger.Outbox.FindAsync("k"))!;
    }

    // What a process does from its start: puts in what is to be sent, and delivers until nothing is open.
    private async Task RunAsync(string keys, KillSwitch kill)
    {
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(_folder[keys], PlanSketch.Tenant, _time);
        using ExchangeMailTransport transport = Open();
        using MailOutbox outbox = new(
            new MortalOutbox(ledger.Outbox, kill), new MortalSentMail(transport, kill), new RateBudget(1_000_000, _time), _time, new MailOutboxOptions { Concurrency = 1 });
        for (int i = 0; i < Mails; i++)
        {
            await outbox.EnqueueAsync(new OutboxMail($"{keys}/{i}", Message($"{keys}/{i}")));
        }

        await DeliverInTimeAsync(outbox);
    }

    /// <summary>Delivers each time that something is due, at that very moment; a delivery that a budget holds up is waited for.</summary>
    private async Task DeliverInTimeAsync(MailOutbox outbox)
    {
        while (await _tenant!.PassUntilAsync(_time, outbox.DeliverAsync()) is { NextAt: { } next })
        {
            Duration wait = Duration.Max(next - Instant.FromDateTimeOffset(_time.GetUtcNow()), Duration.FromSeconds(1));
            _time.Advance(wait.ToTimeSpan());
        }
    }
}
