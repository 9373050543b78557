using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Integrations.Tests.Running;
using EduIct.Ledger;
using EduIct.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Tests.Mail;

/// <summary>Mail in a vendor's service collection.</summary>
public sealed class MailRegistrationTests
{
    [Fact]
    public async Task With_a_folder_named_mail_goes_from_a_ledgers_outbox_into_it()
    {
        using TemporaryFolder folder = new();
        FakeTimeProvider time = new(new DateTimeOffset(2016, 9, 5, 0, 0, 0, TimeSpan.Zero));
        using ServiceProvider provider = new ServiceCollection()
            .AddEduIctMail(options => options.Pickup.Folder = folder["thu-di"])
            .AddEduIctMail()
            .AddSingleton<TimeProvider>(time)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(folder["so"], PlanSketch.Tenant, time);
        using MailOutbox outbox = provider.GetRequiredService<MailOutboxFactory>().Create(ledger.Outbox);

        await outbox.EnqueueAsync(new OutboxMail("k", MailSample.Message()));
        await outbox.DeliverAsync();

        Assert.Single(Directory.GetFiles(folder["thu-di"]));
        Assert.Equal(time.GetUtcNow(), (await ledger.Outbox.FindAsync("k"))!.ClosedAt!.Value.ToDateTimeOffset());
        Assert.Single(provider.GetServices<IMailTransport>());
        Assert.Same(MailTemplates.Embedded, provider.GetRequiredService<MailTemplates>());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["dispatch.vi.txt"], "{so}\n\nx");
        using ServiceProvider provider = new ServiceCollection()
            .AddEduIctMail(options =>
            {
                options.Transport = MailTransportKind.Smtp;
                options.Smtp.Port = 0;
                options.Smtp.UserName = "x";
                options.TemplateFolder = folder.Path;
                options.Outbox.MaxAttempts = 0;
                options.Outbox.Concurrency = 33;
            })
            .BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<MailOutboxFactory>);

        string[] named = ["smtp.host", "smtp.port", "smtp.login", "mail.template-placeholder", "MaxAttempts", "Concurrency"];
        Assert.Equal(named.Length, fault.Failures.Count());
        Assert.All(named, name => Assert.Contains(fault.Failures, failure => failure.Contains(name, StringComparison.Ordinal)));
        using ServiceProvider bare = new ServiceCollection().AddEduIctMail().BuildServiceProvider();
        Assert.Contains("mail.pickup-folder", Assert.Throws<OptionsValidationException>(bare.GetRequiredService<IMailTransport>).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_vendors_own_transport_takes_the_place_of_ours_registered_before_or_after(bool before)
    {
        ScriptedTransport own = new((message, _) => MailReceipt.ForAll(message));
        IServiceCollection services = new ServiceCollection();
        services = before
            ? services.AddSingleton<IMailTransport>(own).AddEduIctMail(options => options.Transport = MailTransportKind.Own)
            : services.AddEduIctMail(options => options.Transport = MailTransportKind.Own).AddSingleton<IMailTransport>(own);
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.NotNull(provider.GetRequiredService<MailOutboxFactory>());
        Assert.Same(own, provider.GetRequiredService<IMailTransport>());
        using ServiceProvider none = new ServiceCollection().AddEduIctMail(options => options.Transport = MailTransportKind.Own).BuildServiceProvider();
        Assert.Throws<InvalidOperationException>(none.GetRequiredService<IMailTransport>);
    }
}
