using EduIct.Dispatches;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Mail;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.Mail;
using EduIct.Running;
using EduIct.Units;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace EduIct.Integrations.Tests.Dispatches;

/// <summary>Killed at any moment of sending or reminding and started again, everybody has one letter and one reminder, and nobody none.</summary>
public sealed class KilledDispatchTests
{
    // The register takes the letter; for each of two letters: into the outbox, intent, sending, outcome. Then for each of two reminders the same and the event. Before and after each.
    private const int MomentsInAll = 2 * (1 + (2 * 4) + (2 * 5));

    private static readonly Unit[] s_units = [DispatchSample.So("HaNoi"), DispatchSample.So("BenTre")];

    public static TheoryData<int> Moments => [.. Enumerable.Range(1, MomentsInAll)];

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Killed_at_any_boundary_there_is_one_letter_and_one_reminder_for_each(int at)
    {
        using TemporaryFolder folder = new();
        await Assert.ThrowsAsync<KillSwitch.KilledException>(() => RunAsync(folder, new KillSwitch(at)));

        await RunAsync(folder, new KillSwitch(int.MaxValue));

        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["so"], PlanSketch.Tenant, TimeProvider.System, LedgerAccess.Read);
        DispatchReport report = Assert.Single(await DispatchReport.ReadAsync(ledger.Dispatches, ledger.Outbox, Instant.FromUtc(2016, 9, 6, 0, 0)));
        Assert.Equal(s_units.Select(unit => unit.Code), report.Statuses.Select(status => status.Recipient.Unit));
        Assert.All(report.Statuses, status => Assert.Equal((DispatchState.Sent, 1), (status.State, status.Reminders)));
        IEnumerable<string> expected = report.Statuses.SelectMany(status => new[] { $"{status.Recipient.Code}.1@moet.edu.vn", $"{status.Recipient.Code}.1.g3@moet.edu.vn" });
        Assert.Equal(expected.Select(PickupFolderTransport.FileNameOf).Order(), Directory.GetFiles(folder["thu-di"]).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Killed_while_a_refused_letter_goes_to_another_address_it_goes_there_once(int at)
    {
        using TemporaryFolder folder = new();
        ScriptedTransport refusing = new((_, _) => throw ScriptedTransport.Fault(MailErrorKind.RefusedRecipient, "550 5.1.1"));
        await SendAsync(refusing, "cu@moet.edu.vn", new KillSwitch(int.MaxValue));
        PickupFolderTransport taking = new(folder["thu-di"]);

        // Entered, moved, into the outbox, intent, sending, outcome: before and after each.
        await Assert.ThrowsAsync<KillSwitch.KilledException>(() => SendAsync(taking, "moi@moet.edu.vn", new KillSwitch(at)));
        await SendAsync(taking, "moi@moet.edu.vn", new KillSwitch(int.MaxValue));

        Assert.Single(Directory.GetFiles(folder["thu-di"]));
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["so"], PlanSketch.Tenant, TimeProvider.System, LedgerAccess.Read);
        DispatchStatus status = Assert.Single(Assert.Single(await DispatchReport.ReadAsync(ledger.Dispatches, ledger.Outbox, Instant.FromUtc(2016, 9, 6, 0, 0))).Statuses);
        Assert.Equal((DispatchState.Sent, 2, "moi@moet.edu.vn"), (status.State, status.Recipient.Attempt, status.Recipient.Address.ToString()));

        async Task SendAsync(IMailTransport transport, string address, KillSwitch kill)
        {
            FakeTimeProvider time = new(new DateTimeOffset(2016, 9, 1, 1, 0, 0, TimeSpan.Zero));
            await using SqliteLedger writing = await SqliteLedger.OpenAsync(folder["so"], PlanSketch.Tenant, time);
            using MailOutbox outbox = new(new MortalOutbox(writing.Outbox, kill), new MortalTransport(transport, kill), new RateBudget(1_000_000, time), time);
            DispatchService service = new(new MortalRegister(writing.Dispatches, kill), outbox, MailTemplates.Embedded, DispatchSample.From, "vi", time);
            await service.SendAsync(DispatchSample.Make(), [s_units[0]], _ => EduIct.Addresses.EmailAddress.Parse(address));
            await outbox.DeliverAsync();
        }
    }

    [Fact]
    public async Task A_run_that_nobody_kills_passes_exactly_the_moments_that_the_others_are_killed_at()
    {
        using TemporaryFolder folder = new();
        KillSwitch never = new(int.MaxValue);

        await RunAsync(folder, never);

        Assert.Equal(MomentsInAll, never.Moments);
    }

    // What an office does: sends, and four days later reminds.
    private static async Task RunAsync(TemporaryFolder folder, KillSwitch kill)
    {
        FakeTimeProvider time = new(new DateTimeOffset(2016, 9, 1, 1, 0, 0, TimeSpan.Zero));
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["so"], PlanSketch.Tenant, time);
        using MailOutbox outbox = new(
            new MortalOutbox(ledger.Outbox, kill), new MortalTransport(new PickupFolderTransport(folder["thu-di"]), kill), new RateBudget(1_000_000, time), time, new MailOutboxOptions { Concurrency = 1 });
        DispatchService service = new(new MortalRegister(ledger.Dispatches, kill), outbox, MailTemplates.Embedded, DispatchSample.From, "vi", time);
        DispatchSending sending = await service.SendAsync(DispatchSample.Make(), s_units, DispatchSample.MailboxOf);
        Assert.Empty(sending.Issues);
        await outbox.DeliverAsync();
        time.Advance(TimeSpan.FromDays(4));
        await service.RemindAsync(new DispatchReminderPolicy());
        await outbox.DeliverAsync();
    }
}
