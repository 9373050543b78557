using System.Text;
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

namespace EduIct.Integrations.Exchange.Tests.Mail;

/// <summary>Mail through the real Graph client to the emulator, over loopback.</summary>
public sealed class ExchangeMailTests
{
    private const string Sender = "phongcntt@bentre.edu.vn";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_arrives_whole_and_goes_to_everybody_whom_it_names(bool senderIsSet)
    {
        await using ExchangeTenant tenant = await StartAsync();
        using ExchangeMailTransport transport = new(Options(tenant, senderIsSet ? Sender : null));
        MailMessage message = Message("day-du");

        MailReceipt receipt = await transport.SendAsync(message);

        Assert.Equal(MailReceipt.ForAll(message).Recipients.AsEnumerable(), receipt.Recipients);
        EmulatedMessage sent = Assert.Single(tenant.Server.SentMessages);
        Assert.Equal(Sender, sent.From);
        Assert.Equal(Encoding.ASCII.GetString(MimeComposer.Compose(message)), sent.Mime);
        Assert.Equal(message.Recipients.Select(address => address.ToString()).Order(), sent.Recipients.Order());
        Assert.Equal("luutru@bentre.edu.vn", Assert.Single(message.Bcc).Address.ToString());
        Assert.Contains("luutru@bentre.edu.vn", sent.Recipients);
        MimeReading read = MimeReading.Read(Encoding.ASCII.GetBytes(sent.Mime!));
        Assert.Equal(($"<{message.MessageId}>", "Mon, 5 Sep 2016 07:30:00 +0700"), (read["Message-ID"], read["Date"]));
    }

    [Fact]
    public async Task Throttled_nobody_sends_before_the_time_that_Graph_asks_for()
    {
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
        DateTimeOffset start = time.GetUtcNow();
        await using ExchangeTenant tenant = await StartAsync(time, "429@graph.users.sendMail=#1,600000");
        using TemporaryFolder folder = new();
        using ExchangeMailTransport transport = new(Options(tenant), time);
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["so"], PlanSketch.Tenant, time);
        using MailOutbox outbox = new(ledger.Outbox, transport, new RateBudget(30, time), time, new MailOutboxOptions { Concurrency = 1 });
        await outbox.EnqueueAsync(new OutboxMail("a", Message("a")));
        await outbox.EnqueueAsync(new OutboxMail("b", Message("b")));

