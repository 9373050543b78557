using System.Text;
using EduIct.Directives;
using EduIct.Guardians;
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

namespace EduIct.Integrations.Tests.Guardians;

/// <summary>Results to guardians, through the ledger's register and outbox.</summary>
public sealed class TermResultServiceTests : IAsyncLifetime, IDisposable
{
    private const string Mother = "me@gmail.com";
    private const string Father = "bo@gmail.com";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2017, 1, 10, 1, 0, 0, TimeSpan.Zero));
    private readonly List<MailMessage> _sent = [];
    private SqliteLedger _ledger = null!;
    private MailOutbox _outbox = null!;
    private MailErrorKind? _fault;

    public async Task InitializeAsync() => await OpenAsync();

    public async Task DisposeAsync()
    {
        _outbox.Dispose();
        await _ledger.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_guardian_of_two_children_gets_one_message_with_both_and_nothing_of_them_in_the_subject()
    {
        await AskAsync(Mother);

        TermResultSending sending = await SendAsync(ResultSample.Result(Mother), ResultSample.Result(Mother.ToUpperInvariant(), "hs2", "Nguyễn Thị Bình", "7,0"));

        Assert.Equal((1, 0, 0, 0), (sending.Queued, sending.Corrected, sending.Before, sending.NotSent.Length));
        MailMessage message = Assert.Single(_sent);
        Assert.Equal("Trường THCS Ba Tri: thông báo kết quả học kỳ I, năm học 2016-2017", message.Subject);
        Assert.Contains("Em Nguyễn Văn An, lớp 6A1\n\nToán: 9,5\nNgữ văn: 8,0\n\nHạnh kiểm: Tốt\n\nEm Nguyễn Thị Bình, lớp 6A1\n\nToán: 7,0", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hs1", message.Text, StringComparison.Ordinal);
        GuardianConsent consent = Assert.Single(await _ledger.Guardians.ReadConsentsAsync());
        Assert.Contains(consent.Code.ToString(), message.Text, StringComparison.Ordinal);
        Assert.Contains("miễn phí", message.Text, StringComparison.Ordinal);
        Assert.Equal($"mailto:thcs.batri@bentre.edu.vn?subject={consent.Code}", message.Unsubscribe!.ToString());
    }

    [Fact]
    public async Task Who_answers_with_the_code_is_not_written_to_again()
    {
        await AskAsync(Mother);
        await AskAsync(Father);
        GuardianConsent[] consents = [.. await _ledger.Guardians.ReadConsentsAsync()];
        StopInboxHandler handler = new(Service());
        InboundMail mail = new() { Key = new string('0', 32), Kind = InboundMailKind.Reply, ReceivedAt = Now() };

        await handler.HandleAsync(mail with { Kind = InboundMailKind.Automatic, Subject = consents[0].Code.ToString() });
        await handler.HandleAsync(mail with { Text = "cảm ơn" });
        await handler.HandleAsync(mail with { Subject = "ngung-aaaaaaaaaaaaaaaaaaaaaaaa" });
        Assert.All(await _ledger.Guardians.ReadConsentsAsync(), consent => Assert.Null(consent.StoppedAt));

        await handler.HandleAsync(mail with { Text = $"Thôi.\n> giữ nguyên mã {consents[1].Code}" });

        Assert.Equal([null, Now()], (await _ledger.Guardians.ReadConsentsAsync()).Select(consent => consent.StoppedAt));
        Assert.Equal(NotSentReason.Stopped, Assert.Single((await SendAsync(ResultSample.Result(Mother), ResultSample.Result(Father))).NotSent).Reason);
    }

    [Fact]
    public async Task Only_who_asked_and_did_not_stop_is_told_and_the_rest_is_listed_with_reasons()
    {
        await AskAsync(Mother);
        await AskAsync(Father);
        GuardianConsent stopped = (await Service().StopAsync(ResultSample.School.Code, ResultSample.Contact(Father), Now(), "gọi điện"))!;
        Assert.Equal(("gọi điện", Now()), (stopped.StopReason, stopped.StoppedAt));
        Assert.Null(await Service().StopAsync(ResultSample.School.Code, ResultSample.Contact("la@x.vn"), Now(), "x"));
        Assert.Null(await Service().StopAsync(StopCode.Parse("ngung-aaaaaaaaaaaaaaaaaaaaaaaa"), Now(), "x"));

        TermResultSending sending = await SendAsync(ResultSample.Result(Mother), ResultSample.Result(Father), ResultSample.Result("la@x.vn"), ResultSample.Result(Mother, "hs9") with { Guardian = null });

        Assert.Equal(1, sending.Queued);
        Assert.Equal([NotSentReason.NoContact, NotSentReason.Stopped, NotSentReason.NotAsked], sending.NotSent.Select(one => one.Reason));
        Assert.Equal(Mother, Assert.Single(_sent).To[0].Address.ToString());

        // Who asks another school did not ask this one.
        var other = ResultSample.Term with { School = new Unit(new UnitCode(CodeSystem.Moet, "83002"), UnitKind.Primary, "Trường khác", "khac") };
        Assert.Equal(NotSentReason.NotAsked, Assert.Single((await Service().SendAsync(other, [ResultSample.Result(Mother)])).NotSent).Reason);
    }

    [Fact]
    public async Task The_same_results_again_are_told_to_nobody_and_a_change_is_corrected_once()
    {
        await AskAsync(Mother);
        await SendAsync(ResultSample.Result(Mother), ResultSample.Result(Mother, "hs2", "Bình"));

        TermResultSending again = await SendAsync(ResultSample.Result(Mother, "hs2", "Bình"), ResultSample.Result(Mother) with { GuardianName = "Khác" });
        TermResultSending corrected = await SendAsync(ResultSample.Result(Mother, maths: "10"), ResultSample.Result(Mother, "hs2", "Bình"));
        TermResultSending after = await SendAsync(ResultSample.Result(Mother, maths: "10"), ResultSample.Result(Mother, "hs2", "Bình"));
        TermResultSending back = await SendAsync(ResultSample.Result(Mother), ResultSample.Result(Mother, "hs2", "Bình"));
        TermResultSending next = await Service().SendAsync(ResultSample.Term with { Term = "học kỳ II" }, [ResultSample.Result(Mother)]);

        Assert.Equal([(0, 0, 1), (0, 1, 0), (0, 0, 1), (0, 1, 0), (1, 0, 0)], new[] { again, corrected, after, back, next }.Select(sending => (sending.Queued, sending.Corrected, sending.Before)));
        Assert.Equal(3, _sent.Count);
        Assert.StartsWith("Trường THCS Ba Tri: đính chính kết quả", _sent[1].Subject, StringComparison.Ordinal);
        Assert.Contains("Toán: 10", _sent[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_stops_between_the_queue_and_the_sending_gets_nothing_and_who_asks_again_is_told_the_first_time()
    {
        await AskAsync(Mother);
        _fault = MailErrorKind.Transient;
        await SendAsync(ResultSample.Result(Mother));
        GuardianConsent consent = Assert.Single(await _ledger.Guardians.ReadConsentsAsync());
        int tries = _sent.Count;
        await Service().StopAsync(consent.Code, Now(), "mail");
        _fault = null;

        _time.Advance(TimeSpan.FromHours(8));
        await _outbox.DeliverAsync();
        Assert.Equal(tries, _sent.Count);
        Assert.Equal(NotSentReason.Stopped, Assert.Single((await SendAsync(ResultSample.Result(Mother))).NotSent).Reason);
        OutboxEntry entry = Assert.Single(await _ledger.Outbox.ReadAsync().ToListAsync());
        Assert.Equal((OutboxState.Failed, "stopped"), (entry.State, entry.Reason));

        await AskAsync(Mother);
        TermResultSending sending = await SendAsync(ResultSample.Result(Mother));
        Assert.Equal((1, 0), (sending.Queued, sending.Corrected));
        Assert.StartsWith("Trường THCS Ba Tri: thông báo", _sent[^1].Subject, StringComparison.Ordinal);
        Assert.Equal(2, (await _ledger.Guardians.ReadConsentsAsync()).Length);
        Assert.NotEqual(consent.Code, (await _ledger.Guardians.ReadConsentsAsync())[1].Code);
        Assert.Equal((0, 1), (await SendAsync(ResultSample.Result(Mother)) is var last ? (last.Queued, last.Before) : default));
    }

    [Fact]
    public async Task Who_stops_while_messages_go_out_does_not_break_the_delivery()
    {
        string[] guardians = [.. Enumerable.Range(0, 30).Select(i => $"g{i}@x.vn")];
        foreach (string guardian in guardians)
        {
            await AskAsync(guardian);
        }

        await Service().SendAsync(ResultSample.Term, [.. guardians.Select(guardian => ResultSample.Result(guardian))]);
        Task<OutboxDelivery> delivering = _outbox.DeliverAsync();
        Task<GuardianConsent?>[] stopping = [.. (await _ledger.Guardians.ReadConsentsAsync()).Select(consent => Service().StopAsync(consent.Code, Now(), "mail"))];

        OutboxDelivery delivery = await delivering;
        await Task.WhenAll(stopping);

        List<OutboxEntry> entries = await _ledger.Outbox.ReadAsync().ToListAsync();
        Assert.All(entries, entry => Assert.False(entry.IsOpen));
        Assert.Equal(delivery.Sent, entries.Count(entry => entry.State == OutboxState.Sent));
    }

    [Fact]
    public async Task A_paid_channel_is_refused_with_the_clause_unless_it_is_allowed_by_name()
    {
        Assert.True(GuardianContact.TryCreate(ResultChannel.PaidSms, "0912 345 678", out GuardianContact? phone));
        ConsentOutcome refused = await Consents().AskAsync(ResultSample.School.Code, phone, Now(), "đơn");
        Assert.Null(refused.Consent);
        Assert.Contains("4622/BGDĐT-CNTT, I.3.c.-2", refused.Refusal!.Message.Vi, StringComparison.Ordinal);
        Assert.Empty(await _ledger.Guardians.ReadConsentsAsync());

        var sms = new RecordedChannel();
        var allowed = new TermResultOptions { AllowPaidChannels = true, Channels = [sms] };
        Assert.NotNull((await Consents(allowPaid: true).AskAsync(ResultSample.School.Code, phone, Now(), "đơn")).Consent);
        TermResult result = ResultSample.Result(Mother) with { Guardian = phone };
        Assert.Equal(NotSentReason.PaidChannel, Assert.Single((await SendAsync(result)).NotSent).Reason);
        Assert.Equal(NotSentReason.NoSender, Assert.Single((await Service(new TermResultOptions { AllowPaidChannels = true }).SendAsync(ResultSample.Term, [result])).NotSent).Reason);
        Assert.Empty(sms.Taken);

        Assert.Equal(1, (await Service(allowed).SendAsync(ResultSample.Term, [result])).Queued);
        Assert.Equal(1, (await Service(allowed).SendAsync(ResultSample.Term, [result])).Before);
        (string key, string subject) = Assert.Single(sms.Taken.Distinct());
        Assert.StartsWith("results/2016-2017/", key, StringComparison.Ordinal);
        Assert.Equal("Trường THCS Ba Tri: thông báo kết quả học kỳ I, năm học 2016-2017", subject);
        Assert.Empty(_sent);
    }

    [Fact]
    public async Task Nothing_of_a_child_or_a_guardian_is_in_any_file_once_it_is_sent()
    {
        await AskAsync("dauvet-phuhuynh@x.vn");
        await SendAsync(ResultSample.Result("dauvet-phuhuynh@x.vn", "DAUVET-MA", "DAUVET-TEN", "DAUVET-DIEM") with { ClassName = "DAUVET-LOP", Conduct = "DAUVET-HK", GuardianName = "DAUVET-CHA" });
        Assert.Contains("DAUVET-TEN", Assert.Single(_sent).Text, StringComparison.Ordinal);
        using var export = new MemoryStream();
        await _ledger.ExportAsync(export);
        string exported = Encoding.UTF8.GetString(export.ToArray());
        Assert.Contains("\"line\":\"guardianConsent\"", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("DAUVET", exported, StringComparison.OrdinalIgnoreCase);

        await DisposeAsync();
        foreach (string file in Directory.GetFiles(_folder.Path))
        {
            Assert.DoesNotContain("DAUVET", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)), StringComparison.OrdinalIgnoreCase);
        }

        await OpenAsync();
        Assert.Equal(1, (await SendAsync(ResultSample.Result("dauvet-phuhuynh@x.vn", "DAUVET-MA", "DAUVET-TEN", "DAUVET-DIEM") with { ClassName = "DAUVET-LOP", Conduct = "DAUVET-HK" })).Before);
    }

    [Fact]
    public void Whatever_a_child_is_called_no_subject_has_anything_of_it() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(NonEmptyString, NonEmptyString, NonEmptyString)>(), async names =>
        {
            (string name, string className, string mark) = ($"«{names.Item1.Get}»", $"‹{names.Item2.Get}›", $"‹{names.Item3.Get}›");
            string guardian = $"g{Math.Abs(HashCode.Combine(name, className, mark))}@x.vn";
            await AskAsync(guardian);
            _sent.Clear();
            TermResultSending sending = await SendAsync(ResultSample.Result(guardian, "hs", name, mark) with { ClassName = className });
            bool isText = MailParty.IsDisplayName(name) && MailParty.IsDisplayName(className) && MailParty.IsDisplayName(mark);
            Assert.Equal(isText, sending.Issues.IsEmpty);
            Assert.Equal(isText ? ["Trường THCS Ba Tri: thông báo kết quả học kỳ I, năm học 2016-2017"] : Array.Empty<string>(), _sent.Select(message => message.Subject));
            Assert.All(sending.Issues, issue => Assert.DoesNotContain("«", issue.ToString(), StringComparison.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_nothing_is_sent()
    {
        await AskAsync(Mother);

        TermResultSending sending = await Service().SendAsync(
            ResultSample.Term with { Term = "học kỳ\r\nBcc: x@y.vn" },
            [ResultSample.Result(Mother), ResultSample.Result(Mother), ResultSample.Result(Mother, "hs2", "An\nBình"), ResultSample.Result(Mother, " ")]);

        Assert.Equal(
            ["results (term): results.term", "results:2: results.duplicate-student", "results:3: results.text", "results:4: results.text"],
            sending.Issues.Select(issue => $"{issue.Place}: {issue.Code}"));
        Assert.Null(await _ledger.Outbox.FindNextDueAsync());
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
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public async Task Killed_at_any_boundary_each_guardian_has_one_message(int at)
    {
        await AskAsync(Mother);
        await AskAsync(Father);
        PickupFolderTransport folder = new(_folder["thu-di"]);
        KillSwitch kill = new(at);

        // For each of two guardians: entered with its message, intent, sending, outcome.
        await Assert.ThrowsAsync<KillSwitch.KilledException>(() => RunAsync(kill));
        await RunAsync(new KillSwitch(int.MaxValue));

        Assert.Equal(2, Directory.GetFiles(_folder["thu-di"], "*.eml").Length);
        List<OutboxEntry> entries = await _ledger.Outbox.ReadAsync().ToListAsync();
        Assert.Equal([OutboxState.Sent, OutboxState.Sent], entries.Select(entry => entry.State));
        KillSwitch never = new(int.MaxValue);
        await RunAsync(never);
        Assert.Equal(0, never.Moments);

        async Task RunAsync(KillSwitch mortality)
        {
            using MailOutbox outbox = new(
                new MortalOutbox(_ledger.Outbox, mortality), new MortalTransport(folder, mortality), new RateBudget(1_000_000, _time), _time, new MailOutboxOptions { Concurrency = 1 });
            TermResultService service = new(new MortalGuardians(_ledger.Guardians, mortality), outbox, MailTemplates.Embedded, ResultSample.From, "vi", _time);
            await service.SendAsync(ResultSample.Term, [ResultSample.Result(Mother), ResultSample.Result(Father)]);
            await outbox.DeliverAsync();
        }
    }

    [Fact]
    public async Task A_ledger_of_the_version_before_is_read_without_guardians_and_gets_them_when_it_is_written()
    {
        await DisposeAsync();
        await OlderLedger.MakeAsync(_folder["so"], version: 6);

        await using (SqliteLedger reader = await SqliteLedger.OpenAsync(_folder["so"], PlanSketch.Tenant, _time, LedgerAccess.Read))
        {
            Assert.Empty(await reader.Guardians.ReadConsentsAsync());
            Assert.Null(await reader.Guardians.FindConsentAsync(ResultSample.School.Code, "x"));
            Assert.Empty(await reader.Guardians.ReadNoticesAsync(ResultSample.School.Code, ResultSample.Term.Year, "x", "x"));
            await reader.ExportAsync(Stream.Null);
        }

        await OpenAsync();
        await AskAsync(Mother);
        Assert.Equal(1, (await SendAsync(ResultSample.Result(Mother))).Queued);
    }

    private async Task OpenAsync()
    {
        _ledger = await SqliteLedger.OpenAsync(_folder["so"], PlanSketch.Tenant, _time);
        var transport = new ScriptedTransport((message, _) =>
        {
            lock (_sent)
            {
                _sent.Add(message);
            }

            return _fault is { } fault ? throw ScriptedTransport.Fault(fault) : MailReceipt.ForAll(message);
        });
        _outbox = new MailOutbox(_ledger.Outbox, transport, new RateBudget(1_000_000, _time), _time);
    }

    private async Task AskAsync(string address) =>
        Assert.NotNull((await Consents().AskAsync(ResultSample.School.Code, ResultSample.Contact(address), Now(), "đơn")).Consent);

    private async Task<TermResultSending> SendAsync(params TermResult[] results)
    {
        TermResultSending sending = await Service().SendAsync(ResultSample.Term, results);
        await _outbox.DeliverAsync();
        return sending;
    }

    private TermResultService Service(TermResultOptions? options = null) =>
        new(_ledger.Guardians, _outbox, MailTemplates.Embedded, ResultSample.From, "vi", _time, options);

    private GuardianConsents Consents(bool allowPaid = false) => new(_ledger.Guardians, DirectiveLibrary.Embedded, allowPaid);

    private Instant Now() => Instant.FromDateTimeOffset(_time.GetUtcNow());

    private sealed class RecordedChannel : IResultChannel
    {
        public ResultChannel Channel => ResultChannel.PaidSms;

        public List<(string Key, string Subject)> Taken { get; } = [];

        public Task EnqueueAsync(string key, GuardianContact contact, string subject, string text, CancellationToken cancellationToken = default)
        {
            Taken.Add((key, subject));
            return Task.CompletedTask;
        }
    }
}
