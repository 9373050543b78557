using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.Mail;
using EduIct.Running;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>Killed at any moment and started again, an outbox sends each mail once in effect and loses none.</summary>
public sealed class KilledOutboxTests
{
    private const int Mails = 3;

    // Three writes that put in, and for each mail intent, sending and outcome: before and after each.
    private const int MomentsInAll = 2 * (Mails + (3 * Mails));

    public static TheoryData<int, int> Moments
    {
        get
        {
            TheoryData<int, int> moments = [];
            for (int at = 1; at <= MomentsInAll; at++)
            {
                moments.Add(at, 1);
                moments.Add(at, 3);
            }

            return moments;
        }
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Killed_at_any_boundary_there_is_one_whole_file_for_each_mail(int at, int concurrency)
    {
        using TemporaryFolder folder = new();
        PickupFolderTransport transport = new(folder["thu-di"]);
        await Assert.ThrowsAsync<KillSwitch.KilledException>(() => RunAsync(folder["so"], transport, new KillSwitch(at), concurrency));

        await RestartedAsync(folder["so"], transport);

        Assert.Equal(Enumerable.Range(0, Mails).Select(i => PickupFolderTransport.FileNameOf(Message(i).MessageId)).Order(), Directory.GetFiles(folder["thu-di"]).Select(Path.GetFileName).Order());
        for (int i = 0; i < Mails; i++)
        {
            Assert.Equal(MimeComposer.Compose(Message(i)), await File.ReadAllBytesAsync(Path.Combine(folder["thu-di"], PickupFolderTransport.FileNameOf(Message(i).MessageId))));
        }
    }

    [Theory]
    [InlineData("DATA")]
    [InlineData("BODY")]
    public async Task A_server_that_goes_away_around_the_message_gets_it_again_under_the_same_identifier(string at)
    {
        using TemporaryFolder folder = new();
        int drops = 1;
        await using LoopbackSmtpServer server = new() { Answer = line => line == at && Interlocked.Decrement(ref drops) >= 0 ? "" : null };
        SmtpTransport transport = new(SmtpTransportTests.Options(server));
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["so"], PlanSketch.Tenant, TimeProvider.System);
        using MailOutbox outbox = new(
            ledger.Outbox, transport, new RateBudget(1_000_000, TimeProvider.System), TimeProvider.System, new MailOutboxOptions { BaseDelay = TimeSpan.FromSeconds(1) });
        await outbox.EnqueueAsync(new OutboxMail("k", Message(0)));

        await outbox.DeliverAllAsync();

        Assert.Equal($"<{Message(0).MessageId}>", MimeReading.Read(Assert.Single(server.Received).Data)["Message-ID"]);
        Assert.Equal((OutboxState.Sent, 2), ((await ledger.Outbox.FindAsync("k"))!.State, (await ledger.Outbox.FindAsync("k"))!.Attempts));
    }

    [Fact]
    public async Task A_run_that_nobody_kills_passes_exactly_the_moments_that_the_others_are_killed_at()
    {
        using TemporaryFolder folder = new();
        KillSwitch never = new(int.MaxValue);

        await RunAsync(folder["so"], new PickupFolderTransport(folder["thu-di"]), never, concurrency: 1);

        Assert.Equal(MomentsInAll, never.Moments);
    }

    private static MailMessage Message(int i) => MailSample.Full($"nhac/{i}");

    private static async Task RestartedAsync(string path, IMailTransport transport)
    {
        await RunAsync(path, transport, new KillSwitch(int.MaxValue), concurrency: 1);
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(path, PlanSketch.Tenant, TimeProvider.System, LedgerAccess.Read);
        List<OutboxEntry> entries = await ledger.Outbox.ReadAsync().ToListAsync();
        Assert.Equal(Mails, entries.Count);
        Assert.All(entries, entry => Assert.Equal(OutboxState.Sent, entry.State));
        Assert.All(entries, entry => Assert.InRange(entry.Attempts, 1, 2));
    }

    // What a process does from its start: puts in what is to be sent, and delivers.
    private static async Task RunAsync(string path, IMailTransport transport, KillSwitch kill, int concurrency)
    {
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(path, PlanSketch.Tenant, TimeProvider.System);
        using MailOutbox outbox = new(
            new MortalOutbox(ledger.Outbox, kill),
            new MortalTransport(transport, kill),
            new RateBudget(1_000_000, TimeProvider.System),
            TimeProvider.System,
            new MailOutboxOptions { Concurrency = concurrency });
        for (int i = 0; i < Mails; i++)
        {
            await outbox.EnqueueAsync(new OutboxMail($"nhac/{i}", Message(i)));
        }

        await outbox.DeliverAsync();
    }
}
