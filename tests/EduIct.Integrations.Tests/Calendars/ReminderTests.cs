using System.Collections.Immutable;
using EduIct.Addresses;
using EduIct.Calendars;
using EduIct.Directives;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.Mail;
using EduIct.Running;
using EduIct.Units;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace EduIct.Integrations.Tests.Calendars;

/// <summary>Reminders day after day in virtual time, through the ledger's outbox into a folder.</summary>
public sealed class ReminderTests : IAsyncLifetime, IDisposable
{
    private static readonly ReportingCalendar s_calendar = new(DirectiveLibrary.Embedded);
    private static readonly ImmutableArray<Duty> s_duties = [s_calendar.All().Single(duty => duty.Id == "4622.guidance-to-ministry")];
    private static readonly Unit s_hanoi = VietnamUnits.FindBySlug("HaNoi", new LocalDate(2016, 9, 1))!;
    private static readonly Unit s_bentre = VietnamUnits.FindBySlug("BenTre", new LocalDate(2016, 9, 1))!;
    private static readonly MailParty s_from = new(EmailAddress.Parse("lich@moet.edu.vn"), "Lịch báo cáo");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2016, 8, 1, 1, 0, 0, TimeSpan.Zero));
    private SqliteLedger _ledger = null!;

    public async Task InitializeAsync() => _ledger = await SqliteLedger.OpenAsync(_folder["so"], PlanSketch.Tenant, _time);

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_unit_is_reminded_at_30_7_and_1_days_and_the_unit_above_is_told_when_it_is_late()
    {
        List<(string Day, string Step)> sent = [];
        for (var day = new LocalDate(2016, 8, 1); day < new LocalDate(2017, 1, 1); day = day.PlusDays(1))
        {
            _time.SetUtcNow(VietnamTime.At(day, new LocalTime(8, 0)).ToInstant().ToDateTimeOffset());
            if (day == new LocalDate(2016, 9, 20))
            {
                await _ledger.Duties.RecordAsync(new DutyEvent(s_duties[0].Id, s_bentre.Code.ToString(), DutyStep.Submitted, Now()));
            }

            foreach (Reminder reminder in await DueAsync())
            {
                ReminderTally tally = await SendAsync([reminder]);
                if (tally.Queued > 0)
                {
                    sent.Add(($"{day:MM-dd}", $"{reminder.To.Slug}: {(reminder.IsEscalation ? "trễ " : "")}{reminder.Step}"));
                }
            }
        }

        // The last day is 29 September. Bến Tre handed in on the 20th.
        Assert.Equal(
            [("08-30", "BenTre: 30"), ("08-30", "HaNoi: 30"), ("09-22", "HaNoi: 7"), ("09-28", "HaNoi: 1"), ("09-30", "BoGDDT: trễ 1"), ("10-06", "BoGDDT: trễ 7")],
            sent.OrderBy(one => one.Day, StringComparer.Ordinal).ThenBy(one => one.Step, StringComparer.Ordinal));
        string[] letters = [.. Directory.GetFiles(_folder["mail"], "*.eml").Select(File.ReadAllText)];
        Assert.Equal(6, letters.Length);
        Assert.Equal(2, letters.Count(letter => letter.Contains("bogddt@moet.edu.vn", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_run_after_a_long_pause_sends_the_latest_step_alone_and_again_nothing()
    {
        _time.SetUtcNow(VietnamTime.At(new LocalDate(2016, 9, 25), LocalTime.Noon).ToInstant().ToDateTimeOffset());

        ReminderTally first = await SendAsync(await DueAsync()), again = await SendAsync(await DueAsync());

        Assert.Equal((2, 0), (first.Queued, first.Before));
        Assert.Equal((0, 2), (again.Queued, again.Before));
        Assert.Equal(2, Directory.GetFiles(_folder["mail"], "*.eml").Length);
    }

    [Fact]
    public async Task A_unit_without_an_address_is_told_and_holds_up_nobody()
    {
        _time.SetUtcNow(VietnamTime.At(new LocalDate(2016, 9, 25), LocalTime.Noon).ToInstant().ToDateTimeOffset());
        using MailOutbox outbox = Outbox();
        ReminderTally tally = await new ReminderSender(outbox, MailTemplates.Embedded, s_from, "vi", _time).SendAsync(
            await DueAsync(), unit => unit == s_hanoi ? null : EmailAddress.Parse("a@moet.edu.vn"));

        Assert.Equal(1, tally.Queued);
        Assert.Equal(s_hanoi, Assert.Single(tally.Unreachable));
    }

    [Fact]
    public async Task What_is_long_past_is_left_alone()
    {
        _time.SetUtcNow(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));

        Assert.Empty(await DueAsync());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReminderPolicy { DaysBefore = [-1] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReminderPolicy { EscalateAfter = [0] });
    }

    [Fact]
    public async Task What_happened_to_a_duty_outlives_the_process_and_is_kept_once()
    {
        var step = new DutyEvent("d", "gso:01", DutyStep.Submitted, Instant.FromUtc(2016, 9, 20, 1, 2));
        Assert.True(await _ledger.Duties.RecordAsync(step));
        Assert.False(await _ledger.Duties.RecordAsync(step));
        await _ledger.Duties.RecordAsync(step with { Step = DutyStep.Returned, At = step.At + Duration.FromDays(1) });
        await _ledger.DisposeAsync();
        _ledger = await SqliteLedger.OpenAsync(_folder["so"], PlanSketch.Tenant, _time);

        Assert.Equal((DutyEvent[])[step, step with { Step = DutyStep.Returned, At = step.At + Duration.FromDays(1) }], (await _ledger.Duties.ReadDutyEventsAsync()).AsEnumerable());
        using var export = new MemoryStream();
        await _ledger.ExportAsync(export);
        Assert.Contains("\"step\":\"returned\"", System.Text.Encoding.UTF8.GetString(export.ToArray()), StringComparison.Ordinal);
    }

    private async Task<ImmutableArray<Reminder>> DueAsync() => ReminderPlanner.At(
        s_calendar, s_duties, [s_hanoi, s_bentre], VietnamUnits.Tree, await _ledger.Duties.ReadDutyEventsAsync(), Now(), new ReminderPolicy());

    private async Task<ReminderTally> SendAsync(ImmutableArray<Reminder> reminders)
    {
        using MailOutbox outbox = Outbox();
        ReminderTally tally = await new ReminderSender(outbox, MailTemplates.Embedded, s_from, "vi", _time).SendAsync(
            reminders, unit => EmailAddress.Parse(unit.Slug.ToLowerInvariant() + "@moet.edu.vn"));
        await outbox.DeliverAsync();
        return tally;
    }

    private MailOutbox Outbox() => new(
        _ledger.Outbox, new PickupFolderTransport(_folder["mail"]), new RateBudget(6000, _time), _time);

    private Instant Now() => Instant.FromDateTimeOffset(_time.GetUtcNow());
}
