using System.Collections.Immutable;
using System.Text;
using EduIct.Addresses;
using EduIct.Calendars;
using EduIct.Dispatches;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Ledger;
using EduIct.Integrations.Tests.Mail;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.Mail;
using EduIct.Running;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace EduIct.Integrations.Tests.Dispatches;

/// <summary>Official letters through the ledger's register and outbox, day after day in virtual time.</summary>
public sealed class DispatchServiceTests : IAsyncLifetime, IDisposable
{
    private static readonly Unit s_hanoi = DispatchSample.So("HaNoi"), s_bentre = DispatchSample.So("BenTre"), s_hue = DispatchSample.So("ThuaThienHue");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2016, 9, 1, 1, 0, 0, TimeSpan.Zero));
    private SqliteLedger _ledger = null!;
    private IMailTransport _transport = null!;

    public async Task InitializeAsync()
    {
        _ledger = await OpenAsync(LedgerAccess.Write);
        _transport = new PickupFolderTransport(_folder["mail"]);
    }

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_addressee_gets_one_letter_with_the_files_whole_and_a_code_of_its_own()
    {
        await using LoopbackSmtpServer server = new();
        _transport = new SmtpTransport(SmtpTransportTests.Options(server));
        Dispatch dispatch = DispatchSample.Make(confirmBy: new LocalDate(2016, 9, 20));

        DispatchSending sending = await SendAsync(dispatch, [s_hanoi, s_bentre, s_hanoi]);

        Assert.Equal((2, 0, 0), (sending.Queued, sending.Before, sending.Unreachable.Length));
        Assert.Equal(
            ["RCPT TO:<vanphong.BenTre@moet.edu.vn>", "RCPT TO:<vanphong.HaNoi@moet.edu.vn>"],
            server.Commands.Where(line => line.StartsWith("RCPT", StringComparison.Ordinal)).Select(line => line.Split(" NOTIFY")[0]).Order(StringComparer.Ordinal));
        DispatchReport report = Assert.Single(await ReportAsync());
        Assert.All(report.Statuses, status => Assert.Equal((DispatchState.Sent, 0), (status.State, status.Reminders)));
        Assert.Equal(2, report.Statuses.Select(status => status.Recipient.Code).Distinct().Count());
        Assert.All(report.Statuses, status => Assert.DoesNotContain(status.Recipient.Code.ToString(), status.Recipient.ToString(), StringComparison.Ordinal));
        foreach (LoopbackSmtpServer.ReceivedMail mail in server.Received)
        {
            MimeReading read = MimeReading.Read(mail.Data);
            Assert.True(DispatchCode.TryFind(read["Message-ID"], out DispatchCode code));
            Assert.Contains(report.Statuses, status => status.Recipient.Code == code && mail.To.Contains(status.Recipient.Address.ToString()));
            Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes("văn bản")), read.Body, StringComparison.Ordinal);
            Assert.Equal("<vanphong@moet.edu.vn>", read["Disposition-Notification-To"]);
        }
    }

    [Fact]
    public async Task Sent_again_it_only_adds_and_the_same_number_with_other_content_is_refused()
    {
        await SendAsync(DispatchSample.Make(), [s_hanoi]);

        DispatchSending again = await SendAsync(DispatchSample.Make(confirmBy: new LocalDate(2016, 10, 1)), [s_hanoi, s_bentre]);
        DispatchSending other = await SendAsync(DispatchSample.Make(content: "khác"), [s_hue]);
        DispatchSending subject = await SendAsync(DispatchSample.Make(subject: "Khác"), [s_hue]);
        DispatchSending number = await SendAsync(DispatchSample.Make(number: "4623/BGDĐT-CNTT", content: "khác"), [s_hue]);

        Assert.Equal((1, 1), (again.Queued, again.Before));
        Assert.True(other.IsOtherContent && subject.IsOtherContent);
        Assert.Equal((0, 1), (other.Queued, number.Queued));
        Assert.Equal(3, Directory.GetFiles(_folder["mail"]).Length);
        ImmutableArray<DispatchReport> reports = await ReportAsync();
        Assert.Equal([2, 1], reports.Select(report => report.Statuses.Length));

        // The day for confirming is that of who is added, and of nobody who was there.
        Assert.Equal([null, new LocalDate(2016, 10, 1)], reports[0].Statuses.Select(status => status.Recipient.ConfirmBy));
    }

    [Fact]
    public async Task A_unit_without_an_address_is_told_before_stands_in_the_register_and_is_reached_once_it_has_one()
    {
        Dispatch dispatch = DispatchSample.Make();
        EmailAddress? MailboxOf(Unit unit) => unit == s_bentre ? null : DispatchSample.MailboxOf(unit);
        using MailOutbox outbox = Outbox();
        Assert.Equal("dispatch.no-address", Assert.Single(Service(outbox).Check(dispatch, [s_hanoi, s_bentre], MailboxOf)).Code);
        Assert.Empty(await ReportAsync());

        DispatchSending sending = await SendAsync(dispatch, [s_hanoi, s_bentre], MailboxOf);

        Assert.Equal((1, s_bentre), (sending.Queued, Assert.Single(sending.Unreachable)));
        Assert.Equal([DispatchState.Sent, DispatchState.NoAddress], (await ReportAsync())[0].Statuses.Select(status => status.State));
        Assert.Equal((1, 1), (await SendAsync(dispatch, [s_hanoi, s_bentre]) is var later ? (later.Queued, later.Before) : default));
        Assert.All((await ReportAsync())[0].Statuses, status => Assert.Equal((DispatchState.Sent, 1), (status.State, status.Recipient.Attempt)));
    }

    [Fact]
    public async Task What_comes_in_by_mail_confirms_or_returns_a_letter_and_a_program_confirms_nothing()
    {
        await SendAsync(DispatchSample.Make(), [s_hanoi, s_bentre, s_hue]);
        DispatchCode[] codes = [.. (await ReportAsync())[0].Statuses.Select(status => status.Recipient.Code)];
        using MailOutbox outbox = Outbox();
        DispatchInboxHandler handler = new(Service(outbox));
        InboundMail mail = new() { Key = new string('0', 32), Kind = InboundMailKind.Automatic, ReceivedAt = Instant.FromDateTimeOffset(_time.GetUtcNow()), RefersTo = [$"{codes[0]}.d1@moet.edu.vn"] };

        await handler.HandleAsync(mail);
        await handler.HandleAsync(mail with { Kind = InboundMailKind.ReadReceipt, Outcomes = [new InboundOutcome(null, MailFate.Displayed)] });
        await handler.HandleAsync(mail with { Kind = InboundMailKind.DeliveryReport, Outcomes = [new InboundOutcome(null, MailFate.Delivered)] });
        await handler.HandleAsync(mail with { Kind = InboundMailKind.Reply, RefersTo = [], Subject = "Không có mã" });
        Assert.All((await ReportAsync())[0].Statuses, status => Assert.Equal(DispatchState.Sent, status.State));

        await handler.HandleAsync(mail with { Kind = InboundMailKind.Reply });
        await handler.HandleAsync(mail with { Kind = InboundMailKind.Reply });
        await handler.HandleAsync(mail with { Kind = InboundMailKind.Other, RefersTo = [], Text = $"Đã nhận.\n> Mã xác nhận: {codes[1].ToString().ToUpperInvariant()}" });
        await handler.HandleAsync(mail with { Kind = InboundMailKind.DeliveryReport, RefersTo = [$"{codes[2]}@moet.edu.vn"], Outcomes = [new InboundOutcome(null, MailFate.Failed, "5.1.1")] });

        Assert.Equal([DispatchState.Confirmed, DispatchState.Confirmed, DispatchState.Returned], (await ReportAsync())[0].Statuses.Select(status => status.State));
    }

    [Fact]
    public async Task A_letter_that_failed_or_came_back_goes_once_more_to_another_address_and_never_to_the_same()
    {
        _transport = new ScriptedTransport((message, _) =>
            message.To[0].Address.Local.Contains("HaNoi", StringComparison.Ordinal) ? throw ScriptedTransport.Fault(MailErrorKind.RefusedRecipient, "550 5.1.1") : MailReceipt.ForAll(message));
        Dispatch dispatch = DispatchSample.Make();
        await SendAsync(dispatch, [s_hanoi, s_bentre, s_hue]);
        using MailOutbox outbox = Outbox();
        DispatchService service = Service(outbox);
        DispatchRecipient bentre = (await ReportAsync())[0].Statuses[1].Recipient;
        Assert.True(await service.RecordReturnAsync(bentre.Code, Now(), "550 5.2.2"));
        Assert.False(await service.RecordReturnAsync(bentre.Code, Now(), "550 5.2.2"));
        Assert.Null(await service.RecordReturnAsync(DispatchCode.Parse("cv-aaaaaaaaaaaaaaaaaaaaaaaa"), Now(), "x"));
        Assert.Equal(
            [(DispatchState.Failed, "550 5.1.1"), (DispatchState.Returned, "550 5.2.2"), (DispatchState.Sent, null)],
            (await ReportAsync())[0].Statuses.Select(status => (status.State, status.Reason)));

        Assert.Equal(0, (await SendAsync(dispatch, [s_hanoi, s_bentre, s_hue])).Queued);
        EmailAddress? MailboxOf(Unit unit) => EmailAddress.Parse($"moi-{unit.Slug.ToLowerInvariant()}@moet.edu.vn");
        Assert.Equal(2, (await SendAsync(dispatch, [s_hanoi, s_bentre, s_hue], MailboxOf)).Queued);
        Assert.Equal(0, (await SendAsync(dispatch, [s_hanoi, s_bentre, s_hue], MailboxOf)).Queued);

        Assert.Equal([("moi-hanoi", 2), ("moi-bentre", 2), ("vanphong.ThuaThienHue", 1)], (await ReportAsync())[0].Statuses.Select(status => (status.Recipient.Address!.Value.Local, status.Recipient.Attempt)));
        Assert.All((await ReportAsync())[0].Statuses, status => Assert.Equal(DispatchState.Sent, status.State));
    }

    [Fact]
    public async Task Only_those_who_did_not_confirm_are_reminded_each_step_once()
    {
        await SendAsync(DispatchSample.Make(confirmBy: new LocalDate(2016, 9, 10)), [s_hanoi, s_bentre]);
        await SendAsync(DispatchSample.Make(number: "5000/BGDĐT"), [s_hue]);
        List<string> reminded = [];
        for (var day = new LocalDate(2016, 9, 1); day <= new LocalDate(2016, 12, 1); day = day.PlusDays(1))
        {
            _time.SetUtcNow(VietnamTime.At(day, new LocalTime(8, 0)).ToInstant().ToDateTimeOffset());
            using MailOutbox outbox = Outbox();
            DispatchService service = Service(outbox);
            if (day == new LocalDate(2016, 9, 12))
            {
                DispatchId letter = DispatchSample.Make().Id;
                Assert.Equal(DispatchConfirmation.Recorded, await service.ConfirmAsync(letter, s_bentre.Code, Now(), "điện thoại"));
                Assert.Equal(DispatchConfirmation.Before, await service.ConfirmAsync(letter, s_bentre.Code, Now(), "mail"));
                Assert.Equal(DispatchConfirmation.Unknown, await service.ConfirmAsync(letter, s_hue.Code, Now(), "mail"));
            }

            foreach (int run in new[] { 1, 2 })
            {
                DispatchReminding reminding = await service.RemindAsync(new DispatchReminderPolicy());
                reminded.AddRange(reminding.Reminded.Select(one => $"{day:MM-dd} {one.Address!.Value.Local}"));
                await outbox.DeliverAsync();
            }
        }

        Assert.Equal(
            ["09-04 vanphong.ThuaThienHue", "09-08 vanphong.ThuaThienHue", "09-11 vanphong.HaNoi", "09-11 vanphong.BenTre", "09-13 vanphong.HaNoi", "09-15 vanphong.ThuaThienHue", "09-17 vanphong.HaNoi"],
            reminded);
        DispatchStatus hanoi = (await ReportAsync())[0].Statuses[0], bentre = (await ReportAsync())[0].Statuses[1];
        Assert.Equal((3, true), (hanoi.Reminders, hanoi.IsOverdue));
        Assert.Equal((DispatchState.Confirmed, "điện thoại", false), (bentre.State, bentre.Reason, bentre.IsOverdue));
        Assert.Equal(10, Directory.GetFiles(_folder["mail"]).Length);

        // An answer to a reminder names the letter as an answer to the letter does.
        string reminder = Directory.GetFiles(_folder["mail"]).Select(File.ReadAllText).First(text => text.Contains(".1.h7@", StringComparison.Ordinal));
        Assert.Contains($"In-Reply-To: <{hanoi.Recipient.Code}.1@moet.edu.vn>", reminder, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reminded_at_will_nobody_is_reminded_twice_on_a_day_and_a_code_alone_confirms()
    {
        await SendAsync(DispatchSample.Make(), [s_hanoi, s_bentre]);
        using MailOutbox outbox = Outbox();
        DispatchService service = Service(outbox);
        DispatchCode code = (await ReportAsync())[0].Statuses[0].Recipient.Code;
        Assert.Equal(DispatchConfirmation.Recorded, await service.ConfirmAsync(code, Now(), "mail"));
        Assert.Equal(DispatchConfirmation.Unknown, await service.ConfirmAsync(DispatchCode.Parse("cv-aaaaaaaaaaaaaaaaaaaaaaaa"), Now(), "mail"));

        Assert.Equal(s_bentre.Code, Assert.Single((await service.RemindAsync(null)).Reminded).Unit);
        DispatchReminding again = await service.RemindAsync(null), other = await service.RemindAsync(null, record => record.Id.Number == "1");

        Assert.Equal((0, 1, 0), (again.Reminded.Length, again.NotYet, other.NotYet));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Single((await service.RemindAsync(null)).Reminded);
    }

    [Fact]
    public async Task A_letter_that_was_entered_and_never_queued_goes_to_the_address_that_is_given_now()
    {
        Dispatch dispatch = DispatchSample.Make();
        await Assert.ThrowsAsync<KillSwitch.KilledException>(async () =>
        {
            using MailOutbox dying = new(new MortalOutbox(_ledger.Outbox, new KillSwitch(1)), _transport, new RateBudget(100_000, _time), _time);
            await Service(dying).SendAsync(dispatch, [s_hanoi], DispatchSample.MailboxOf);
        });
        Assert.Equal(DispatchState.NotQueued, (await ReportAsync())[0].Statuses[0].State);

        await SendAsync(dispatch, [s_hanoi], _ => EmailAddress.Parse("moi@moet.edu.vn"));

        Assert.Equal((DispatchState.Sent, "moi@moet.edu.vn"), ((await ReportAsync())[0].Statuses[0].State, (await ReportAsync())[0].Statuses[0].Recipient.Address.ToString()));
        Assert.Single(Directory.GetFiles(_folder["mail"]));
    }

    [Fact]
    public async Task In_English_the_letter_says_so_with_its_dates()
    {
        MailMessage? sent = null;
        _transport = new ScriptedTransport((message, _) => MailReceipt.ForAll(sent = message));
        using MailOutbox outbox = Outbox();
        await new DispatchService(_ledger.Dispatches, outbox, MailTemplates.Embedded, DispatchSample.From, "en", _time).SendAsync(DispatchSample.Make(), [s_hanoi], DispatchSample.MailboxOf);
        await outbox.DeliverAsync();

        Assert.Equal("Official letter 4622/BGDĐT-CNTT of 2016-09-01: Hướng dẫn thực hiện nhiệm vụ CNTT", sent!.Subject);
        Assert.Contains("Please confirm by: as soon as you can.", sent.Text, StringComparison.Ordinal);
        Assert.Contains($"Confirmation code: {(await ReportAsync())[0].Statuses[0].Recipient.Code}", sent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_is_too_large_is_refused_before_anything_is_written()
    {
        Assert.True(Dispatch.TryCreate(
            DispatchSample.Ministry, "1", DispatchSample.Day, "X",
            [new MailAttachment("a", "application/pdf", new byte[15 << 20]), new MailAttachment("b", "application/pdf", new byte[15 << 20])], null, out Dispatch? large, out _));

        DispatchSending sending = await SendAsync(large, [s_hanoi, s_bentre]);

        Assert.Equal("mail.too-large", Assert.Single(sending.Issues).Code);
        Assert.Empty(await ReportAsync());
    }

    [Fact]
    public async Task A_name_of_a_unit_that_would_begin_a_header_does_not()
    {
        var hostile = new Unit(new UnitCode(CodeSystem.OneRoster, "T"), UnitKind.Primary, "Trường\r\nBcc: kẻ gian@x.vn\u202E", "T");

        await SendAsync(DispatchSample.Make(), [hostile]);

        string letter = File.ReadAllText(Assert.Single(Directory.GetFiles(_folder["mail"])));
        Assert.DoesNotContain("\nBcc:", letter, StringComparison.Ordinal);
        Assert.Equal("Trường  Bcc: kẻ gian@x.vn", (await ReportAsync())[0].Statuses[0].Recipient.UnitName);
    }

    [Fact]
    public async Task Whatever_is_sent_to_whom_in_whatever_order_everybody_gets_it_exactly_once()
    {
        Unit[] all = [.. VietnamUnits.Tree.On(DispatchSample.Day).Where(unit => unit.Kind == UnitKind.Department)];
        int round = 0;
        await Task.Run(() => Prop.ForAll(ArbMap.Default.ArbFor<int[][]>(), async sendings =>
        {
            Dispatch dispatch = DispatchSample.Make(number: $"{++round}/X");
            var wanted = new HashSet<Unit>();
            foreach (int[] sending in sendings.Select(numbers => numbers ?? []))
            {
                Unit[] units = [.. sending.Select(number => all[Math.Abs(number % all.Length)])];
                wanted.UnionWith(units);
                await SendAsync(dispatch, units);
            }

            DispatchReport? report = (await ReportAsync()).FirstOrDefault(one => one.Dispatch.Id == dispatch.Id);
            IEnumerable<UnitCode> got = (report?.Statuses ?? []).Where(status => status.State == DispatchState.Sent).Select(status => status.Recipient.Unit);
            Assert.Equal(wanted.Select(unit => unit.Code).Order(), got.Order());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25)));
        int letters = (await ReportAsync()).Sum(report => report.Statuses.Length);
        Assert.Equal(letters, Directory.Exists(_folder["mail"]) ? Directory.GetFiles(_folder["mail"]).Length : 0);
    }

    [Fact]
    public async Task A_ledger_of_the_version_before_is_read_without_a_register_and_gets_one_when_it_is_written()
    {
        await _ledger.Outbox.EnqueueAsync(new OutboxMail("k", MailSample.Message()), Now());
        await _ledger.DisposeAsync();
        await OlderLedger.MakeAsync(_folder["so"], version: 5);

        await using (SqliteLedger reader = await OpenAsync(LedgerAccess.Read))
        {
            Assert.Empty(await reader.Dispatches.ReadDispatchesAsync());
            Assert.Empty(await reader.Dispatches.ReadRecipientsAsync(DispatchSample.Make().Id));
            Assert.Empty(await reader.Dispatches.ReadDispatchEventsAsync(DispatchSample.Make().Id));
            Assert.Null(await reader.Dispatches.FindAsync(DispatchCode.Parse("cv-aaaaaaaaaaaaaaaaaaaaaaaa")));
            Assert.DoesNotContain("\"line\":\"dispatch", await ExportAsync(reader), StringComparison.Ordinal);
        }

        _ledger = await OpenAsync(LedgerAccess.Write);
        await SendAsync(DispatchSample.Make(), [s_hanoi]);
        Assert.NotNull(await _ledger.Outbox.FindAsync("k"));
        Assert.Equal(DispatchState.Sent, (await ReportAsync())[0].Statuses[0].State);
    }

    [Fact]
    public async Task The_register_outlives_the_process_and_its_export_names_no_address()
    {
        await SendAsync(DispatchSample.Make(confirmBy: new LocalDate(2016, 9, 20)), [s_hanoi]);
        DispatchReport before = (await ReportAsync())[0];
        await _ledger.Dispatches.RecordAsync(new DispatchEvent(before.Statuses[0].Recipient.Code, DispatchEventKind.Confirmed, "", Now(), new string('x', 300)));
        await _ledger.DisposeAsync();
        _ledger = await OpenAsync(LedgerAccess.Write);

        DispatchReport after = (await ReportAsync())[0];
        Assert.Equal((before.Dispatch, before.Statuses[0].Recipient), (after.Dispatch, after.Statuses[0].Recipient));
        Assert.Equal(200, after.Statuses[0].Reason!.Length);
        string export = await ExportAsync(_ledger);
        Assert.Contains("\"line\":\"dispatchEvent\"", export, StringComparison.Ordinal);
        Assert.Contains("\"confirmBy\":\"2016-09-20\"", export, StringComparison.Ordinal);
        Assert.DoesNotContain("vanphong.HaNoi", export, StringComparison.OrdinalIgnoreCase);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => _ledger.Dispatches.RecordAsync(new DispatchEvent(DispatchCode.Parse("cv-aaaaaaaaaaaaaaaaaaaaaaaa"), DispatchEventKind.Confirmed, "", Now(), "x")));
    }

    private static async Task<string> ExportAsync(SqliteLedger ledger)
    {
        using var stream = new MemoryStream();
        await ledger.ExportAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private Task<SqliteLedger> OpenAsync(LedgerAccess access) => SqliteLedger.OpenAsync(_folder["so"], PlanSketch.Tenant, _time, access);

    private async Task<DispatchSending> SendAsync(Dispatch dispatch, IReadOnlyCollection<Unit> units, Func<Unit, EmailAddress?>? mailboxOf = null)
    {
        using MailOutbox outbox = Outbox();
        DispatchSending sending = await Service(outbox).SendAsync(dispatch, units, mailboxOf ?? DispatchSample.MailboxOf);
        await outbox.DeliverAsync();
        return sending;
    }

    private Task<ImmutableArray<DispatchReport>> ReportAsync() => DispatchReport.ReadAsync(_ledger.Dispatches, _ledger.Outbox, Now());

    private DispatchService Service(MailOutbox outbox) => new(_ledger.Dispatches, outbox, MailTemplates.Embedded, DispatchSample.From, "vi", _time);

    private MailOutbox Outbox() => new(_ledger.Outbox, _transport, new RateBudget(100_000, _time), _time);

    private Instant Now() => Instant.FromDateTimeOffset(_time.GetUtcNow());
}
