using System.Collections.Immutable;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Issues;
using EduIct.Mail;

namespace EduIct.Integrations.Tests.Mail;

/// <summary><c>mail.json</c>: how mail goes out.</summary>
public sealed class MailFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_says_everything_and_paths_are_relative_to_it()
    {
        await File.WriteAllTextAsync(_folder["matkhau"], "bí mật");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["matkhau"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (MailFile? file, ImmutableArray<Issue> issues) = await LoadAsync("""
            { "version": 1, "from": { "address": "vanphong@bentre.edu.vn", "name": "Văn phòng" }, "language": "en", "transport": "smtp",
              "smtp": { "host": "thu.bentre.edu.vn", "port": 2587, "userName": "vanphong", "passwordFile": "matkhau", "timeoutSeconds": 7 },
              "outbox": { "messagesPerMinute": 20, "recipientsPerDay": 500, "concurrency": 2 } }
            """);
        Assert.True(file is not null, string.Join("; ", issues));
        var options = new MailOptions();
        file.Configure(options);

        Assert.Equal(("vanphong@bentre.edu.vn", "Văn phòng", "en"), (file.From!.Address.ToString(), file.From.DisplayName, file.Language));
        Assert.Equal((file.From, "en"), (options.From, options.Language));
        Assert.Equal((MailTransportKind.Smtp, "thu.bentre.edu.vn", 2587, true, "vanphong"), (options.Transport, options.Smtp.Host, options.Smtp.Port, options.Smtp.RequireTls, options.Smtp.UserName));
        Assert.Equal((_folder["matkhau"], TimeSpan.FromSeconds(7)), (options.Smtp.PasswordFile, options.Smtp.Timeout));
        Assert.Equal((20, 500, 2), (options.Outbox.MessagesPerMinute, options.Outbox.RecipientsPerDay, options.Outbox.Concurrency));
    }

    [Fact]
    public async Task Exchange_Online_may_be_the_way_within_its_limits()
    {
        (MailFile? file, _) = await LoadAsync("""{ "version": 1, "transport": "exchange", "exchange": { "provider": "m", "sender": "vanphong@bentre.edu.vn" }, "outbox": { "messagesPerMinute": 12 } }""");
        var options = new MailOptions();
        file!.Configure(options);

        Assert.Equal(new MailByExchange("m", "vanphong@bentre.edu.vn"), file.Exchange);
        Assert.Equal((MailTransportKind.Own, 12, 10_000), (options.Transport, options.Outbox.MessagesPerMinute, options.Outbox.RecipientsPerDay));
    }

    [Fact]
    public async Task A_folder_is_the_usual_way()
    {
        (MailFile? file, _) = await LoadAsync("""{ "version": 1, "pickup": { "folder": "thu-di" } }""");
        var options = new MailOptions();
        file!.Configure(options);

        Assert.Equal((MailTransportKind.Pickup, _folder["thu-di"]), (options.Transport, options.Pickup.Folder));
        Assert.Null(file.From);
    }

    [Theory]
    [InlineData("""{ "version": 2, "transport": "fax", "language": "fr", "from": { "address": "a", "nam": "x" } }""", "/from/address:mail.bad-value /from/nam:mail.unknown-property /language:mail.bad-value /transport:mail.bad-value /version:mail.version")]
    [InlineData("""{ "version": 1, "transport": "smtp", "smtp": { "host": "x.vn", "password": "bí mật", "port": 0 } }""", "/smtp/password:mail.unknown-property /smtp/port:mail.out-of-range")]
    [InlineData("""{ "version": 1, "transport": "smtp", "smtp": { "host": "x.vn", "requireTls": false } }""", "requireTls:smtp.tls")]
    [InlineData("""{ "version": 1 }""", "pickup.folder:mail.pickup-folder")]
    [InlineData("[]", "/version:mail.version :mail.wrong-type")]
    [InlineData("{", ":mail.not-json")]
    public async Task All_that_is_wrong_is_told_and_no_password_is_shown(string json, string expected)
    {
        (MailFile? file, ImmutableArray<Issue> issues) = await LoadAsync(json);

        Assert.Null(file);
        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), issues.Select(issue => $"{issue.Place.Field}:{issue.Code}").Order(StringComparer.Ordinal));
        Assert.All(issues, issue => Assert.DoesNotContain("bí mật", issue.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_too_large_is_told()
    {
        Assert.Equal("mail.unreadable", Assert.Single((await MailFile.LoadAsync(_folder["none"])).Issues).Code);
        Assert.Equal("mail.too-large-file", Assert.Single((await LoadAsync(new string(' ', 70_000))).Issues).Code);
    }

    private async Task<(MailFile? File, ImmutableArray<Issue> Issues)> LoadAsync(string json)
    {
        await File.WriteAllTextAsync(_folder["mail.json"], json);
        return await MailFile.LoadAsync(_folder["mail.json"]);
    }
}
