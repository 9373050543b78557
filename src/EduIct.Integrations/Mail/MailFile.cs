using System.Collections.Immutable;
using System.Text.Json;
using EduIct.Issues;
using EduIct.Tenants;

namespace EduIct.Mail;

/// <summary>
/// How mail goes out, and from whom, as a file says it:
/// <c>{"version": 1, "from": {"address", "name"}, "language": "vi", "transport": "smtp", "pickup": {"folder"}, "smtp": {"host", "port", "requireTls", "userName", "passwordFile",
/// "passwordVariable", "timeoutSeconds"}, "exchange": {"provider", "sender"}, "templates": "folder", "outbox": {"messagesPerMinute", "recipientsPerDay", "concurrency"}}</c>. Paths are relative to the file;
/// an unknown property is refused, and so is a password. <c>mail.schema.json</c> in the package is its schema.
/// </summary>
public sealed class MailFile
{
    private const long MaxBytes = 1 << 16;

    private readonly MailOptions _options = new();

    private MailFile()
    {
    }

    /// <summary>Whom messages come from; null: the file does not say.</summary>
    public MailParty? From { get; private set; }

    /// <summary>Language of the messages, <c>vi</c> or <c>en</c>. Default: <c>vi</c>.</summary>
    public string Language { get; private set; } = "vi";

    /// <summary>Through which provider of <c>tenant.json</c> mail goes out; null: not through Exchange Online.</summary>
    public MailByExchange? Exchange { get; private set; }

