using System.Collections.Immutable;
using EduIct.Issues;
using MimeKit;

namespace EduIct.Mail;

/// <summary>
/// Hands messages to a mail server by MailKit: TLS from the first byte or by STARTTLS, login by password or by token (OAuth 2.0), and where the message asks for it and the server can
/// (RFC 3461), reports of success, delay and failure, with the message's identifier as envelope identifier and the headers alone sent back. One connection for each message. What is sent are
/// the bytes of <see cref="MimeComposer"/>, without Bcc. Safe to use from many threads.
/// </summary>
public sealed class MailKitSmtpTransport : IMailTransport
{
    private static readonly FormatOptions s_format = Format();

    private readonly MailServer _server;
    private readonly TimeProvider _time;

    /// <summary>A mail server as transport. The password is read now.</summary>
    /// <param name="options">How to reach it.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message names all that is.</exception>
    public MailKitSmtpTransport(MailServerOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _server = MailServer.TryOpen(options, out MailServer? server, out ImmutableArray<Issue> issues)
            ? server
            : throw new ArgumentException(string.Join(' ', issues.Select(issue => $"{issue.Code}: {issue.Message.En}")), nameof(options));
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public string Name => "smtp";

    /// <inheritdoc/>
    public async Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        using CancellationTokenSource limit = new(_server.Timeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using MemoryStream bytes = new(MimeComposer.Compose(message), writable: false);
        using MimeMessage mime = await MimeMessage.LoadAsync(bytes, either.Token).ConfigureAwait(false);
        using EnvelopeClient client = new(message);
        try
        {
            await _server.OpenAsync(client, either.Token).ConfigureAwait(false);
            MailboxAddress sender = new("", message.From.Address.ToString());
            MailboxAddress[] recipients = [.. message.Recipients.Select(address => new MailboxAddress("", address.ToString()))];
            try
            {
                await client.SendAsync(s_format, mime, sender, recipients, either.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && MailKitFault.IsOne(exception))
            {
                throw client.NobodyIsLeft ? NoneTaken(message, client, exception) : MailKitFault.OfSending(exception);
            }

            await CloseAsync(client).ConfigureAwait(false);
            return new MailReceipt(Outcomes(message, client));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw MailKitFault.OfConnection(exception);
        }
    }

    // The library sends the message's headers as they are where the recipients are given apart.
    private static FormatOptions Format()
    {
        FormatOptions format = FormatOptions.Default.Clone();
        format.HiddenHeaders.Add(HeaderId.Bcc);
        return format;
    }

    // The message is taken: that the farewell fails changes nothing.
    private static async Task CloseAsync(EnvelopeClient client)
    {
        try
        {
            await client.DisconnectAsync(quit: true).ConfigureAwait(false);
        }
        catch (Exception exception) when (MailKitFault.IsOne(exception))
        {
            // The connection is gone either way.
        }
    }

    private static ImmutableArray<MailRecipientOutcome> Outcomes(MailMessage message, EnvelopeClient client) =>
    [
        .. message.Recipients.Select(address => client.Refused.TryGetValue(address, out SmtpReply reply)
            ? new MailRecipientOutcome(address, reply.OfRecipient, reply.Reason)
            : new MailRecipientOutcome(address)),
    ];

    private static MailException NoneTaken(MailMessage message, EnvelopeClient client, Exception exception)
    {
        // For nobody: the fault that may pass counts most, since with it trying again makes sense.
        ImmutableArray<MailRecipientOutcome> outcomes = Outcomes(message, client);
        MailRecipientOutcome first = outcomes.FirstOrDefault(outcome => outcome.MayPass) ?? outcomes[0];
        return new MailException(first.Fault!.Value, first.Reason!, exception.Message, exception) { Recipients = outcomes };
    }
}
