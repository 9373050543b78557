using EduIct.Integrations.MailKit.Tests.Mail;
using EduIct.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EduIct.Integrations.MailKit.Tests.Registration;

public sealed class MailKitRegistrationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Both_ways_of_mail_are_registered_once_in_any_order(bool mailFirst)
    {
        IServiceCollection services = new ServiceCollection();
        for (int i = 0; i < 2; i++)
        {
            _ = mailFirst ? services.AddEduIctMail().AddEduIctMailKitSmtp(Smtp).AddEduIctInbox(Imap) : services.AddEduIctInbox(Imap).AddEduIctMailKitSmtp(Smtp).AddEduIctMail();
        }

        services.AddSingleton<IInboxHandler>(new Collecting());
        using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.IsType<MailKitSmtpTransport>(Assert.Single(provider.GetServices<IMailTransport>()));
        Assert.NotNull(provider.GetRequiredService<MailOutboxFactory>());
        Assert.NotNull(Assert.Single(provider.GetServices<InboxReaderFactory>()));

        static void Smtp(MailServerOptions options) => options.Host = "thu.bentre.edu.vn";
        static void Imap(InboxReaderOptions options) =>
            (options.Server.Host, options.Server.UserName, options.Server.Tokens) = ("outlook.office365.com", "phongcntt@bentre.edu.vn", new FixedToken("x"));
    }

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddEduIctMailKitSmtp(options => options.Port = 70_000)
            .AddEduIctMail(options => options.Outbox.MaxAttempts = 0)
            .AddEduIctInbox(options => (options.Folder, options.MaxAttempts, options.MaxAge) = ("", 0, TimeSpan.Zero))
            .BuildServiceProvider();

        Names(Assert.Throws<OptionsValidationException>(provider.GetRequiredService<MailOutboxFactory>), "mailkit.host", "mailkit.port", "MaxAttempts");
        Names(Assert.Throws<OptionsValidationException>(provider.GetRequiredService<InboxReaderFactory>), "mailkit.host", "mailkit.login", "Folder", "MaxAttempts", "MaxAge");

        static void Names(OptionsValidationException fault, params string[] names)
        {
            Assert.Equal(names.Length, fault.Failures.Count());
            Assert.All(names, name => Assert.Contains(fault.Failures, failure => failure.Contains(name, StringComparison.Ordinal)));
        }
    }
}
