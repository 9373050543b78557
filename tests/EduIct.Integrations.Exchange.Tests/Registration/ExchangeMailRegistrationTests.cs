using EduIct.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EduIct.Integrations.Exchange.Tests.Registration;

public sealed class ExchangeMailRegistrationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_limits_of_a_mailbox_are_the_outboxs_unless_somebody_sets_others_before_or_after(bool before)
    {
        string secret = Path.GetTempFileName();
        File.WriteAllText(secret, "s3cret~value");
        IServiceCollection services = new ServiceCollection();
        if (before)
        {
            services.AddEduIctMail(options => options.Outbox.MessagesPerMinute = 20);
        }

        services.AddEduIctExchangeMail(options =>
        {
            options.Application.TenantId = "bentre.edu.vn";
            options.Application.ClientId = "8f2c7a8e-0000-4000-8000-000000000002";
            options.Application.SecretFile = secret;
        }).AddEduIctExchangeMail(options => options.Sender = "phongcntt@bentre.edu.vn");
        if (!before)
        {
            services.AddEduIctMail(options => options.Outbox.MessagesPerMinute = 20);
        }

        using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        MailOptions options = provider.GetRequiredService<IOptions<MailOptions>>().Value;
        Assert.Equal((20, 10_000, 4), (options.Outbox.MessagesPerMinute, options.Outbox.RecipientsPerDay, options.Outbox.Concurrency));
        Assert.IsType<ExchangeMailTransport>(Assert.Single(provider.GetServices<IMailTransport>()));
        Assert.NotNull(provider.GetRequiredService<MailOutboxFactory>());
        Assert.Equal("phongcntt@bentre.edu.vn", provider.GetRequiredService<IOptions<ExchangeMailOptions>>().Value.Sender);
        File.Delete(secret);
    }

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddEduIctExchangeMail(options => (options.Sender, options.Application.RootUrl) = ("phòng CNTT", "http://graph.example"))
            .AddEduIctMail(options => options.Outbox.MaxAttempts = 0)
            .BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<MailOutboxFactory>);

        string[] named = ["exchange-mail.sender", "exchange.tenant-id", "exchange.client-id", "exchange.credential", "exchange.root-url", "MaxAttempts"];
        Assert.Equal(named.Length, fault.Failures.Count());
        Assert.All(named, name => Assert.Contains(fault.Failures, failure => failure.Contains(name, StringComparison.Ordinal)));
        Assert.Contains("exchange-mail.sender", Assert.Throws<ArgumentException>(() => new ExchangeMailTransport(new ExchangeMailOptions { Sender = "?" })).Message, StringComparison.Ordinal);
    }
}
