using System.Buffers.Text;
using System.Collections.Immutable;
using EduIct.Accounts;
using EduIct.Exchange;
using EduIct.Issues;
using EduIct.Running;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace EduIct.Mail;

/// <summary>
/// Hands messages to Exchange Online by Microsoft Graph's <c>sendMail</c>, as whole MIME messages. Exchange reads the recipients from the headers, Bcc among them, which
/// it takes out before it delivers; identifier, date and content are the message's. It may drop headers that it does not know, <c>Auto-Submitted</c> among them
/// (microsoftgraph/msgraph-sdk-dotnet issue 2209). It takes a message over or refuses it as a whole; what becomes of it, delivery reports tell.
/// <para>
/// What Graph allows an application at a mailbox is kept to, for all mailboxes together: 4 requests at a time, 1,000 a minute, 150 MB in 5 minutes (source: "Microsoft
/// Graph service-specific throttling limits", Outlook service limits). Safe to use from many threads.
/// </para>
/// </summary>
public sealed class ExchangeMailTransport : IMailTransport, ISentMail, IDisposable
{
    /// <summary>
    /// Largest request, 4,000,000 bytes, which is a message of 3,000,000 bytes with its encoding, or some 2.1 MB of attachments. Graph takes 4 MB (source: "Use the Microsoft Graph API";
    /// microsoft-graph-docs-contrib issues 682 and 3079), whether of 1000 or of 1024 is not said, and to a larger one it may answer 200 and send nothing.
    /// </summary>
    public const int LargestRequest = 4_000_000;

    private const int AtOnce = 4;
    private const int RequestsPerMinute = 1000;
    private const long LargestUpload = 150_000_000;

    private static readonly TimeSpan s_uploadWindow = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, ParsableFactory<IParsable>> s_refusals = new() { ["XXX"] = ODataError.CreateFromDiscriminatorValue };

    private readonly GraphConnection _connection;
    private readonly SemaphoreSlim _places = new(AtOnce, AtOnce);
    private readonly UploadAllowance _uploads;
    private readonly string? _sender;

    /// <summary>Exchange Online as transport. Reads the secret or the certificate, sends nothing yet.</summary>
    /// <param name="options">How to reach it.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <exception cref="ArgumentException">The options or the files are wrong; the message names all that is.</exception>
    public ExchangeMailTransport(ExchangeMailOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        time ??= TimeProvider.System;
        if (!options.TryCheck(out ImmutableArray<Issue> issues) || !options.Application.TryOpen(out GraphCredential? credential, out issues))
        {
            throw new ArgumentException(string.Join(' ', issues.Select(issue => $"{issue.Code}: {issue.Message.En}")), nameof(options));
        }

        // Gathered into batches, messages would together be larger than a request may be.
        _connection = new GraphConnection(options.Application, credential, time, sockets => new AcceptedHandler(sockets));
        _connection.Use(new RateBudget(RequestsPerMinute, time));

        // The server counts a message when it has it, which is at the latest when we stop waiting for the answer.
        _uploads = new UploadAllowance(LargestUpload, s_uploadWindow + options.Application.RequestTimeout, time);
        _sender = options.Sender;
    }

    /// <inheritdoc/>
    public string Name => "exchange";

    /// <summary>
    /// 15 minutes. Exchange answers when a draft is made, and moves it to Sent Items when its transport has taken it over (source: "Send mail by using the Microsoft Graph API"), which
    /// takes seconds, and for which Microsoft names no bound. The time counts from the intent, after which a message may have waited 7 minutes for its turn.
    /// </summary>
    public TimeSpan FoundWithin => TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public async Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        byte[] body = Encoded(MimeComposer.Compose(message));
        if (body.Length > LargestRequest)
        {
            throw new MailException(MailErrorKind.TooLarge, "graph-4-mb", $"The message takes {body.Length} bytes as Graph wants it, which allows {LargestRequest}.");
        }

        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _uploads.WaitAsync(body.Length, cancellationToken).ConfigureAwait(false);
            await _connection.WaitTurnAsync(cancellationToken).ConfigureAwait(false);
            await _connection.SendAsync<object?>(
                async (client, token) =>
                {
                    await client.RequestAdapter.SendNoContentAsync(Request(message, body), s_refusals, token).ConfigureAwait(false);
                    return null;
                },
                cancellationToken).ConfigureAwait(false);
            return MailReceipt.ForAll(message);
        }
        catch (DirectoryException fault)
        {
            throw ExchangeMailFault.Of(fault, message.Recipients.Length, senderIsSet: _sender is not null);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>
    /// Looks into Sent Items of the sending mailbox, where what came as MIME is always saved (sources: references of <c>user: sendMail</c> and <c>mailFolder: list messages</c>), for the
    /// message's own identifier. Microsoft says of MIME that it is kept "more or less intact" and promises nothing of the identifier: given another, a message is not found, and is sent
    /// again after <see cref="FoundWithin"/>. Needs the application permission <c>Mail.ReadBasic.All</c>; without it, <see cref="MailErrorKind.Authentication"/>. Drafts are not looked into:
    /// what lies there may stay there.
    /// </summary>
    /// <inheritdoc/>
    public async Task<MailReceipt?> FindAsync(MailMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        string identifier = References.Quoted($"<{message.MessageId}>");
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _connection.WaitTurnAsync(cancellationToken).ConfigureAwait(false);
            MessageCollectionResponse? found = await _connection.SendAsync(
                (client, token) => client.Users[SenderOf(message)].MailFolders["sentitems"].Messages.GetAsync(
                    request => (request.QueryParameters.Select, request.QueryParameters.Filter, request.QueryParameters.Top) = (["id"], $"internetMessageId eq {identifier}", 1), token),
                cancellationToken).ConfigureAwait(false);
            return found?.Value is { Count: > 0 } ? MailReceipt.ForAll(message) : null;
        }
        catch (DirectoryException fault)
        {
            throw ExchangeMailFault.Of(fault, message.Recipients.Length, senderIsSet: _sender is not null);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        _uploads.Dispose();
        _places.Dispose();
    }

    // The library's own request builder knows only the message in JSON.
    private RequestInformation Request(MailMessage message, byte[] body)
    {
        RequestInformation request = new()
        {
            HttpMethod = Method.POST,
            UrlTemplate = "{+baseurl}/users/{sender}/sendMail",
            PathParameters = new Dictionary<string, object> { ["sender"] = SenderOf(message) },
        };
        request.Headers.Add("Accept", "application/json");
        request.SetStreamContent(new MemoryStream(body, writable: false), "text/plain");
        return request;
    }

    private string SenderOf(MailMessage message) => _sender ?? message.From.Address.ToString();

    private static byte[] Encoded(byte[] mime)
    {
        byte[] text = new byte[Base64.GetMaxEncodedToUtf8Length(mime.Length)];
        Base64.EncodeToUtf8(mime, text, out _, out _);
        return text;
    }
}