        Task all = outbox.DeliverAllAsync();
        while (!all.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System));
        }

        await all;
        Assert.Equal(2, tenant.Server.SentMessages.Count);
        Assert.All(tenant.Server.SentMessages, message => Assert.InRange(message.SentAt, start.AddSeconds(600), start.AddSeconds(1200)));
        Assert.Equal(3, tenant.Server.Requests["graph.users.sendMail"]);
    }

    [Fact]
    public async Task A_mailbox_that_is_not_ready_is_waited_for()
    {
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
        await using ExchangeTenant tenant = await ExchangeTenant.StartAsync(new EmulatorOptions { MailboxDelay = TimeSpan.FromMinutes(30), TimeProvider = time });
        await MakeSenderAsync(tenant);
        using ExchangeMailTransport transport = new(Options(tenant), time);

        MailException fault = await Assert.ThrowsAsync<MailException>(() => transport.SendAsync(Message("k")));
        time.Advance(TimeSpan.FromMinutes(31));
        await transport.SendAsync(Message("k"));

        Assert.Equal((MailErrorKind.Transient, "MailboxNotEnabledForRESTAPI"), (fault.Kind, fault.Reason));
        Assert.Single(tenant.Server.SentMessages);
    }

    [Fact]
    public async Task Larger_than_Graph_takes_is_refused_before_anything_is_sent()
    {
        await using ExchangeTenant tenant = await StartAsync();
        using ExchangeMailTransport transport = new(Options(tenant));

        MailException fault = await Assert.ThrowsAsync<MailException>(() => transport.SendAsync(WithFile(2_200_000)));
        Assert.Equal((MailErrorKind.TooLarge, "graph-4-mb"), (fault.Kind, fault.Reason));
        Assert.False(tenant.Server.Requests.ContainsKey("graph.users.sendMail"));
        await transport.SendAsync(WithFile(2_180_000));
        Assert.Equal(Encoding.ASCII.GetString(MimeComposer.Compose(WithFile(2_180_000))), Assert.Single(tenant.Server.SentMessages).Mime);
    }

    [Fact]
    public async Task A_request_above_4_MB_is_a_trap()
    {
        await using GraphSession session = await GraphSession.StartAsync();
        string user = await session.NewUserAsync("a");
        await session.LicenseAsync(user);
        string mime = Convert.ToBase64String(MimeComposer.Compose(WithFile(2_400_000)));

        Assert.Equal(200, (await session.SendAsync("POST", $"users/{user}/sendMail", mime, "text/plain")).Status);
        Assert.Equal("400 BadRequest", (await session.SendAsync("POST", $"users/{user}/sendMail", $$"""{"message":{"subject":"{{mime}}"} }""")).Fault);
        Assert.Empty(session.Server.SentMessages);
    }

    [Fact]
    public async Task What_Graph_refuses_for_good_is_not_tried_again_and_what_somebody_must_mend_is_kept()
    {
        await using ExchangeTenant tenant = await StartAsync();
        using ExchangeMailTransport own = new(Options(tenant));
        using ExchangeMailTransport wrong = new(Options(tenant, "khong-co@bentre.edu.vn"));
        using ExchangeMailTransport other = new(Options(tenant, Sender));

        Assert.Equal(MailErrorKind.Authentication, (await Assert.ThrowsAsync<MailException>(() => wrong.SendAsync(Message("k")))).Kind);
        Assert.Equal(MailErrorKind.RefusedMessage, (await Assert.ThrowsAsync<MailException>(() => own.SendAsync(From("khong-co@bentre.edu.vn")))).Kind);
        MailException denied = await Assert.ThrowsAsync<MailException>(() => other.SendAsync(From("giamdoc@bentre.edu.vn")));
        Assert.Equal((MailErrorKind.RefusedMessage, "ErrorSendAsDenied"), (denied.Kind, denied.Reason));
        Assert.Empty(tenant.Server.SentMessages);
    }

    [Fact]
    public async Task Without_the_permission_or_the_secret_delivery_stops_and_no_message_is_lost()
    {
        await using ExchangeTenant tenant = await ExchangeTenant.StartAsync(new EmulatorOptions { Permissions = ["User.ReadWrite.All", "LicenseAssignment.ReadWrite.All"] });
        await MakeSenderAsync(tenant);
        using TemporaryFolder folder = new();
        using ExchangeMailTransport transport = new(Options(tenant));
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["so"], PlanSketch.Tenant, TimeProvider.System);
        using MailOutbox outbox = new(ledger.Outbox, transport, new RateBudget(1_000_000, TimeProvider.System), TimeProvider.System);
        await outbox.EnqueueAsync(new OutboxMail("k", Message("k")));

        Assert.Equal(OutboxStop.Authentication, (await outbox.DeliverAsync()).Stop);

        await File.WriteAllTextAsync(tenant.Options.SecretFile!, "sai~bi~mat");
        using ExchangeMailTransport stranger = new(Options(tenant));
        Assert.Equal(MailErrorKind.Authentication, (await Assert.ThrowsAsync<MailException>(() => stranger.SendAsync(Message("k")))).Kind);
        Assert.Equal((OutboxState.Waiting, 0), ((await ledger.Outbox.FindAsync("k"))!.State, (await ledger.Outbox.FindAsync("k"))!.Attempts));
    }

    private static ExchangeMailOptions Options(ExchangeTenant tenant, string? sender = null) => new() { Application = tenant.Options, Sender = sender };

    private static MailMessage Message(string key) => MailMessage.Create(MailSample.Full(key).ToDraft() with { From = MailSample.Party(Sender, MailSample.SenderName) });

    private static MailMessage From(string address) => MailMessage.Create(MailSample.Draft() with { From = MailSample.Party(address) });

    private static MailMessage WithFile(int bytes) =>
        MailMessage.Create(Message("lon").ToDraft() with { Attachments = [new MailAttachment("cv.pdf", "application/pdf", MailSample.Bytes(bytes))] });

    private static async Task<ExchangeTenant> StartAsync(TimeProvider? time = null, params string[] faults)
    {
        ExchangeTenant tenant = await ExchangeTenant.StartAsync(new EmulatorOptions { TimeProvider = time ?? TimeProvider.System, Faults = [.. faults.Select(Fault.Parse)] });
        await MakeSenderAsync(tenant);
        return tenant;
    }

    private static async Task MakeSenderAsync(ExchangeTenant tenant)
    {
        await using GraphSession session = await GraphSession.AttachAsync(tenant.Server);
        await session.LicenseAsync(await session.NewUserAsync(Sender.Split('@')[0]));
    }
}