    /// <summary>The settings for <c>AddEduIctMail</c>. Where <see cref="Exchange"/> is set, the transport has to be registered beside, as <c>AddEduIctExchangeMail</c> does.</summary>
    /// <param name="options">Takes them.</param>
    public void Configure(MailOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.From, options.Language) = (From, Language);
        options.Transport = _options.Transport;
        options.TemplateFolder = _options.TemplateFolder;
        options.Pickup.Folder = _options.Pickup.Folder;
        SmtpOptions smtp = _options.Smtp;
        (options.Smtp.Host, options.Smtp.Port, options.Smtp.RequireTls, options.Smtp.UserName) = (smtp.Host, smtp.Port, smtp.RequireTls, smtp.UserName);
        (options.Smtp.PasswordFile, options.Smtp.PasswordVariable, options.Smtp.Timeout) = (smtp.PasswordFile, smtp.PasswordVariable, smtp.Timeout);
        MailOutboxOptions outbox = _options.Outbox;
        (options.Outbox.MessagesPerMinute, options.Outbox.RecipientsPerDay, options.Outbox.Concurrency) = (outbox.MessagesPerMinute, outbox.RecipientsPerDay, outbox.Concurrency);
    }

    /// <summary>Reads a file, and checks what it says as <see cref="MailOptions.TryCheck"/> does.</summary>
    /// <param name="path">The file, at most 64 KiB.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The settings, null where there are faults; and every fault with its JSON pointer (RFC 6901).</returns>
    public static async Task<(MailFile? File, ImmutableArray<Issue> Issues)> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
            {
                return (null, [new Issue("mail.too-large-file", new SourcePlace(path), new LocalizedText("Tệp lớn hơn 64 KiB.", "The file is larger than 64 KiB."))]);
            }

            byte[] bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            ReadOnlyMemory<byte> json = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            return Read(document.RootElement, path);
        }
        catch (JsonException exception)
        {
            var place = new SourcePlace(path, (int?)exception.LineNumber + 1, (int?)exception.BytePositionInLine + 1);
            return (null, [new Issue("mail.not-json", place, new LocalizedText($"Không phải JSON: {exception.Message}", $"Not JSON: {exception.Message}"))]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, [new Issue("mail.unreadable", new SourcePlace(path), new LocalizedText($"Không đọc được tệp: {exception.Message}", $"The file cannot be read: {exception.Message}"))]);
        }
    }

    private static (MailFile?, ImmutableArray<Issue>) Read(JsonElement element, string path)
    {
        var issues = ImmutableArray.CreateBuilder<Issue>();
        var root = new JsonObjectReader(element, path, "", issues, "mail");
        var file = new MailFile();
        if (root.Integer("version", 1, int.MaxValue) is not 1)
        {
            root.Fault("version", "mail.version", "Phải có \"version\": 1.", "Must say \"version\": 1.");
        }

        file.ReadSender(root);
        MailOptions options = file._options;
        switch (root.Text("transport") ?? "pickup")
        {
            case "pickup":
                break;
            case "smtp":
                options.Transport = MailTransportKind.Smtp;
                break;
            case "exchange":
                options.Transport = MailTransportKind.Own;
                break;
            case var other:
                root.Fault("transport", "mail.bad-value", $"Không có cách gửi '{other}': pickup, smtp hoặc exchange.", $"There is no transport '{other}': pickup, smtp or exchange.");
                break;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        JsonObjectReader? pickup = root.Object("pickup"), smtp = root.Object("smtp"), exchange = root.Object("exchange"), outbox = root.Object("outbox");
        var byExchange = new MailByExchange(exchange?.Text("provider"), exchange?.Text("sender"));
        file.Exchange = options.Transport == MailTransportKind.Own ? byExchange : null;

        options.Pickup.Folder = FullPath(pickup?.Text("folder")) ?? "";
        options.TemplateFolder = FullPath(root.Text("templates"));
        if (smtp is not null)
        {
            options.Smtp.Host = smtp.Text("host") ?? "";
            options.Smtp.Port = smtp.Integer("port", 1, 65535) ?? options.Smtp.Port;
            options.Smtp.RequireTls = smtp.Flag("requireTls", true);
            options.Smtp.UserName = smtp.Text("userName");
            options.Smtp.PasswordFile = FullPath(smtp.Text("passwordFile"));
            options.Smtp.PasswordVariable = smtp.Text("passwordVariable");
            options.Smtp.Timeout = TimeSpan.FromSeconds(smtp.Integer("timeoutSeconds", 1, 3600) ?? 300);
        }

        // A folder is no server: nothing limits how fast files are written. A mailbox of Exchange Online may write to 10,000 recipients a day.
        (int usual, int? aDay) = options.Transport switch
        {
            MailTransportKind.Pickup => (100_000, null),
            MailTransportKind.Own => (options.Outbox.MessagesPerMinute, (int?)10_000),
            _ => (options.Outbox.MessagesPerMinute, null),
        };
        options.Outbox.MessagesPerMinute = outbox?.Integer("messagesPerMinute", 1, 100_000) ?? usual;
        options.Outbox.RecipientsPerDay = outbox?.Integer("recipientsPerDay", 1, int.MaxValue) ?? aDay;
        options.Outbox.Concurrency = outbox?.Integer("concurrency", 1, 32) ?? options.Outbox.Concurrency;
        pickup?.Close();
        smtp?.Close();
        exchange?.Close();
        outbox?.Close();
        root.Text("$schema");
        root.Close();
        if (issues.Count == 0 && !options.TryCheck(out ImmutableArray<Issue> wrong))
        {
            issues.AddRange(wrong);
        }

        return issues.Count == 0 ? (file, []) : (null, issues.ToImmutable());

        string? FullPath(string? given) => given is null ? null : Path.GetFullPath(given, folder);
    }

    private void ReadSender(JsonObjectReader root)
    {
        if (root.Text("language") is { } language)
        {
            Language = language;
            if (language is not ("vi" or "en"))
            {
                root.Fault("language", "mail.bad-value", $"'{language}': phải là vi hoặc en.", $"'{language}': must be vi or en.");
            }
        }

        if (root.Object("from") is not { } from)
        {
            return;
        }

        if (from.Text("address", required: true) is { } address)
        {
            string? name = from.Text("name");
            From = MailParty.TryCreate(address, name, out MailParty? party) ? party : null;
            if (From is null)
            {
                from.Fault("address", "mail.bad-value", $"'{address}' hoặc tên không dùng được ở người gửi.", $"'{address}' or the name cannot be a sender's.");
            }
        }

        from.Close();
    }
}
