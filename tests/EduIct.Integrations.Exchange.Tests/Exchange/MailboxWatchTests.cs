using EduIct.Accounts;
using EduIct.Emulator;
using EduIct.Emulator.Faults;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.Running;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>Mailboxes come minutes after their accounts: waited for, without holding up the others, over runs and kills, and told when overdue.</summary>
public sealed class MailboxWatchTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 9, 5, 0, 0, 0, TimeSpan.Zero));
    private ExchangeTenant _tenant = null!;
    private RunnerBench _bench = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_run_ends_without_its_mailboxes_and_they_are_waited_for_afterwards()
    {
        await StartAsync(new EmulatorOptions { TimeProvider = _clock, MailboxDelay = TimeSpan.FromMinutes(5) });
        DateTimeOffset begin = _clock.GetUtcNow();
        RunSummary summary = await PassUntilAsync(_bench.RunAsync(await _bench.AdmitAsync(People(6))));

        Assert.True(summary.AllDone);
        Assert.True(_clock.GetUtcNow() - begin < TimeSpan.FromMinutes(1), "Nobody was held up.");
        Assert.Equal(6, (await _bench.Ledger.ReadAwaitedMailboxesAsync()).Length);

        _bench.Options.MailboxWait = TimeSpan.FromMinutes(1);
        MailboxSummary early = await WaitAsync();
        Assert.Equal((0, 6, 0), (early.Ready, early.Awaited.Length, early.Overdue.Length));

        // As another process, later.
        await _bench.OpenAsync();
        _bench.Options.MailboxWait = TimeSpan.FromHours(1);
        MailboxSummary late = await WaitAsync();
        Assert.Equal((6, 0), (late.Ready, late.Awaited.Length));
        Assert.True(_clock.GetUtcNow() - begin < TimeSpan.FromMinutes(15), "It ends when all are ready.");
        Assert.Empty(await _bench.Ledger.ReadAwaitedMailboxesAsync());
    }

    [Fact]
    public async Task Mailboxes_that_are_ready_are_seen_at_once_and_nobody_waits_on()
    {
        await StartAsync(new EmulatorOptions { TimeProvider = _clock });
        await PassUntilAsync(_bench.RunAsync(await _bench.AdmitAsync(People(3))));
        DateTimeOffset begin = _clock.GetUtcNow();

        MailboxSummary summary = await PassUntilAsync(_bench.AwaitMailboxesAsync());

        Assert.Equal((3, 0), (summary.Ready, summary.Awaited.Length));
        Assert.True(_clock.GetUtcNow() - begin < TimeSpan.FromSeconds(10), "Somebody slept on.");
    }

    [Fact]
    public async Task While_a_long_run_goes_on_mailboxes_are_seen_to_be_ready()
    {
        await StartAsync(new EmulatorOptions { TimeProvider = _clock, MailboxDelay = TimeSpan.FromSeconds(30) }, callsPerMinute: 30);
        RunSummary summary = await _tenant.PassUntilAsync(_clock, _bench.RunAsync(await _bench.AdmitAsync(People(20))), TimeSpan.FromSeconds(1));

        Assert.True(summary.AllDone);
        int awaited = (await _bench.Ledger.ReadAwaitedMailboxesAsync()).Length;
        Assert.True(awaited < 20, $"{awaited} of 20 were never looked at in {summary.Elapsed}.");
    }

    [Fact]
    public async Task What_is_waited_for_too_long_is_overdue_and_an_account_that_is_gone_is_not()
    {
        await StartAsync(new EmulatorOptions { TimeProvider = _clock, MailboxDelay = TimeSpan.FromDays(30) });
        await PassUntilAsync(_bench.RunAsync(await _bench.AdmitAsync(People(2))));
        _clock.Advance(TimeSpan.FromHours(25));
        IAccountDirectory directory = await _bench.Tenant.OpenAsync();
        Account gone = (await PassUntilAsync(directory.FindAccountAsync($"hs1@{PlanSketch.Domain}")))!;
        await PassUntilAsync(DeleteAsync());

        _bench.Options.MailboxWait = TimeSpan.FromSeconds(30);
        MailboxSummary summary = await WaitAsync();

        AwaitedMailbox overdue = Assert.Single(summary.Overdue);
        Assert.NotEqual(gone.Id, overdue.AccountId);
        Assert.Equal(summary.Overdue.AsEnumerable(), summary.Awaited);
        Assert.Equal(0, summary.Ready);

        async Task<bool> DeleteAsync()
        {
            await directory.DeleteAccountAsync(gone.Id);
            return true;
        }
    }

    [Fact]
    public async Task A_provider_that_does_not_let_mailboxes_be_seen_stops_no_run()
    {
        string[] permissions =
        [
            "User.ReadWrite.All", "Group.ReadWrite.All", "AdministrativeUnit.ReadWrite.All", "RoleManagement.Read.Directory", "LicenseAssignment.ReadWrite.All", "Organization.Read.All",
        ];
        await StartAsync(new EmulatorOptions { TimeProvider = _clock, Permissions = permissions });
        RunSummary summary = await PassUntilAsync(_bench.RunAsync(await _bench.AdmitAsync(People(3))));
        MailboxSummary mailboxes = await WaitAsync();

        Assert.True(summary.AllDone);
        Assert.Equal((0, 3), (mailboxes.Ready, mailboxes.Awaited.Length));
        Assert.Equal(PlanSketch.Provider, Assert.Single(mailboxes.Refused).Key);
    }

    [Fact]
    public async Task One_late_mailbox_does_not_hold_up_the_others()
    {
        await StartAsync(new EmulatorOptions { TimeProvider = _clock, Faults = [Fault.Parse("mailbox-lag=#1,7200000")] });
        await PassUntilAsync(_bench.RunAsync(await _bench.AdmitAsync(People(5))));

        MailboxSummary summary = await WaitAsync();

        Assert.Equal((4, 1, 0), (summary.Ready, summary.Awaited.Length, summary.Overdue.Length));
    }

    private static PlanSketch People(int count)
    {
        PlanSketch sketch = new();
        int unit = sketch.OrgUnit("/HocSinh");
        for (int i = 1; i <= count; i++)
        {
            sketch.Create($"hs{i}", $"p{i}", "/HocSinh", unit);
        }

        return sketch;
    }

    private async Task StartAsync(EmulatorOptions options, int callsPerMinute = 10_000_000)
    {
        _tenant = await ExchangeTenant.StartAsync(options);
        _bench = Bench(callsPerMinute);
    }

    private RunnerBench Bench(int callsPerMinute) => new(_clock, new ExchangeRunTenant(_tenant)) { CallsPerMinute = callsPerMinute };

    private Task<T> PassUntilAsync<T>(Task<T> task) => _tenant.PassUntilAsync(_clock, task);

    // Up to an hour of virtual time.
    private Task<MailboxSummary> WaitAsync() => _tenant.PassUntilAsync(_clock, _bench.AwaitMailboxesAsync(), TimeSpan.FromSeconds(1));
}
