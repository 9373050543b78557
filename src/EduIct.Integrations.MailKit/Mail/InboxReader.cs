using System.Collections.Immutable;
using System.Globalization;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EduIct.Mail;

/// <summary>
/// Reads a unit's mailbox by IMAP (RFC 3501) and hands each message to the handlers, once in effect: the intent is written before they are called and the outcome after; after a kill
/// between the two the message comes again and says so. The mailbox is opened for reading only, and people's own marks in it stay as they are: what was handled is remembered here, by
/// UIDVALIDITY, UID and a digest of the message's identifier. Where the mailbox counts anew, all of it is looked at again and what was handled is known by that digest.
/// One object for a mailbox at a time.
/// </summary>
public sealed class InboxReader : IDisposable
{
    private const int AtOnce = 100;

    private readonly IInbox _inbox;
    private readonly ImmutableArray<IInboxHandler> _handlers;
    private readonly InboxReaderOptions _options;
    private readonly MailServer _server;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _mailbox;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>A reader. The password is read now.</summary>
    /// <param name="inbox">Its memory, such as a ledger's <see cref="Ledger.SqliteLedger.Inbox"/>.</param>
    /// <param name="handlers">Whom the messages concern, in the order in which they are called.</param>
    /// <param name="options">Which mailbox.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <param name="logger">Told of numbers and reasons, without addresses; null: nobody is told.</param>
    /// <exception cref="OptionsValidationException">Settings are wrong; every fault is named.</exception>
    public InboxReader(IInbox inbox, IEnumerable<IInboxHandler> handlers, InboxReaderOptions options, TimeProvider? time = null, ILogger<InboxReader>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(inbox);
        ArgumentNullException.ThrowIfNull(handlers);
        ArgumentNullException.ThrowIfNull(options);
        if (new InboxReaderOptionsValidator().Validate(null, options) is { Failed: true } refused)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(InboxReaderOptions), refused.Failures);
        }

        MailServer.TryOpen(options.Server, out MailServer? server, out _);
        (_inbox, _handlers, _options, _server) = (inbox, [.. handlers], options, server!);
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger<InboxReader>.Instance;
        _mailbox = $"imap://{_server.UserName}@{_server.Host.ToLowerInvariant()}/{options.Folder}";
    }

    /// <summary>Handles all that came since the last reading, each message once, in the order of its arrival.</summary>
    /// <param name="cancellationToken">Stops it. What was being handled comes again.</param>
    /// <exception cref="MailException">The server could not be reached, refused the login, or the connection broke; what was handled stays so.</exception>
    public async Task<InboxReport> ReadAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using ImapClient client = new();
            await _server.OpenAsync(client, cancellationToken).ConfigureAwait(false);
            InboxTally tally = new();
            try
            {
                await ReadAsync(client, tally, cancellationToken).ConfigureAwait(false);
                await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && MailKitFault.IsOne(exception))
            {
                throw MailKitFault.OfSending(exception);
            }
            finally
            {
                InboxLog.Read(_logger, tally.Handled, tally.Copies, tally.Failed, tally.GivenUp);
            }

            return tally.ToReport();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Frees what it waits with; the memory and the handlers are the caller's.</summary>
    public void Dispose() => _turn.Dispose();

    private async Task ReadAsync(ImapClient client, InboxTally tally, CancellationToken cancellationToken)
    {
        IMailFolder folder = _options.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase)
            ? client.Inbox
            : await client.GetFolderAsync(_options.Folder, cancellationToken).ConfigureAwait(false);
        await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        uint done = await _inbox.FindDoneAsync(_mailbox, folder.UidValidity, cancellationToken).ConfigureAwait(false);
        if (done == 0)
        {
            InboxLog.Fresh(_logger, folder.UidValidity);
        }

        if (done == uint.MaxValue)
        {
            return;
        }

        // By the server's day, which may be another than ours. "n:*" names the last message even where it is before n.
        SearchQuery fresh = SearchQuery.Uids(new UniqueIdRange(folder.UidValidity, done + 1, uint.MaxValue))
            .And(SearchQuery.DeliveredAfter((_time.GetUtcNow() - _options.MaxAge).UtcDateTime.Date.AddDays(-1)));
        UniqueId[] found = [.. (await folder.SearchAsync(fresh, cancellationToken).ConfigureAwait(false)).Where(uid => uid.Id > done).OrderBy(uid => uid.Id)];
        foreach (UniqueId[] some in found.Chunk(AtOnce))
        {
            IList<IMessageSummary> summaries = await folder
                .FetchAsync(some, MessageSummaryItems.UniqueId | MessageSummaryItems.Size | MessageSummaryItems.InternalDate | MessageSummaryItems.Envelope, cancellationToken)
                .ConfigureAwait(false);
            foreach (IMessageSummary summary in summaries.OrderBy(summary => summary.UniqueId.Id))
            {
                await TakeAsync(folder, summary, tally, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task TakeAsync(IMailFolder folder, IMessageSummary summary, InboxTally tally, CancellationToken cancellationToken)
    {
        InboxPlace place = new(_mailbox, folder.UidValidity, summary.UniqueId.Id);
        string key = KeyOf(summary);

        // Before anything of it is read: a message that ends the process is met no more often than the attempts allow.
        InboxIntent intent = await _inbox.RecordIntentAsync(place, key, cancellationToken).ConfigureAwait(false);
        if (intent.State != InboxState.Intended)
        {
            if (!intent.WasDone)
            {
                tally.Count(intent.State);
            }

            return;
        }

        (InboxState state, string? reason) = intent.Attempts > _options.MaxAttempts ? (InboxState.GivenUp, "attempts")
            : summary.Size > _options.LargestMessage ? (InboxState.GivenUp, "too-large")
            : await HandleAsync(folder, summary, key, intent, cancellationToken).ConfigureAwait(false);
        if (state == InboxState.GivenUp)
        {
            InboxLog.GivenUp(_logger, place.Uid, reason!);
        }

        // Not given up for a caller who has had enough: it would be handled twice for nothing.
        await _inbox.RecordOutcomeAsync(place, state, reason, CancellationToken.None).ConfigureAwait(false);
        tally.Count(state);
    }

    private async Task<(InboxState State, string? Reason)> HandleAsync(
        IMailFolder folder, IMessageSummary summary, string key, InboxIntent intent, CancellationToken cancellationToken)
    {
        Instant received = Instant.FromDateTimeOffset(summary.InternalDate ?? _time.GetUtcNow());
        Stream message = await folder.GetStreamAsync(summary.UniqueId, cancellationToken).ConfigureAwait(false);
        await using (message.ConfigureAwait(false))
        {
            try
            {
                InboundMail mail = await InboundParser.ParseAsync(message, received, cancellationToken).ConfigureAwait(false);
                mail = mail with { Key = key, IsAgain = intent.Attempts > 1 };
                foreach (IInboxHandler handler in _handlers)
                {
                    await handler.HandleAsync(mail, cancellationToken).ConfigureAwait(false);
                }

                InboxLog.Handled(_logger, summary.UniqueId.Id, mail.Kind, key);
                return (InboxState.Handled, null);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // By its type alone: its words may quote the message.
                string reason = exception.GetType().Name;
                InboxLog.Failed(_logger, summary.UniqueId.Id, intent.Attempts, reason);
                return (intent.Attempts >= _options.MaxAttempts ? InboxState.GivenUp : InboxState.Waiting, reason);
            }
        }
    }

    private static string KeyOf(IMessageSummary summary)
    {
        Envelope? envelope = summary.Envelope;
        return InboundParser.KeyOf(
            envelope?.MessageId,
            string.Create(CultureInfo.InvariantCulture, $"{summary.InternalDate:O}\n{summary.Size}\n{envelope?.Date:O}\n{envelope?.From}\n{envelope?.Subject}"));
    }
}
