using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using EduIct.Addresses;
using EduIct.Cli.Terminal;
using EduIct.Exchange;
using EduIct.Issues;
using EduIct.Ledger;
using EduIct.Mail;
using EduIct.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace EduIct.Cli.Mail;

/// <summary>How a command's mail goes out: by a settings file, else into a folder beside the ledger.</summary>
internal sealed class MailWork : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly string? _folder;

    private MailWork(ServiceProvider services, MailParty? from, string language, string? folder)
    {
        (_services, From, Language, _folder) = (services, from, language, folder);
        Templates = services.GetRequiredService<MailTemplates>();
    }

    /// <summary>Whom mail comes from; null: neither the option nor the file says.</summary>
    public MailParty? From { get; }

    public string Language { get; }

    public MailTemplates Templates { get; }

    public static Option<string?> MailOption() => new("--mail")
    {
        Description = "cách gửi thư (mail.json); mặc định ghi tệp .eml vào thư mục cạnh sổ cái / how mail goes out; by default .eml files into a folder beside the ledger",
        HelpName = "FILE",
    };

    public static Option<EmailAddress?> FromOption() => new("--from")
    {
        Description = "địa chỉ người gửi / the sender's address",
        HelpName = "ADDRESS",
        CustomParser = Address,
    };

    /// <summary>Reads the settings; null where they are faulty, which has been told.</summary>
    public static async Task<MailWork?> OpenAsync(
        string? mailFile, EmailAddress? from, string tenant, string ledger, CliTerminal terminal, CancellationToken cancellationToken)
    {
        MailFile? settings = null;
        if (mailFile is not null)
        {
            (settings, ImmutableArray<Issue> issues) = await MailFile.LoadAsync(mailFile, cancellationToken).ConfigureAwait(false);
            foreach (Issue issue in issues)
            {
                terminal.Fault(issue);
            }

            if (settings is null)
            {
                return null;
            }
        }

        string? folder = settings is null ? Path.GetFullPath(ledger) + ".mail" : null;
        IServiceCollection registered = new ServiceCollection();
        if (settings?.Exchange is { } exchange)
        {
            if (await ExchangeAsync(exchange, mailFile!, tenant, terminal, cancellationToken).ConfigureAwait(false) is not { } application)
            {
                return null;
            }

            registered.AddEduIctExchangeMail(options => (options.Application, options.Sender) = (application, exchange.Sender));
        }

        ServiceProvider services = registered.AddEduIctMail(options =>
        {
            if (settings is not null)
            {
                settings.Configure(options);
            }
            else
            {
                (options.Pickup.Folder, options.Outbox.MessagesPerMinute) = (folder!, 100_000);
            }
        }).BuildServiceProvider();
        return new MailWork(services, from is { } address ? new MailParty(address, settings?.From?.DisplayName) : settings?.From, settings?.Language ?? terminal.Language ?? "vi", folder);
    }

    public MailOutbox Outbox(SqliteLedger ledger) => _services.GetRequiredService<MailOutboxFactory>().Create(ledger.Outbox);

    /// <summary>Delivers what is due and says how it went.</summary>
    /// <returns>Done; 3 where the transport cannot be reached or refuses the login; 1 where a message failed.</returns>
    public async Task<(int Exit, OutboxDelivery Delivery)> DeliverAsync(MailOutbox outbox, CliTerminal terminal, CancellationToken cancellationToken)
    {
        OutboxDelivery delivery = await outbox.DeliverAsync(cancellationToken).ConfigureAwait(false);
        if (_folder is not null && delivery.Sent > 0)
        {
            terminal.Note($"Thư nằm trong thư mục {_folder}; chọn máy chủ thư bằng --mail.", $"The messages are in the folder {_folder}; choose a mail server by --mail.");
        }

        if (delivery.NextAt is { } next)
        {
            terminal.Note(
                $"Còn thư chưa gửi được; chạy lại sau {next.InZone(EduIct.Calendars.VietnamTime.Zone):HH:mm dd/MM} để gửi tiếp.",
                $"Some mail is not sent yet; run again after {next.InZone(EduIct.Calendars.VietnamTime.Zone):uuuu-MM-dd HH:mm} to go on.");
        }

        switch (delivery.Stop)
        {
            case OutboxStop.Unreachable:
                terminal.Fault("Không kết nối được máy chủ thư.", "The mail server cannot be reached.");
                return (ExitCode.ProviderFailed, delivery);
            case OutboxStop.Authentication:
                terminal.Fault("Máy chủ thư không nhận đăng nhập.", "The mail server does not accept the login.");
                return (ExitCode.ProviderFailed, delivery);
            case OutboxStop.DailyLimit:
                terminal.Fault("Đã hết số thư được gửi trong ngày.", "The number of messages of a day is used up.");
                break;
        }

        return (delivery.Failed > 0 ? ExitCode.Differences : ExitCode.Done, delivery);
    }

    /// <summary>What a delivery did, as a property of JSON.</summary>
    public static void Write(Utf8JsonWriter json, OutboxDelivery delivery)
    {
        json.WriteStartObject("delivery");
        json.WriteNumber("sent", delivery.Sent);
        json.WriteNumber("failed", delivery.Failed);
        json.WriteNumber("putOff", delivery.PutOff);
        json.WriteString("stop", JsonOutput.Camel(delivery.Stop));
        json.WriteEndObject();
    }

    public void Dispose() => _services.Dispose();

    // The application of the tenant's provider sends; null where there is none, or not just one, which has been told.
    private static async Task<ExchangeDirectoryOptions?> ExchangeAsync(MailByExchange exchange, string mailFile, string tenantPath, CliTerminal terminal, CancellationToken cancellationToken)
    {
        TenantFileResult tenant = await TenantFile.LoadAsync(tenantPath, cancellationToken).ConfigureAwait(false);
        foreach (Issue issue in tenant.Issues)
        {
            terminal.Fault(issue);
        }

        if (tenant.File is null)
        {
            return null;
        }

        ProviderSettings[] fitting = [.. tenant.File.Providers.Where(provider => provider.Kind == "exchange" && (exchange.Provider is null || provider.Id == exchange.Provider))];
        if (fitting is [var only])
        {
            return ExchangeDirectoryOptions.For(only);
        }

        terminal.Fault(new Issue("mail.no-provider", new SourcePlace(mailFile, Field: "/exchange/provider"), new LocalizedText(
            $"tenant.json có {fitting.Length} nhà cung cấp 'exchange' phù hợp; phải có đúng một. Hãy ghi \"exchange\": {{ \"provider\": ID }}.",
            $"tenant.json has {fitting.Length} fitting providers of the kind 'exchange'; there must be just one. Say \"exchange\": {{ \"provider\": ID }}.")));
        return null;
    }

    private static EmailAddress? Address(ArgumentResult argument)
    {
        if (EmailAddress.TryParse(argument.Tokens[0].Value, out EmailAddress address))
        {
            return address;
        }

        argument.AddError($"'{argument.Tokens[0].Value}' is not an e-mail address.");
        return null;
    }
}
