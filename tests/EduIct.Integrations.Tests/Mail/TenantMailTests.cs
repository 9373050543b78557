using EduIct.Addresses;
using EduIct.Dispatches;
using EduIct.Guardians;
using EduIct.Integrations.Tests.Dispatches;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Guardians;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>Letters and results from a vendor's service collection.</summary>
public sealed class TenantMailTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2016, 9, 5, 0, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_options_and_a_ledgers_path_letters_and_results_go_out(bool mailFirst)
    {
        IServiceCollection services = new ServiceCollection().AddSingleton<TimeProvider>(_time);
        services = mailFirst ? services.AddEduIctMail(Folder).AddEduIctTenantMail(Sender) : services.AddEduIctTenantMail(Sender).AddEduIctTenantMail().AddEduIctMail(Folder);
        using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        await using (TenantMail mail = await provider.GetRequiredService<TenantMailFactory>().OpenAsync(_folder["so"], PlanSketch.Tenant))
        {
            DispatchSending letter = await mail.Dispatches.SendAsync(
                DispatchSample.Make(), [DispatchSample.So("BenTre")], _ => EmailAddress.Parse("vanphong.bentre@moet.edu.vn"));
            TermResultSending early = await mail.Results.SendAsync(ResultSample.Term, [ResultSample.Result("me@x.vn")]);
            ConsentOutcome asked = await mail.Consents.AskAsync(ResultSample.School.Code, ResultSample.Contact("me@x.vn"), Now, "đơn");
            TermResultSending results = await mail.Results.SendAsync(ResultSample.Term, [ResultSample.Result("me@x.vn")]);

            Assert.NotNull(asked.Consent);
            Assert.Equal((1, 0, 1), (letter.Queued, early.Queued, results.Queued));
            Assert.Equal(2, (await _time.PassUntilAsync(mail.Outbox.DeliverAsync())).Sent);
            await Assert.ThrowsAsync<LedgerException>(() => provider.GetRequiredService<TenantMailFactory>().OpenAsync(_folder["so"], PlanSketch.Tenant));
        }

        // Closed, the ledger is free, and remembers.
        await using TenantMail again = await provider.GetRequiredService<TenantMailFactory>().OpenAsync(_folder["so"], PlanSketch.Tenant);
        Assert.Equal(1, (await again.Results.SendAsync(ResultSample.Term, [ResultSample.Result("me@x.vn")])).Before);
        string[] files = Directory.GetFiles(_folder["thu-di"]);
        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.Contains("thcs.batri@bentre.edu.vn", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_sender_it_is_refused_together_with_all_else_that_is_wrong_and_mail_alone_needs_none()
    {
        using ServiceProvider provider = new ServiceCollection().AddEduIctTenantMail(options => options.Language = "fr").BuildServiceProvider();
        using ServiceProvider alone = new ServiceCollection().AddEduIctMail(Folder).BuildServiceProvider();

        string[] failures = [.. Assert.Throws<OptionsValidationException>(provider.GetRequiredService<TenantMailFactory>).Failures];

        Assert.Equal(3, failures.Length);
        Assert.All(new[] { "mail.from", "mail.language", "mail.pickup-folder" }, code => Assert.Contains(failures, failure => failure.Contains(code, StringComparison.Ordinal)));
        Assert.NotNull(alone.GetRequiredService<MailOutboxFactory>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task How_guardians_are_told_is_what_is_registered(bool allows)
    {
        Assert.True(GuardianContact.TryCreate(ResultChannel.PaidSms, "0912345678", out GuardianContact? phone));
        using ServiceProvider provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton(new TermResultOptions { AllowPaidChannels = allows })
            .AddEduIctMail(Folder)
            .AddEduIctTenantMail(Sender)
            .BuildServiceProvider();
        await using TenantMail mail = await provider.GetRequiredService<TenantMailFactory>().OpenAsync(_folder["so"], PlanSketch.Tenant);

        ConsentOutcome asked = await mail.Consents.AskAsync(ResultSample.School.Code, phone, Now, "đơn");
        TermResultSending sending = await mail.Results.SendAsync(ResultSample.Term, [ResultSample.Result("x@x.vn") with { Guardian = phone }]);

        Assert.Equal(allows, asked.Consent is not null);
        Assert.Equal(allows ? NotSentReason.NoSender : NotSentReason.NotAsked, Assert.Single(sending.NotSent).Reason);
    }

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    private void Folder(MailOptions options) => options.Pickup.Folder = _folder["thu-di"];

    private static void Sender(MailOptions options) => options.From = ResultSample.From;
}
